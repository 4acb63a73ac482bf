import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { KeyedMutex } from '../shared/concurrency/keyedMutex';
import { isObject } from '../shared/input/parameterValues';
import { LruMap } from '../shared/lruMap';
import { decodeReply, type SignedParts } from './replyToken';
import { resumeAttempt, UNREACHABLE, type Attempt, type ResumeResult } from './resumeRequest';

/**
 * Delays between attempts, in ms. A user may answer before n8n has stored that the execution waits, which it does when
 * the node has finished. Five seconds in total, because WhatsApp is waiting for its own response.
 */
const WAITS = [100, 200, 400, 800, 1500, 2000];

/** ms. How long WhatsApp waits for the attempts of one delivery: the delays above and the requests between them. */
const TIME_FOR_RESPONSE = 5500;

/** Delays before further attempts in the background, in ms: 10 minutes in total. */
const RETRY_WAITS = [2000, 3000, 5000, 10_000, 10_000, ...Array.from({ length: 19 }, () => 30_000)];

/**
 * Number of updates that a process passes on at the same time, those of one execution one after the other. With SQLite,
 * n8n 2.x has one connection that writes: a hundred executions that continue at once wait for it until they fail.
 */
const PARALLEL_UPDATES = 4;
const updates = new KeyedMutex();

/**
 * Maximum number of updates that are retried in the background, and of taps. Each keeps n8n's request and workflow in
 * memory.
 */
export const MAX_BACKGROUND_RETRIES = 500;

/** Numbers of updates and taps that are being retried in the background. Many statuses leave room for the taps. */
let backgroundUpdates = 0;
let backgroundTaps = 0;

/** Maximum number of answered questions that a process remembers. */
const MAX_ANSWERED = 1000;

/**
 * Questions that this process delivered an answer to. If their executions are running, it is because they continued.
 */
const answered = new LruMap<string, true>(MAX_ANSWERED);

const isRunning = (result: ResumeResult): boolean => !result.resumed && result.reason === 'running';

/** Whether a further attempt may succeed. */
const isTemporary = (result: ResumeResult): boolean =>
	!result.resumed && (result.reason === 'running' || result.reason === 'unreachable');

/** Repeats an attempt after each of these delays as long as its result is of a kind. @param first result so far */
async function repeat(
	attempt: Attempt,
	waits: number[],
	isToRepeat: (result: ResumeResult) => boolean,
	first: ResumeResult,
): Promise<ResumeResult> {
	let result = first;
	for (const ms of waits) {
		if (!isToRepeat(result)) break;
		await sleep(ms);
		result = await attempt();
	}
	return result;
}

/** Attempts to pass an answer on; after one that succeeded, an execution that runs has been answered. */
function answerAttempt(context: IWebhookFunctions, parts: SignedParts, message: IDataObject): Attempt | undefined {
	const question = `${parts.executionId}/${parts.nodeId}/${parts.run}`;
	const attempt = resumeAttempt(context, parts, { message });
	if (attempt === undefined) return undefined;
	return async () => {
		const result = await attempt();
		if (result.resumed) answered.set(question, true);
		return isRunning(result) && answered.get(question) ? { resumed: false, reason: 'settled' } : result;
	};
}

/**
 * Passes a message to the execution that waits for it.
 * @param message as in WhatsApp's webhook
 */
export async function resumeExecution(
	context: IWebhookFunctions,
	parts: SignedParts,
	message: IDataObject,
): Promise<ResumeResult> {
	const attempt = answerAttempt(context, parts, message);
	return attempt === undefined ? UNREACHABLE : await repeat(attempt, WAITS, isRunning, await attempt());
}

/** How attempts end that take too long for the response to WhatsApp. */
export interface Later {
	/** Settled when WhatsApp should get its response. */
	timeUp: Promise<void>;
	/** Called with the result of the attempts in the background. */
	onLate: (result: ResumeResult) => void;
}

