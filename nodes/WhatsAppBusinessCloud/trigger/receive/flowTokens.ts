import type { IDataObject } from 'n8n-workflow';
import type { ReceivedEvent } from './types';

/** Prefix of signed flow tokens. The reader is loaded only for those. */
const SIGNED = 'n8nflow1.';

/**
 * Adds `flowTokenContent` to completed Flows: the content of a token created by Message > Send, Send Template or Create
 * Token, with its signature status and time.
 * @param appSecret secret of the subscribed app
 */
export async function readFlowTokens(events: ReceivedEvent[], appSecret: string): Promise<void> {
	const signed = events.filter(
		({ json: { flowToken } }) => typeof flowToken === 'string' && flowToken.startsWith(SIGNED),
	);
	if (signed.length === 0) return;
	const { describeFlowToken, readFlowToken } = await import('../../flows/protocol/token');
	for (const { json } of signed) {
		json.flowTokenContent = describeFlowToken(readFlowToken(json.flowToken, appSecret, Date.now())) as
			IDataObject | undefined;
	}
}
