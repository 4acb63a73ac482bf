import { errorCodes } from '../errorCodes';
import type { Failure } from '../webhookPayloads';
import type { CustomerView } from '../phoneApi/types';

/** What decides whether a message reaches a customer. */
export interface Attempt {
	customer: CustomerView;
	business: string;
	/** Whether the message went to a number or user ID that the customer no longer has. */
	isFormerAddress: boolean;
	isTemplate: boolean;
	isMarketing: boolean;
	/** End of the customer service window; undefined before the customer wrote. */
	windowUntil?: number;
	now: number;
}

const failure = (code: number, details: string): Failure => ({
	failed: code,
	title: errorCodes[code]?.title ?? 'Message undeliverable',
	details,
});

/**
 * Why a message does not reach a customer (Meta docs: Error codes). 131026 covers a number that is not on WhatsApp, an
 * old version of the app, and a business that the customer blocked; Meta does not say which.
 * @returns undefined when it does, perhaps later
 */
export function failureFor(attempt: Attempt): Failure | undefined {
	const { customer, business, isFormerAddress, isTemplate, isMarketing, windowUntil, now } = attempt;
	const { condition, blocked, stopped } = customer;
	if (isFormerAddress || condition === 'noWhatsApp' || condition === 'oldApp' || blocked.includes(business))
		return failure(131026, 'Message Undeliverable.');
	if (isMarketing && stopped.includes(business))
		return failure(
			131050,
			'Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business.',
		);
	if (!isTemplate && (windowUntil === undefined || windowUntil <= now))
		return failure(
			131047,
			'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
		);
	return undefined;
}
