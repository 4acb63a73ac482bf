import {
	findWaiting,
	forget,
	noteStatus,
	type Waiting,
} from '../../../nodes/WhatsAppBusinessCloud/waiting/nextMessage';

const PHONE = '106540352242922';
const token = (execution: number) => `n8nwait:${execution}:node:message:0:${'ab'.repeat(32)}`;
const status = (execution: number, more = {}) => ({
	id: `wamid.${execution}`,
	status: 'sent',
	timestamp: '1000',
	recipient_id: '4915123456789',
	biz_opaque_callback_data: token(execution),
	...more,
});
const message = (more = {}) => ({ from: '4915123456789', id: 'wamid.in', timestamp: '2000', type: 'text', ...more });
const noted = (...statuses: object[]): readonly Waiting[] =>
	statuses.reduce<readonly Waiting[]>((list, one) => noteStatus(list, PHONE, one as never, 1500), []);

test('a status tells who is waited for', () => {
	expect(noted(status(1, { recipient_user_id: 'DE.1' }))).toEqual([
		{
			token: token(1),
			phoneNumberId: PHONE,
			people: ['4915123456789', 'DE.1'],
			wamid: 'wamid.1',
			asked: 1000,
			noted: 1500,
		},
	]);
});

test('later statuses of the same question add what they know', () => {
	const list = noted(
		status(1),
		status(1, { status: 'read', timestamp: '1400', recipient_id: undefined, recipient_user_id: 'DE.1' }),
	);
	expect(list).toHaveLength(1);
	expect(list[0]).toMatchObject({ people: ['4915123456789', 'DE.1'], asked: 1000 });
});

test.each([
	['of another message', { biz_opaque_callback_data: 'order-7' }],
	['without callback data', { biz_opaque_callback_data: undefined }],
	['of a button', { biz_opaque_callback_data: token(1).replace('message', 'approve') }],
])('a status %s changes nothing', (_name, more) => {
	const list = noted(status(2));
	expect(noteStatus(list, PHONE, status(1, more) as never, 1500)).toBe(list);
});

test('a question that did not get through is not waited for', () => {
	expect(noted(status(1), status(1, { status: 'failed' }))).toEqual([]);
});

test('the message finds its question by number or user ID, on the number that asked', () => {
	const list = noted(status(1, { recipient_user_id: 'DE.1' }));
	expect(findWaiting(list, PHONE, message())?.token).toBe(token(1));
	expect(findWaiting(list, PHONE, message({ from: undefined, from_user_id: 'DE.1' }))?.token).toBe(token(1));
	expect(findWaiting(list, 'another', message())).toBeUndefined();
	expect(findWaiting(list, PHONE, message({ from: '4915100000000' }))).toBeUndefined();
	expect(findWaiting(list, PHONE, message({ from: undefined }))).toBeUndefined();
});

test('a message from before the question does not answer it', () => {
	const list = noted(status(1));
	expect(findWaiting(list, PHONE, message({ timestamp: '999' }))).toBeUndefined();
	expect(findWaiting(list, PHONE, message({ timestamp: '1000' }))?.token).toBe(token(1));
});

test('of several questions the one that is quoted is answered, else the latest', () => {
	const list = noted(status(1), status(3, { timestamp: '1300' }), status(2, { timestamp: '1200' }));
	expect(findWaiting(list, PHONE, message())?.token).toBe(token(3));
	expect(findWaiting(list, PHONE, message({ context: { id: 'wamid.2' } }))?.token).toBe(token(2));
	expect(findWaiting(list, PHONE, message({ context: { id: 'wamid.other' } }))?.token).toBe(token(3));
	expect(findWaiting(forget(list, list[1]), PHONE, message())?.token).toBe(token(2));
});

test('the list stays small: the oldest go, by number and by age', () => {
	let list: readonly Waiting[] = [];
	for (let execution = 1; execution <= 1001; execution++) list = noteStatus(list, PHONE, status(execution), 1500);
	expect(list).toHaveLength(1000);
	expect(list[0].token).toBe(token(2));
	expect(noteStatus(list, PHONE, status(2000), 1500 + 30 * 24 * 3600)).toHaveLength(1);
});
