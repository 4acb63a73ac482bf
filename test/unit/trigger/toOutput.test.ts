import { createFlowToken } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/token';
import { toOutput, withFlowTokenContent } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import { message, messagesChange, metadata, NOW, read, text, type Json } from './payloads';

describe('raw output', () => {
	test('outputs the change in the format of the built-in trigger as raw output', () => {
		const first = messagesChange(text('a'), text('b', { id: 'wamid.2' })) as { field: string; value: Json };
		const second = { field: 'account_update', value: { event: 'X', country: 'DE' } };
		expect(toOutput(read(first, second), 'raw')).toEqual([
			{ ...first.value, field: 'messages' },
			{ ...second.value, field: 'account_update' },
		]);
	});

	test('outputs only the rows that start the workflow as raw output', () => {
		const change = {
			field: 'messages',
			value: { metadata, messages: [text('a'), text('b', { id: 'wamid.2' })], statuses: [{ id: 'w', status: 'sent' }] },
		};
		const [, second] = read(change);
		expect(toOutput([second], 'raw')).toEqual([
			{ metadata, messages: [text('b', { id: 'wamid.2' })], field: 'messages' },
		]);
	});

	test('keeps a nested structure together in raw output', () => {
		const value = { metadata, history: [{ threads: [{ messages: [text('a'), text('b', { id: 'wamid.2' })] }] }] };
		expect(toOutput(read({ field: 'history', value }).slice(1), 'raw')).toEqual([{ ...value, field: 'history' }]);
	});
});

test('outputs all events in one item as a bundle', () => {
	const events = read(messagesChange(text('a'), text('b', { id: 'wamid.2' })));
	expect(toOutput(events, 'bundle')).toEqual([{ count: 2, events: events.map(({ json }) => json) }]);
	expect(toOutput(events, 'events')).toEqual(events.map(({ json }) => json));
});

describe('flow token', () => {
	const secret = 'app-secret';
	const completed = (flow_token: string): Json =>
		messagesChange(
			message({
				type: 'interactive',
				interactive: { type: 'nfm_reply', nfm_reply: { response_json: JSON.stringify({ flow_token }) } },
			}),
		);
	const contentOf = async (token: string, at = NOW): Promise<unknown> =>
		(await withFlowTokenContent(read(completed(token)), secret, at))[0].json.flowTokenContent;

	test('adds the content of a token of this package, as of the given time', async () => {
		const token = createFlowToken({ recipient: '16505551234', flow: 'booking', expires: NOW + 1000 }, secret);
		const content = { recipient: '16505551234', flow: 'booking', expiresAt: '2025-06-08T21:09:44.000Z' };
		expect(await contentOf(token)).toEqual({ state: 'valid', ...content });
		expect(await contentOf(token, NOW + 1000)).toEqual({ state: 'expired', ...content });
		expect(await contentOf(createFlowToken({}, 'other'))).toEqual({ state: 'forged' });
	});

	test('changes neither other events nor the given one', async () => {
		const token = createFlowToken({}, secret);
		const events = read(messagesChange(text('a')), completed('other'), completed(token));
		const before = structuredClone(events);
		const result = await withFlowTokenContent(events, secret, NOW);
		expect(events).toEqual(before);
		expect(result.slice(0, 2)).toEqual(events.slice(0, 2));
		expect({ ...result[2], json: events[2].json }).toEqual(events[2]);
		expect(result[2].json).toEqual({ ...events[2].json, flowTokenContent: { state: 'valid' } });
	});
});
