import type { INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import { addToRounds, combineAtOnce, isCombined } from '../combine/addToRounds';
import { roundsKey } from '../combine/openRounds';
import { attachMetadata, newDelivery, roundItem } from '../deduplication/deliveryMetadata';
import { toOutput, withFlowTokenContent } from './toOutput';
import type { DeliveryContext } from './triggerState';
import type { ReceivedEvent } from './types';

/**
 * The items that start the workflow: those of the events in the chosen format, and one for each customer whose messages
 * are combined.
 * @param events not empty
 */
export async function startItems(
	context: IWebhookFunctions,
	events: ReceivedEvent[],
	{ state, settings, appSecret, now }: DeliveryContext,
): Promise<INodeExecutionData[]> {
	const { combine, output, skipDuplicates } = settings;
	const complete = await withFlowTokenContent(events, appSecret, now);
	const combined = combine ? complete.filter((event) => isCombined(event, combine)) : [];
	const others = complete.filter((event) => !combined.includes(event));
	const items = others.length === 0 ? [] : toOutput(others, output);
	if (context.getMode() === 'manual') return [...items.map((json) => ({ json })), ...combineAtOnce(combined)];

	const delivery = newDelivery();
	const waiting = combine
		? addToRounds(state.rounds, combined, { delivery, settings: combine, key: roundsKey(appSecret), now })
		: [];
	return [
		...(skipDuplicates ? attachMetadata(items, others, output, delivery) : items.map((json) => ({ json }))),
		...waiting.map(({ json, round }) => roundItem(json, round, delivery)),
	];
}
