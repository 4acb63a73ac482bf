import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mockedNetwork } from '../mockedNetwork';
import { metaError } from '../fixtures';
import { GRAPH, PHONE, runNode, TOKEN, type RunResult } from '../harness';

mockedNetwork();

const BSUID = 'US.13491208655302741918';
const AUTH = { reqheaders: { authorization: `Bearer ${TOKEN}` } };
const run = async (operation: string, parameters: INodeParameters = {}): Promise<RunResult> =>
	await runNode({
		parameters: { resource: 'threadControl', operation, phoneNumberId: PHONE, user: '+1 650-555-1234', ...parameters },
	});
const accepts = (body: IDataObject): nock.Scope =>
	nock(GRAPH, AUTH)
		.post(`/v25.0/${PHONE}/thread_control`, { messaging_product: 'whatsapp', ...body } as never)
		.reply(200, { messaging_product: 'whatsapp', request_id: 'r1' });
const itemOf = (action: string, user = '+16505551234') => [
	{ json: { action, user, requestId: 'r1' }, pairedItem: { item: 0 } },
];

test('passes a conversation to the escalation partner by default', async () => {
	accepts({ action: 'pass', to: '+16505551234', control_pass: { target_role: 'escalation' } });
	expect((await run('pass')).output).toEqual(itemOf('pass'));
});

test('passes a conversation to another role with a note for the new owner', async () => {
	accepts({
		action: 'pass',
		to: '+16505551234',
		metadata: 'order 2044',
		control_pass: { target_role: 'ai_agent' },
	});
	const { output } = await run('pass', { targetRole: 'ai_agent', additionalFields: { metadata: 'order 2044' } });
	expect(output).toEqual(itemOf('pass'));
});

test.each(['release', 'take'])('%s sends no role', async (action) => {
	accepts({ action, to: '+16505551234' });
	expect((await run(action)).output).toEqual(itemOf(action));
});

test('addresses a user ID as recipient, without to', async () => {
	accepts({ action: 'release', recipient: BSUID });
	expect((await run('release', { user: BSUID })).output).toEqual(itemOf('release', BSUID));
});

test.each<[string, INodeParameters, string]>([
	['no user', { user: '={{ "" }}' }, "'User' is empty"],
	['a user without country code', { user: '0151 23456789' }, "'User'"],
	['a role of nothing', { targetRole: '={{ "" }}' }, "'New Owner Role' is empty"],
	[
		'a note of 2,001 characters',
		{ additionalFields: { metadata: 'x'.repeat(2001) } },
		"'Metadata' has 2,001 characters",
	],
])('rejects %s before any request', async (_what, parameters, message) => {
	expect((await run('pass', parameters)).error.message).toContain(message);
});

test.each([
	[131070, undefined, 'Another app or agent handles the conversation with this user'],
	[100, 2494191, 'Only the escalation partner can take over a conversation'],
])('explains the error %s %s', async (code, error_subcode, title) => {
	const error = metaError(code, 'No').error as IDataObject;
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/thread_control`)
		.reply(400, { error: { ...error, error_subcode } });
	expect((await run('take')).error.message).toContain(title);
});
