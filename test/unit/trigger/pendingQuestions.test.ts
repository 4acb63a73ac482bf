import type { IDataObject } from 'n8n-workflow';
import {
	PendingQuestions,
	type MatchedQuestion,
} from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/pendingQuestions';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';

const PHONE = '106540352242922';
const PERSON = '4915123456789';
const WAMID = 'wamid.HBgNNDkxNTEyMzQ1Njc4ORUCABEYEg==';
const NOW = 1500;
const DAY = 24 * 3600;
const cipher = new QuestionCipher('c0ffee');
const token = (execution: number): string => `n8nwait:${execution}:node:message:0:${'ab'.repeat(32)}`;
const callback = (execution: number, more: object = {}, phone = PHONE): string =>
	cipher.encryptCallback({ token: token(execution), recipient: PERSON, expires: NOW + DAY, ...more }, phone);
const status = (execution: number, more: object = {}): IDataObject => ({
	id: `wamid.${execution}`,
	status: 'sent',
	timestamp: '1000',
	recipient_id: PERSON,
	biz_opaque_callback_data: callback(execution),
	...more,
});
const message = (more: object = {}): IDataObject => ({
	from: PERSON,
	id: 'wamid.in',
	timestamp: '2000',
	type: 'text',
	...more,
});
function tracked(...statuses: IDataObject[]): PendingQuestions {
	const questions = new PendingQuestions();
	for (const one of statuses) expect(questions.track(cipher, PHONE, one, NOW)).toBe(true);
	return questions;
}
const matchedBy = (questions: PendingQuestions, more: object = {}, phone = PHONE): string | undefined =>
	questions.match(cipher, phone, message(more))?.token;
/** The state of a process that loads static data. */
function loaded(stored: unknown, now = NOW): PendingQuestions {
	const questions = new PendingQuestions();
	questions.load(JSON.parse(JSON.stringify(stored)), now);
	return questions;
}
/** The open questions in static data. */
const openIn = (stored: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(stored).filter(([key]) => key.includes('.')));
const size = (questions: PendingQuestions): number => Object.keys(openIn(questions.stored())).length;

describe('static data', () => {
	const stored = (): IDataObject =>
		tracked(status(1, { id: WAMID, recipient_user_id: 'DE.1' }), status(2, { id: WAMID })).stored();

	test('stores no readable token, phone number, user ID, message ID or number ID', () => {
		const text = JSON.stringify(stored());
		const decoded = Object.values(stored())
			.map((entry) => Buffer.from((entry as { data: string }).data, 'base64url').toString('latin1'))
			.join('\n');
		for (const secret of ['n8nwait', 'abab', PERSON, PERSON.slice(2), 'DE.1', 'wamid', PHONE]) {
			expect(text).not.toContain(secret);
			expect(decoded).not.toContain(secret);
		}
	});

	test('stores one entry for each ID of the user, under hashes', () => {
		const entries = Object.entries(stored());
		expect(entries).toHaveLength(3);
		for (const [key, entry] of entries) {
			expect(key).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
			expect(entry).toEqual({
				expires: NOW + DAY,
				data: expect.stringMatching(/^[\w-]{100,400}$/) as string,
				at: 1000,
				message: expect.stringMatching(/^[\w-]{22}$/) as string,
			});
		}
	});

	test('reads static data in another process only with the same app secret', () => {
		expect(matchedBy(loaded(stored()))).toBe(token(2));
		expect(loaded(stored()).match(new QuestionCipher('c0ffef'), PHONE, message())).toBeUndefined();
	});

	test('does not decrypt an entry moved to another user, question, number or time', () => {
		const one = tracked(status(1)).stored();
		const [[key, entry]] = Object.entries(one) as Array<[string, { expires: number; data: string }]>;
		const [person, question] = key.split('.');
		const other = cipher.userHash(PHONE, '4915100000000');
		expect(matchedBy(loaded({ [`${other}.${question}`]: entry }), { from: '4915100000000' })).toBeUndefined();
		const otherNumber = cipher.userHash('another', PERSON);
		expect(matchedBy(loaded({ [`${otherNumber}.${question}`]: entry }), {}, 'another')).toBeUndefined();
		expect(matchedBy(loaded({ [`${person}.${cipher.questionHash(token(9))}`]: entry }))).toBeUndefined();
		expect(matchedBy(loaded({ [key]: { ...entry, expires: entry.expires + 1 } }))).toBeUndefined();
		const changed = `${entry.data.slice(0, 50)}${entry.data[50] === 'A' ? 'B' : 'A'}${entry.data.slice(51)}`;
		expect(matchedBy(loaded({ [key]: { ...entry, data: changed } }))).toBeUndefined();
		expect(matchedBy(loaded({ [key]: entry }))).toBe(token(1));
	});

	test.each([
		['an older format', [{ token: token(1), people: [PERSON] }]],
		['entries of another kind', { [PERSON]: { token: token(1) }, x: '7', y: null }],
	])('removes unreadable entries when loading: %s', (_name, found) => {
		const questions = loaded(found);
		expect([questions.isChanged, questions.stored()]).toEqual([true, {}]);
	});

	test('removes expired entries when loading', () => {
		const old = stored();
		expect([loaded(old, NOW + DAY - 1).isChanged, size(loaded(old, NOW + DAY - 1))]).toEqual([false, 3]);
		expect([loaded(old, NOW + DAY).isChanged, size(loaded(old, NOW + DAY))]).toEqual([true, 0]);
	});

	test('removes expired questions from memory', () => {
		const questions = tracked(status(1));
		questions.stored();
		questions.load({}, NOW + DAY);
		expect([questions.isChanged, questions.stored()]).toEqual([false, {}]);
	});

	test('writes static data only when something has changed', () => {
		const questions = tracked(status(1));
		expect(questions.isChanged).toBe(true);
		const first = questions.stored();
		expect(questions.track(cipher, PHONE, status(1, { status: 'read', timestamp: '1400' }), NOW + 9)).toBe(true);
		expect(questions.isChanged).toBe(false);
		expect(questions.stored()).toEqual(first);
	});
});

