import { createFlowToken } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/token';
import { message, messagesChange, payload } from '../../unit/trigger/payloads';
import { Host, SECRET } from './host';

const completed = (answers: object) =>
	payload(
		messagesChange(
			message({
				id: `wamid.${Math.random()}`,
				type: 'interactive',
				context: { id: 'wamid.flow' },
				interactive: {
					type: 'nfm_reply',
					nfm_reply: { name: 'flow', body: 'Sent', response_json: JSON.stringify(answers) },
				},
			}),
		),
	);

async function itemOf(answers: object): Promise<Record<string, unknown>> {
	const { items } = await new Host({ updates: ['messages'] }).deliver(completed(answers));
	return items![0].json;
}

test('returns the response values and the content of a signed flow token', async () => {
	const flow_token = createFlowToken({ recipient: '491511', flow: '7', data: { order: 1 } }, SECRET);
	expect(await itemOf({ flow_token, date: '2026-12-24', guests: 2 })).toMatchObject({
		interactiveType: 'nfm_reply',
		nfmReplyName: 'flow',
		flowResponse: { flow_token, date: '2026-12-24', guests: 2 },
		flowToken: flow_token,
		flowTokenContent: { state: 'valid', recipient: '491511', flow: '7', data: { order: 1 } },
	});
});

test('reports expired and forged tokens, and ignores other or missing ones', async () => {
	const expired = createFlowToken({ flow: '7', expires: Date.now() - 1000 }, SECRET);
	expect((await itemOf({ flow_token: expired })).flowTokenContent).toMatchObject({ state: 'expired', flow: '7' });
	expect((await itemOf({ flow_token: createFlowToken({ flow: '7' }, 'other') })).flowTokenContent).toEqual({
		state: 'forged',
	});
	expect(await itemOf({ flow_token: 'order-7' })).not.toHaveProperty('flowTokenContent');
	expect(await itemOf({ a: 1 })).not.toHaveProperty('flowTokenContent');
});
