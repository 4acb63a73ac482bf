import { createHmac } from 'node:crypto';
import axios from 'axios';
import { seed } from '../src';
import { client, receiverForEach, started } from './helpers';
import type { Receiver } from './receiver';
import { samples } from '../src/samples';
import { NUMBER, NUMBER_ID } from '../src/samples/parts';
import { catalogue } from '../src/subscriptions/fields';

let receiver: Receiver;
let url: string;
receiverForEach((theReceiver, theUrl) => {
	receiver = theReceiver;
	url = theUrl;
});

const count = Object.values(samples).flatMap((kinds) => Object.keys(kinds)).length;

it('has a sample for every webhook field of the catalogue', () => {
	expect(Object.keys(samples).sort()).toEqual([...catalogue, 'statuses'].sort());
	expect(Object.values(samples).filter((kinds) => Object.keys(kinds).length === 0)).toEqual([]);
});

it('delivers each sample separately, signed, with all placeholders filled in', async () => {
	const emulator = await started({ webhook: { url } });
	expect((await axios.post(`${emulator.url}/_emulator/sample`, {})).data).toEqual({ samples: count, delivered: count });
	const events = await receiver.until(count);
	for (const { raw, headers } of events) {
		expect(headers['x-hub-signature-256']).toBe(
			`sha256=${createHmac('sha256', seed.app.secret).update(raw).digest('hex')}`,
		);
		expect(raw).not.toMatch(/<[a-z]+[ \-\d]*>/);
	}
	const fields = events.flatMap(({ payload }) =>
		payload.entry.flatMap(({ changes }) => changes.map(({ field }) => field)),
	);
	expect(new Set(fields)).toEqual(new Set(catalogue));
	expect(events.filter(({ payload }) => payload.entry[0].time !== undefined).length).toBeGreaterThan(40);
});

it('delivers one kind of one field for a given number, with new IDs each time', async () => {
	const emulator = await started({ webhook: { url } });
	const choice = { field: 'messages', kind: 'image', phoneNumberId: seed.secondPhoneNumberId };
	expect(await emulator.sample(choice)).toEqual({ samples: 1, delivered: 1 });
	await receiver.until(1);
	await emulator.sample(choice);
	const [one, other] = (await receiver.until(2)).map(
		({ value }) =>
			value as unknown as {
				metadata: object;
				messages: Array<{ id: string; timestamp: string; image: { id: string; sha256: string } }>;
			},
	);
	expect(one.metadata).toEqual({ display_phone_number: '16315558101', phone_number_id: seed.secondPhoneNumberId });
	expect(one.messages).toEqual([
		expect.objectContaining({
			id: expect.stringMatching(/^wamid\./),
			timestamp: expect.stringMatching(/^\d{10}$/),
			type: 'image',
		}),
	]);
	expect(other.messages[0].id).not.toBe(one.messages[0].id);
	// A reply to the message is possible, and a download of its file.
	const read = { messaging_product: 'whatsapp', status: 'read', message_id: one.messages[0].id };
	expect((await client(emulator).post(`/${seed.secondPhoneNumberId}/messages`, read)).data).toEqual({ success: true });
	const media = (await client(emulator).get(`/${one.messages[0].image.id}`)).data as {
		mime_type: string;
		sha256: string;
	};
	expect([media.mime_type, Buffer.from(media.sha256, 'hex').toString('base64')]).toEqual([
		'image/jpeg',
		one.messages[0].image.sha256,
	]);
});

it('delivers status samples under their own name', async () => {
	const emulator = await started({ webhook: { url } });
	await emulator.sample({ field: 'statuses', kind: 'group' });
	const [event] = await receiver.until(1);
	const { field, value } = event.payload.entry[0].changes[0];
	expect([field, value.statuses.map(({ status }) => status), new Set(value.statuses.map(({ id }) => id)).size]).toEqual(
		['messages', ['delivered', 'delivered'], 1],
	);
});

it('delivers only samples of subscribed fields', async () => {
	const emulator = await started();
	expect(await emulator.sample({ field: 'flows' })).toEqual({ samples: 6, delivered: 0 });
});

it('rejects unknown names and lists the known ones', async () => {
	const emulator = await started();
	const problem = async (body: object) =>
		(await axios.post(`${emulator.url}/_emulator/sample`, body, { validateStatus: () => true })).data as {
			problem: string;
		};
	expect((await problem({ field: 'security', kind: 'x' })).problem).toBe(
		"There is no kind 'x'. There are: pinChanged, pinResetRequested, pinRequestSucceeded",
	);
	expect((await problem({ field: 'x' })).problem).toContain(
		"There is no field 'x'. There are: messages, statuses, calls",
	);
	const names = (await axios.get(`${emulator.url}/_emulator/samples`)).data as Record<string, string[]>;
	expect(names.account_review_update).toEqual(['approved', 'rejected']);
});

describe("samples match Meta's documentation", () => {
	it('gives an old message of the business its number as `from`, no `to` and no `from_me`', () => {
		const [{ threads }] = samples.history.messages.history as [
			{ threads: Array<{ messages: Array<Record<string, unknown>> }> },
		];
		const own = threads.flatMap(({ messages }) => messages).filter(({ from }) => from === NUMBER);
		expect(own.map((message) => Object.keys(message))).toEqual(
			Array(2).fill(['from', 'id', 'timestamp', 'type', 'text', 'history_context']),
		);
		expect(JSON.stringify(samples)).not.toContain('from_me');
	});

	it('puts the errors of a call beside the call', () => {
		expect(samples.calls.callFailed.errors).toMatchObject([{ code: 138020 }]);
		const calls = Object.values(samples.calls).flatMap(({ calls }) => (calls ?? []) as Array<Record<string, unknown>>);
		expect(calls.filter(({ errors }) => errors !== undefined)).toEqual([]);
	});

	it('gives payment statuses the status pending or captured', () => {
		const rows = Object.values(samples.statuses).flatMap(({ statuses }) => statuses as Array<Record<string, unknown>>);
		expect(new Set(rows.filter(({ type }) => type === 'payment').map(({ status }) => status))).toEqual(
			new Set(['pending', 'captured']),
		);
	});

	it('puts the member, and no user ID of the group, in a group status', () => {
		const rows = Object.values(samples.statuses).flatMap(({ statuses }) => statuses as Array<Record<string, unknown>>);
		const inGroups = rows.filter(({ recipient_type }) => recipient_type === 'group');
		expect(inGroups).toHaveLength(4);
		expect(inGroups.filter((row) => 'recipient_user_id' in row || !('recipient_participant_id' in row))).toEqual([]);
	});

	it('puts the number in its own settings', () => {
		expect(samples.account_settings_update.changed).toMatchObject({
			type: 'phone_number_settings',
			phone_number_settings: { phone_number_id: NUMBER_ID },
		});
		expect(samples.account_settings_update.changed).not.toHaveProperty('metadata');
	});
});