describe('callback data', () => {
	test("encrypts callback data within Meta's limit, and differently each time", () => {
		const long = callback(2 ** 40, { recipient: `DE.${'A1'.repeat(40)}` });
		expect(long.length).toBeLessThanOrEqual(512);
		expect(callback(1)).not.toBe(callback(1));
		expect(callback(1)).toMatch(/^n8nask1\.[\w-]+$/);
		const bytes = Buffer.from(callback(1).slice(8), 'base64url').toString('latin1');
		for (const secret of ['n8nwait', 'abab', PERSON]) expect(bytes).not.toContain(secret);
	});

	test.each<[string, string]>([
		[
			'of another app secret',
			new QuestionCipher('other').encryptCallback({ token: token(1), recipient: PERSON, expires: 9e9 }, PHONE),
		],
		['of another number', callback(1, {}, 'another')],
		['that was altered', callback(1).replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
		['that was truncated', callback(1).slice(0, 40)],
		['without content', 'n8nask1.'],
	])('reports callback data %s, and stores no question', (_name, data) => {
		const questions = new PendingQuestions();
		expect(questions.track(cipher, PHONE, status(1, { biz_opaque_callback_data: data }), NOW)).toBe(false);
		expect([questions.isChanged, questions.stored()]).toEqual([false, {}]);
	});

	test.each<[string, unknown]>([
		['of another message', 'order-7'],
		['without callback data', undefined],
		['with an unencrypted token', token(1)],
	])('ignores a status %s', (_name, data) => {
		const questions = tracked(status(1, { biz_opaque_callback_data: data }));
		expect([questions.isChanged, questions.stored()]).toEqual([false, {}]);
	});

	test('stores nothing when copied into a message to another user', () => {
		expect(size(tracked(status(1, { recipient_id: '4915100000000' })))).toBe(0);
		const byId = { biz_opaque_callback_data: callback(1, { recipient: 'DE.1' }), recipient_user_id: 'DE.2' };
		expect(size(tracked(status(1, byId)))).toBe(0);
	});
});

test('merges the IDs from later statuses of the same question', () => {
	const questions = tracked(
		status(1, { timestamp: '1400' }),
		status(1, { status: 'read', timestamp: '1450', recipient_id: undefined, recipient_user_id: 'DE.1' }),
		status(1, { timestamp: '1000' }),
	);
	expect(size(questions)).toBe(2);
	expect(questions.match(cipher, PHONE, message({ from: 'x', from_user_id: 'DE.1' }))).toEqual({
		token: token(1),
		wamid: 'wamid.1',
		asked: 1000,
		question: cipher.questionHash(token(1)),
	});
});

test('does not wait for a question that was not delivered', () => {
	const sent = status(1);
	expect(size(tracked(sent, { ...sent, status: 'failed' }))).toBe(0);
});

test('matches a message by number or user ID, only on the number that asked', () => {
	const questions = tracked(status(1, { recipient_user_id: 'DE.1' }));
	expect(matchedBy(questions)).toBe(token(1));
	expect(matchedBy(questions, { from: undefined, from_user_id: 'DE.1' })).toBe(token(1));
	expect(matchedBy(questions, {}, 'another')).toBeUndefined();
	expect(matchedBy(questions, { from: '4915100000000' })).toBeUndefined();
	expect(matchedBy(questions, { from: undefined })).toBeUndefined();
});

test('treats both forms of a number as one user', () => {
	const sentStatus = {
		biz_opaque_callback_data: callback(1, { recipient: '5511912345678' }),
		recipient_id: '551112345678',
	};
	expect(matchedBy(tracked(status(1, sentStatus)), { from: '5511912345678' })).toBe(token(1));
});

test('ignores a message from before the question', () => {
	const questions = tracked(status(1));
	expect(matchedBy(questions, { timestamp: '999' })).toBeUndefined();
	expect(matchedBy(questions, { timestamp: '1000' })).toBe(token(1));
});

test('matches the quoted question, otherwise the latest one', () => {
	const questions = tracked(status(1), status(3, { timestamp: '1300' }), status(2, { timestamp: '1200' }));
	expect(matchedBy(questions)).toBe(token(3));
	expect(matchedBy(questions, { context: { id: 'wamid.2' } })).toBe(token(2));
	expect(matchedBy(questions, { context: { id: 'wamid.other' } })).toBe(token(3));
	questions.settle(questions.match(cipher, PHONE, message())!, NOW);
	expect(matchedBy(questions)).toBe(token(2));
});

test('removes a settled question under all IDs; no late status or old copy restores it', () => {
	const questions = tracked(status(1, { recipient_user_id: 'DE.1' }));
	const old = questions.stored();
	questions.settle(questions.match(cipher, PHONE, message())!, NOW);
	expect([questions.isChanged, size(questions)]).toEqual([true, 0]);
	questions.track(cipher, PHONE, status(1, { status: 'read' }), NOW);
	questions.load(old, NOW);
	expect([questions.isChanged, size(questions)]).toEqual([true, 0]);
});

test('expires an entry with the time limit of its question, after 30 days at the latest', () => {
	const expires = (at: number): unknown =>
		Object.values(tracked(status(1, { biz_opaque_callback_data: callback(1, { expires: at }) })).stored());
	expect(expires(NOW + 60)).toMatchObject([{ expires: NOW + 60 }]);
	expect(expires(9e10)).toMatchObject([{ expires: NOW + 30 * DAY }]);
	expect(expires(NOW)).toEqual([]);
});

test('limits the number of entries and removes the oldest first', () => {
	const questions = new PendingQuestions();
	for (let execution = 1; execution <= 1001; execution++)
		questions.track(cipher, PHONE, status(execution, { timestamp: String(execution) }), NOW);
	const keys = Object.keys(questions.stored());
	expect(keys).toHaveLength(1000);
	const key = (execution: number): string =>
		`${cipher.userHash(PHONE, PERSON)}.${cipher.questionHash(token(execution))}`;
	expect([keys[0], keys[999]]).toEqual([key(2), key(1001)]);
	const many = Object.fromEntries(
		Array.from({ length: 1500 }, (_unused, index) => [
			`p.${index}`,
			{ expires: NOW + 1, data: 'x', at: index, message: 'm' },
		]),
	);
	expect(size(loaded(many))).toBe(1000);
});

/** What one process saves and another one loads. */
const saved = (questions: PendingQuestions): IDataObject =>
	JSON.parse(JSON.stringify(questions.stored())) as IDataObject;

describe('static data that another process has overwritten', () => {
	test('is saved again with a question that is missing', () => {
		const questions = tracked(status(1));
		const first = saved(questions);
		questions.load({}, NOW);
		expect([questions.isChanged, saved(questions)]).toEqual([true, first]);
		questions.load(first, NOW);
		expect(questions.isChanged).toBe(false);
	});

	test('is saved again with a settled question that is missing, until no copy of it can be open', () => {
		const questions = tracked(status(1));
		questions.settle(questions.match(cipher, PHONE, message())!, NOW);
		const settled = saved(questions);
		expect(settled).toEqual({ [cipher.questionHash(token(1))]: NOW });
		questions.load({}, NOW + 30 * DAY - 1);
		expect([questions.isChanged, saved(questions)]).toEqual([true, settled]);
		questions.load({}, NOW + 30 * DAY);
		expect([questions.isChanged, saved(questions)]).toEqual([false, {}]);
	});

	test('is not saved again for an expired or a settled question that is missing', () => {
		const questions = tracked(status(1, { biz_opaque_callback_data: callback(1, { expires: NOW + 60 }) }), status(2));
		questions.settle(questions.match(cipher, PHONE, message({ context: { id: 'wamid.2' } }))!, NOW);
		const settled = Object.fromEntries(Object.entries(saved(questions)).filter(([key]) => !key.includes('.')));
		questions.load(settled, NOW + 60);
		expect(questions.isChanged).toBe(false);
	});

	test.each([
		['open', 1000, (questions: PendingQuestions) => questions],
		[
			'settled',
			1000,
			(questions: PendingQuestions) => {
				// By its hash: to match each of them would decrypt all of them each time.
				for (const [at, key] of Object.keys(saved(questions)).entries())
					questions.settle({ question: key.split('.')[1] } as MatchedQuestion, NOW + (at % 2));
				return questions;
			},
		],
	])('is not saved again and again by two processes with different %s questions', (_name, most, prepare) => {
		const process = (first: number): PendingQuestions => {
			const questions = new PendingQuestions();
			// Many questions of the same second.
			for (let execution = first; execution < first + 700; execution++)
				questions.track(cipher, PHONE, status(execution, { timestamp: String(1000 + (execution % 2)) }), NOW);
			return prepare(questions);
		};
		const [one, other] = [process(1), process(701)];
		let stored = saved(one);
		for (const questions of [other, one, other]) {
			questions.load(stored, NOW);
			if (questions.isChanged) stored = saved(questions);
		}
		expect(Object.keys(stored)).toHaveLength(most);
		for (const questions of [one, other]) {
			questions.load(stored, NOW);
			expect(questions.isChanged).toBe(false);
		}
	});
});

describe('a question that failed', () => {
	const failed = (callbackData: string): IDataObject =>
		status(1, { status: 'failed', biz_opaque_callback_data: callbackData });

	test('is not opened again by an old copy of static data', () => {
		const data = callback(1);
		const questions = tracked(status(1, { biz_opaque_callback_data: data }));
		const old = saved(questions);
		questions.track(cipher, PHONE, failed(data), NOW);
		questions.load(old, NOW);
		expect([questions.isChanged, matchedBy(questions)]).toEqual([true, undefined]);
	});

	test('is not open in another process that knew of it', () => {
		const data = callback(1);
		const questions = tracked(status(1, { biz_opaque_callback_data: data }));
		const other = loaded(saved(questions));
		questions.track(cipher, PHONE, failed(data), NOW);
		other.load(saved(questions), NOW);
		expect([other.isChanged, matchedBy(other)]).toEqual([false, undefined]);
		// The `sent` status arrives late, in a third process.
		const third = loaded(saved(other));
		third.track(cipher, PHONE, status(1, { biz_opaque_callback_data: data }), NOW);
		expect(matchedBy(third)).toBeUndefined();
	});

	test('is open in each process after its fallback message or its delivery', () => {
		const data = callback(1);
		const again = (more: object): PendingQuestions => {
			const questions = tracked(status(1, { biz_opaque_callback_data: data }), failed(data));
			questions.track(cipher, PHONE, status(1, more), NOW);
			return loaded(saved(questions));
		};
		expect(matchedBy(again({ id: 'wamid.fallback' }))).toBe(token(1));
		expect(matchedBy(again({ status: 'delivered', biz_opaque_callback_data: data }))).toBe(token(1));
		expect(matchedBy(again({ biz_opaque_callback_data: data }))).toBeUndefined();
	});

	test('does not keep the entry of its fallback message from being saved over an old copy', () => {
		const data = callback(1);
		const questions = tracked(status(1, { biz_opaque_callback_data: data }));
		const old = saved(questions);
		questions.track(cipher, PHONE, failed(data), NOW);
		questions.track(cipher, PHONE, status(1, { id: 'wamid.fallback' }), NOW);
		const newest = saved(questions);
		questions.load(old, NOW);
		expect([questions.isChanged, saved(questions)]).toEqual([true, newest]);
		const other = loaded(old);
		other.load(newest, NOW);
		expect(other.match(cipher, PHONE, message())?.wamid).toBe('wamid.fallback');
	});
});
