import { LruMap } from '../shared/lruMap';
import type { Recipient } from '../shared/input/recipient';

/** A question that this process is about to send. */
interface Announced {
	/** Callback data of its message. */
	callback: string;
	/** Whole seconds since 1970, as in the messages of WhatsApp. */
	asked: number;
}

/**
 * The latest question to each recipient. The trigger learns of a question from the first status of its message, but a
 * quick reply can arrive before. In n8n's regular mode, it then finds the question here. In queue mode, workers send.
 */
const announced = new LruMap<string, Announced>(1000);

const keyOf = (phoneNumberId: string, { key }: Recipient): string => `${phoneNumberId} ${key}`;

/** Announces a question right before it is sent. @param sender phone number ID @param callback its callback data */
export function announceQuestion(sender: string, recipient: Recipient, callback: string): void {
	announced.set(keyOf(sender, recipient), { callback, asked: Math.floor(Date.now() / 1000) });
}

/** Takes the question to one of these recipients: a trigger then keeps it. @returns undefined if this process sent none */
export function takeAnnounced(phoneNumberId: string, recipients: Recipient[]): Announced | undefined {
	const keys = recipients.map((one) => keyOf(phoneNumberId, one));
	const found = keys.map((key) => announced.get(key)).find((one) => one !== undefined);
	for (const key of keys) announced.delete(key);
	return found;
}

/** Removes a question that the trigger knows from its status, unless a later one to these recipients replaced it. */
export function forgetAnnounced(phoneNumberId: string, recipients: Recipient[], callback: string): void {
	for (const key of recipients.map((one) => keyOf(phoneNumberId, one))) {
		if (announced.get(key)?.callback === callback) announced.delete(key);
	}
}
