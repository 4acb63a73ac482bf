import type { IDataObject } from 'n8n-workflow';
import type { ReceivedEvent } from './types';

/** How signed flow tokens begin: only for those the reader is loaded. */
const SIGNED = 'n8nflow1.';

/**
 * Adds to completed Flows what their token carries, where Message > Send, Send Template or Create Token made it:
 * `flowTokenContent`, with the state of its signature and its time.
 * @param appSecret of the app that is subscribed
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
