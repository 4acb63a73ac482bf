import nock from 'nock';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { statusesChange, type Json } from '../../unit/trigger/payloads';
import { BASE, SECRET } from './host';

export const PHONE = '106540352242922';
export const PERSON = '16505551234';

/** Callback data of a message whose execution waits. @param answer what it waits for */
export const callbackOf = (execution: number, answer: string, recipient = PERSON): string =>
	new QuestionCipher(SECRET).encryptCallback(
		{ token: `n8nwait:${execution}:send:${answer}:0:5e1f`, recipient, expires: Date.now() / 1000 + 3600 },
		PHONE,
	);

/** The change of a status webhook. @param data callback data of its message */
export const statusOf = (data: string, more: Json = {}): Json =>
	statusesChange({
		id: 'wamid.q',
		status: 'delivered',
		timestamp: '1749416000',
		recipient_id: PERSON,
		biz_opaque_callback_data: data,
		...more,
	});

/** A response, now or later, or a refused connection. */
export type ResumeReply = [status: number, body: Json | string] | Promise<[number, Json]> | 'refused';

export const RESUMED: ResumeReply = [200, { result: 'resumed' }];
export const GONE: ResumeReply = [404, { code: 404, message: 'The execution does not exist.' }];
export const running = (execution: number): ResumeReply => [
	409,
	{ message: `The execution "${execution}" is running already.` },
];

/** Mocks n8n's resume URL; without replies, it resumes once. @returns what it receives */
export function resumeUrlOf(execution: number, answer: string, ...replies: ResumeReply[]): Json[] {
	const posted: Json[] = [];
	for (const one of replies.length === 0 ? [RESUMED] : replies) {
		const url = nock(BASE).post(`/webhook-waiting/${execution}/send`).query({ answer, run: '0', signature: '5e1f' });
		if (one === 'refused') url.replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		else
			url.reply(async (_uri, body) => {
				posted.push(body as Json);
				return await one;
			});
	}
	return posted;
}

const { setTimeout: realTimeout } = globalThis;

/** ms. How long WhatsApp waits for the attempts. */
export const TIME_FOR_RESPONSE = 5500;

/** Shortens the delays between attempts. @param all also the time for the response @returns those asked for, in ms */
export function shortenDelays(all = false): number[] {
	const asked: number[] = [];
	const delays = [100, 200, 400, 800, 1500, 2000, 3000, 5000, 10_000, 30_000];
	jest.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0) => {
		if (ms === TIME_FOR_RESPONSE || delays.includes(ms)) asked.push(ms);
		return realTimeout(work, delays.includes(ms) ? 1 : all && ms === TIME_FOR_RESPONSE ? 50 : ms);
	});
	return asked;
}

/** Waits until something in the background has happened. */
export async function until(happened: () => boolean): Promise<void> {
	for (let turn = 0; turn < 400 && !happened(); turn++) await new Promise((resolve) => realTimeout(resolve, 5));
	expect(happened()).toBe(true);
}
