import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../messages/values';
import { decodeReply } from './replyToken';

/**
 * Waiting for a person's next message needs to know, when it comes, which execution waits. n8n has no store that all
 * workflows share, so the question takes the knowledge along: its callback data, which WhatsApp repeats in each status
 * webhook (sent, delivered, read) of that message. Every trigger that listens on the number sees those, in whatever
 * workflow it is, and notes them in its own workflow's static data. WhatsApp docs: Webhooks > Statuses.
 */
export interface Waiting {
	/** What resumes the execution. */
	token: string;
	/** Phone number ID that asked. */
	phoneNumberId: string;
	/** WhatsApp ID and user ID of the person, as far as known. */
	people: string[];
	/** ID of the question's message. */
	wamid: string;
	/** When the question went out, in seconds. */
	asked: number;
	/** When this was noted last, in seconds. */
	noted: number;
}

/** More people waiting at one trigger would make its workflow's data slow to load and save. */
const MAX_WAITING = 1000;
/** Seconds: WhatsApp tells of a message for 30 days at most. */
const MAX_AGE = 30 * 24 * 3600;

const texts = (...values: unknown[]): string[] =>
	values.filter((value): value is string => typeof value === 'string' && value !== '');

/**
 * Notes what a status webhook tells about a question.
 * @param list what the trigger knows so far; not changed
 * @param status `statuses[n]` of the webhook, its signature checked
 * @param now seconds
 * @returns the new list; the same one when the status has nothing to do with this
 */
export function noteStatus(
	list: readonly Waiting[],
	phoneNumberId: string,
	status: IDataObject,
	now: number,
): readonly Waiting[] {
	const token = status.biz_opaque_callback_data;
	if (decodeReply(token)?.answer !== 'message') return list;
	const others = list.filter((one) => one.token !== token && now - one.noted < MAX_AGE);
	if (status.status === 'failed') return others;
	const before = list.find((one) => one.token === token);
	const time = Number(status.timestamp) || now;
	const noted: Waiting = {
		token: String(token),
		phoneNumberId,
		people: [...new Set([...(before?.people ?? []), ...texts(status.recipient_id, status.recipient_user_id)])],
		wamid: String(status.id ?? ''),
		asked: Math.min(before?.asked ?? time, time),
		noted: now,
	};
	return [...others, noted].slice(-MAX_WAITING);
}

/**
 * Finds the question that a message answers: the one it quotes, else the latest that its sender was asked.
 * @param message `messages[n]` of the webhook, its signature checked
 * @returns undefined when nobody waits for this message; after a resume that did not work, or did, take it off with `forget`
 */
export function findWaiting(
	list: readonly Waiting[],
	phoneNumberId: string,
	message: IDataObject,
): Waiting | undefined {
	const sender = texts(message.from, message.from_user_id);
	const time = Number(message.timestamp) || Infinity;
	const asked = list.filter(
		(one) => one.phoneNumberId === phoneNumberId && one.asked <= time && one.people.some((id) => sender.includes(id)),
	);
	const quoted = isObject(message.context) ? message.context.id : undefined;
	return (
		asked.find(({ wamid }) => wamid === quoted) ??
		asked.reduce<Waiting | undefined>((last, one) => (last && last.asked > one.asked ? last : one), undefined)
	);
}

/** The list without a question that is settled. */
export const forget = (list: readonly Waiting[], { token }: Waiting): readonly Waiting[] =>
	list.filter((one) => one.token !== token);
