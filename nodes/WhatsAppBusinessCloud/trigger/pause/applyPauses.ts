import type { QuestionCipher } from '../../sendAndWait/questionCipher';
import { normalizeWord } from '../../shared/normalizeWord';
import { text } from '../../shared/untrustedJson';
import { hashOf } from '../deduplication/seenEvents';
import type { ReceivedEvent } from '../receive/types';
import type { Pauses } from './pauses';
import type { PauseSettings } from './pauseSettings';

/** Hashes of a customer's IDs. All forms of a phone number have the same. */
export const customerHashes = (cipher: QuestionCipher, phoneNumberId: unknown, ids: readonly unknown[]): string[] => [
	...new Set(ids.flatMap((id) => text(id) ?? []).map((id) => cipher.userHash(text(phoneNumberId) ?? '', id))),
];

/** Messages that someone else sent from the number. WhatsApp docs: Webhooks > smb_message_echoes, message_echoes, standby. */
const ECHOES = new Set(['echo', 'standbyEcho']);

/** The customer of a chat: the recipient of what the business sends, otherwise the sender. */
function customerOf({ kind, json }: ReceivedEvent): unknown[] {
	const { to, from, waId, userId, parentUserId } = json;
	return [ECHOES.has(kind) ? to : from, waId, userId, parentUserId];
}

/** What an event does to the pause of its chat. */
type Effect = 'pause' | 'resume' | undefined;

/** WhatsApp docs: Conversation Routing > Webhooks > messaging_handovers: passed to this app, or taken from it. */
function effectOfHandover(type: unknown): Effect {
	if (type === 'control_taken') return 'pause';
	return type === 'control_passed' ? 'resume' : undefined;
}

function effectOf({ kind, json }: ReceivedEvent, settings: PauseSettings, appId: string): Effect {
	if (kind === 'handover') return effectOfHandover(json.type);
	const isEcho = ECHOES.has(kind);
	if (!isEcho && (kind !== 'message' || json.groupId !== undefined)) return undefined;
	// Sent by this app itself.
	if (isEcho && json.appId !== undefined && text(json.appId) === appId) return undefined;
	const word = normalizeWord(text(json.text) ?? '') ?? '';
	if (settings.resumeWords.has(word)) return 'resume';
	return isEcho || settings.pauseWords.has(word) ? 'pause' : undefined;
}

/** Messages that arrive during a pause, each with the end of the pause in ms since 1970. */
export interface PausedMessages {
	/** They start no workflow, unless the trigger marks them. */
	paused: Map<ReceivedEvent, number>;
	/** They start the pause, and start the workflow in any case. */
	startingPause: Map<ReceivedEvent, number>;
}

/** When an event happened, in ms since 1970; now if it does not say so. */
function timeOf({ json }: ReceivedEvent, now: number): number {
	const time = Date.parse(text(json.timestamp) ?? '');
	return Number.isNaN(time) ? now : Math.min(time, now);
}

/**
 * Starts and ends pauses by the events of a delivery, in order, and finds the messages of paused chats.
 * @param events of the numbers that the trigger listens to, also those that its filters drop
 * @param app its ID, and the cipher for its secret
 * @param now ms since 1970
 */
export function applyPauses(
	events: ReceivedEvent[],
	pauses: Pauses,
	settings: PauseSettings,
	{ appId, cipher }: { appId: string; cipher: QuestionCipher },
	now: number,
): PausedMessages {
	const found: PausedMessages = { paused: new Map(), startingPause: new Map() };
	for (const event of events) {
		const effect = effectOf(event, settings, appId);
		const isMessage = event.kind === 'message' && event.json.groupId === undefined;
		if (effect === undefined && !isMessage) continue;
		const customer = customerHashes(cipher, event.json.phoneNumberId, customerOf(event));
		const before = pauses.find(customer, now);
		const startedBy = isMessage ? hashOf(event.key) : undefined;
		if (effect !== undefined) {
			const at = timeOf(event, now);
			pauses.set(customer, { until: effect === 'pause' ? at + settings.duration : 0, at, startedBy }, now);
		}
		const pause = pauses.find(customer, now);
		if (!isMessage || pause === undefined) continue;
		// Delivered again: n8n could not store the execution, or another request is about to.
		const isStart = before === undefined || before.startedBy === startedBy;
		(isStart ? found.startingPause : found.paused).set(event, pause.until);
	}
	return found;
}
