import type { IDataObject } from 'n8n-workflow';
import { omitUndefined } from '../../shared/input/parameterValues';
import { text } from '../../shared/untrustedJson';

/** Value of the operation Send and Wait for Delivery. */
export const AWAITS_DELIVERY = 'sendAndWaitForDelivery';

/** What the node can wait for, in order. */
export const AWAITED = ['sent', 'delivered', 'read', 'replied'] as const;
export type Awaited = (typeof AWAITED)[number];

/** What the trigger passes to a waiting execution: a status of the message, or the recipient's reply. */
export interface DeliveryUpdate {
	/** Flat, with the names of the trigger's items. */
	status?: IDataObject;
	reply?: IDataObject;
}

/** Each status implies those before it. WhatsApp docs: Webhooks > Statuses. */
const ORDER = ['accepted', 'sent', 'delivered', 'read', 'played'];

const rank = (status: unknown): number => ORDER.indexOf(String(status));

/** Whether a message with this status has arrived, even if another status says that it failed. */
export const hasArrived = (status: unknown): boolean => rank(status) >= rank('delivered');

/** Fields of a status that the trigger passes on: price and error. */
export const STATUS_FIELDS = [
	'messageId',
	'status',
	'timestamp',
	...['billable', 'pricingModel', 'pricingType', 'pricingSubtype', 'pricingCategory', 'cost', 'costCurrency'],
	...['errorCode', 'errorTitle', 'errorMessage', 'errorDetails', 'errorClass', 'errorAfter', 'errorScope'],
];

/** What is known of one message. */
export interface MessageSummary extends IDataObject {
	status: string;
}

/**
 * Everything that the statuses of a message say, in whichever order they arrived.
 * @param message its ID, recipient and status when it was sent
 */
export function summarize(message: IDataObject, statuses: IDataObject[]): MessageSummary {
	const of = statuses.filter(({ messageId }) => messageId === message.messageId);
	const times: IDataObject = {};
	const details: IDataObject = {};
	let status = String(message.status ?? 'accepted');
	// Errors of a message that arrived after all say nothing.
	const arrived = of.some((one) => hasArrived(one.status));
	for (const { messageId: _id, status: name, timestamp, ...fields } of of) {
		const failed = name === 'failed';
		if (failed && arrived) continue;
		if (failed || (status !== 'failed' && rank(name) > rank(status))) status = String(name);
		if (failed || rank(name) >= 0) times[`${String(name)}At`] ??= timestamp;
		Object.assign(details, omitUndefined(fields));
	}
	return { ...message, status, ...times, ...details };
}

/** Whether the message got as far as it should, failed, or may still get there. */
export function outcomeOf(
	{ status }: MessageSummary,
	awaited: Awaited,
	reply: IDataObject | undefined,
): 'reached' | 'failed' | 'pending' {
	if (awaited === 'replied' ? reply !== undefined : rank(status) >= rank(awaited)) return 'reached';
	return status === 'failed' ? 'failed' : 'pending';
}

/** @returns undefined for anything else */
export function parseUpdate(value: unknown): DeliveryUpdate | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const { status, reply } = value as DeliveryUpdate;
	if (text(status?.messageId) !== undefined && text(status?.status) !== undefined) return { status };
	return typeof reply === 'object' && reply !== null ? { reply } : undefined;
}