/** The time that the attempts of one delivery may take together before the response to WhatsApp. */
export const timeForResponse = async (): Promise<void> => await sleep(TIME_FOR_RESPONSE);

/** A series of attempts that can be stopped. */
class Attempts {
	/** Of the attempts so far. */
	last: ResumeResult = UNREACHABLE;

	/** @param turn lets an attempt wait for its turn */
	constructor(
		private attempt: Attempt | undefined,
		private readonly turn: (attempt: Attempt) => Promise<ResumeResult>,
	) {}

	readonly next: Attempt = async () => {
		this.last = await this.turn(async () => (await this.attempt?.()) ?? UNREACHABLE);
		return this.last;
	};

	/** An attempt that still waits for its turn then makes no request. Frees n8n's objects at once. */
	stop(): void {
		this.attempt = undefined;
	}
}

/**
 * Tries until the execution responds: before the response to WhatsApp only while the execution runs, because it was
 * just answered or n8n has not stored yet that it waits; then in the background, unless too many others are.
 * @param isFull whether too many are retried in the background @param count changes their number
 * @returns the result so far
 */
async function passOn(
	attempts: Attempts,
	{ timeUp, onLate }: Later,
	{ isFull, count }: { isFull: () => boolean; count: (change: 1 | -1) => void },
): Promise<ResumeResult> {
	const early = attempts.next().then(async (first) => await repeat(attempts.next, WAITS, isRunning, first));
	await Promise.race([early, timeUp]);
	const { last } = attempts;
	if (last.resumed || !isTemporary(last)) return last;
	if (isFull()) {
		attempts.stop();
		return last;
	}
	count(1);
	void early
		.then(async (result) => await repeat(attempts.next, RETRY_WAITS, isTemporary, result))
		.then((result) => {
			count(-1);
			onLate(result);
		});
	return { ...last, isRetried: true };
}

/**
 * Passes an update to an execution that waits for the delivery of its message.
 * @param update as the waiting node reads it
 * @returns the result of the first attempts
 */
export async function passUpdate(
	context: IWebhookFunctions,
	parts: SignedParts,
	update: IDataObject,
	later: Later,
): Promise<ResumeResult> {
	const attempt = resumeAttempt(context, parts, { update });
	if (attempt === undefined) return UNREACHABLE;
	const queue = String(Number(parts.executionId) % PARALLEL_UPDATES);
	return await passOn(new Attempts(attempt, async (work) => await updates.run(queue, work)), later, {
		isFull: () => backgroundUpdates >= MAX_BACKGROUND_RETRIES,
		count: (change) => void (backgroundUpdates += change),
	});
}

/** The ID of a tapped reply button or list row. WhatsApp docs: Webhooks > Messages > Interactive. */
function tappedId({ interactive }: Record<string, unknown>): unknown {
	if (!isObject(interactive)) return undefined;
	const reply = [interactive.button_reply, interactive.list_reply].find(isObject);
	return reply?.id;
}

/**
 * Passes a tap on a Send and Wait button to its execution. The trigger calls this for each message before it starts a
 * workflow, and starts none for such a tap: nothing else would handle it.
 * @param message as in WhatsApp's webhook, its signature checked
 * @returns the result of the first attempts; undefined if the message is not such a tap
 */
export async function passTap(
	context: IWebhookFunctions,
	message: IDataObject,
	later: Later,
): Promise<ResumeResult | undefined> {
	const parts = decodeReply(tappedId(message));
	// A token for the next message is not a button.
	if (parts === undefined || parts.answer === 'message') return undefined;
	const attempt = answerAttempt(context, parts, message);
	if (attempt === undefined) return UNREACHABLE;
	return await passOn(new Attempts(attempt, async (work) => await work()), later, {
		isFull: () => backgroundTaps >= MAX_BACKGROUND_RETRIES,
		count: (change) => void (backgroundTaps += change),
	});
}
