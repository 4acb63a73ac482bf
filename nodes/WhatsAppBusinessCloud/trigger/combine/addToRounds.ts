import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { text } from '../../shared/untrustedJson';
import { hashOf } from '../deduplication/seenEvents';
import type { ReceivedEvent } from '../receive/types';
import type { CombineSettings } from './combineSettings';
import { combinedItem } from './combinedItem';
import type { OpenRounds, Round } from './openRounds';

/** Whether a message waits for further ones of its customer. */
export const isCombined = ({ kind, json }: ReceivedEvent, { types }: CombineSettings): boolean =>
	kind === 'message' && types.has(String(json.type));

/** Identifies a customer in a chat: by business number, group if any, and user. */
export function chatKey({ json }: ReceivedEvent): string {
	const { phoneNumberId, groupId, userId, from } = json;
	return hashOf(JSON.stringify([phoneNumberId, groupId, text(userId) ?? text(from)]));
}

/** The events of each customer, in order. */
function byCustomer(events: ReceivedEvent[]): Map<string, ReceivedEvent[]> {
	const customers = new Map<string, ReceivedEvent[]>();
	for (const event of events) {
		const key = chatKey(event);
		const list = customers.get(key);
		if (list) list.push(event);
		else customers.set(key, [event]);
	}
	return customers;
}

/** What waits in the execution: the newest message, and the round that it belongs to. */
export interface RoundItem {
	json: IDataObject;
	round: Round;
}

/**
 * Adds the messages of a delivery to the rounds of their senders: one item for each customer.
 * @param events that isCombined() is true for
 */
export function addToRounds(
	rounds: OpenRounds,
	events: ReceivedEvent[],
	delivery: { delivery: string; settings: CombineSettings; key: Buffer; now: number },
): RoundItem[] {
	return [...byCustomer(events)].map(([customer, own]) => {
		const received = own.map(({ key, json }) => ({ hash: hashOf(key), json }));
		const round = rounds.add(customer, received, delivery);
		return { json: own[own.length - 1].json, round };
	});
}

/** Items of a test run: the messages of each customer in the delivery, without waiting for more. */
export const combineAtOnce = (events: ReceivedEvent[]): INodeExecutionData[] =>
	[...byCustomer(events).values()].map((own) => ({ json: combinedItem(own.map(({ json }) => json)) }));
