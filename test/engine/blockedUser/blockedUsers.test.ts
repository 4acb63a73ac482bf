import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { metaError } from '../fixtures';
import { GRAPH, PHONE, runNode, type RunResult } from '../harness';
import { AUTH, mockedNetwork } from '../templateManagement/support';

mockedNetwork();

const PATH = `/v25.0/${PHONE}/block_users`;
const BSUID = 'US.13491208655302741918';

const run = async (operation: string, parameters: INodeParameters, input?: INodeExecutionData[]): Promise<RunResult> =>
	await runNode({ parameters: { resource: 'blockedUser', operation, phoneNumberId: PHONE, ...parameters }, input });
const users = (...block_users: IDataObject[]): IDataObject => ({ messaging_product: 'whatsapp', block_users });
const json = ({ output }: RunResult): IDataObject[] | undefined => output?.map((item) => item.json);

test('blocks users in any common format, each once, and returns one item per user', async () => {
	nock(GRAPH, AUTH)
		.post(PATH, users({ user: '+16505551234' }, { user_id: BSUID }, { user: '+4915123456789' }) as never)
		.reply(200, {
			messaging_product: 'whatsapp',
			block_users: {
				added_users: [
					{ input: '+16505551234', wa_id: '16505551234' },
					{ input: BSUID, user_id: BSUID },
					{ input: '+4915123456789', wa_id: '4915123456789' },
				],
			},
		});
	const { output } = await run('block', { users: `+1 (650) 555-1234, ${BSUID}; 16505551234\n0049 151 23456789` });
	expect(output).toEqual([
		{ json: { user: '+16505551234', wa_id: '16505551234', status: 'blocked' }, pairedItem: { item: 0 } },
		{ json: { user: BSUID, user_id: BSUID, status: 'blocked' }, pairedItem: { item: 0 } },
		{ json: { user: '+4915123456789', wa_id: '4915123456789', status: 'blocked' }, pairedItem: { item: 0 } },
	]);
});

test.each<[string, unknown]>([
	['a list', ['+16505551234', BSUID]],
	['JSON', JSON.stringify(['+16505551234', BSUID])],
	['objects', [{ wa_id: '16505551234' }, { user_id: BSUID, wa_id: '1' }]],
	['nested lists', ['16505551234,US.13491208655302741918']],
])('accepts users as %s', async (_name, value) => {
	nock(GRAPH)
		.post(PATH, users({ user: '+16505551234' }, { user_id: BSUID }) as never)
		.reply(200, { block_users: { added_users: [] } });
	expect(
		await run('block', { users: '={{ $json.users }}' }, [{ json: { users: value as never } }]).then(json),
	).toHaveLength(2);
});

const partial = {
	messaging_product: 'whatsapp',
	block_users: {
		added_users: [{ input: '16505551234', wa_id: '16505551234' }],
		failed_users: [
			{
				input: '16505550000',
				wa_id: '16505550000',
				errors: [
					{
						message: 'Re-engagement required',
						code: 131047,
						error_data: { details: 'The user has not written in the last 24 hours.' },
					},
				],
			},
			{ input: '16505550001', errors: [{ message: 'Not a WhatsApp user' }] },
		],
	},
	errors: {
		message: '(#139100) Failed to block/unblock some users',
		type: 'OAuthException',
		code: 139100,
		error_data: { details: 'Some failed' },
		fbtrace_id: 'T',
	},
};

test.each([200, 207, 400, 500])(
	'returns one result per user after a partial failure with HTTP status %s',
	async (status) => {
		nock(GRAPH, AUTH).post(PATH).reply(status, partial);
		expect(json(await run('block', { users: '16505551234,16505550000,16505550001,16505550002' }))).toEqual([
			{ user: '+16505551234', wa_id: '16505551234', status: 'blocked' },
			{
				user: '+16505550000',
				wa_id: '16505550000',
				status: 'failed',
				reason: 'The user has not written in the last 24 hours.',
				code: 131047,
			},
			{ user: '+16505550001', status: 'failed', reason: 'Not a WhatsApp user' },
			{ user: '+16505550002', status: 'failed', reason: "Meta's response does not name this user" },
		]);
	},
);

test('fails the item with the reason when Meta rejects the entire request', async () => {
	nock(GRAPH).post(PATH).reply(400, metaError(139101, 'Blocklist limit reached'));
	expect((await run('block', { users: '16505551234' })).error.message).toBe('The block list is full');
});

test('retries an internal error of the block list', async () => {
	nock(GRAPH).post(PATH).reply(500, metaError(139103, 'Internal error'));
	nock(GRAPH)
		.post(PATH)
		.reply(200, { block_users: { added_users: [{ input: '+16505551234', wa_id: '16505551234' }] } });
	expect(json(await run('block', { users: '16505551234' }))).toEqual([
		{ user: '+16505551234', wa_id: '16505551234', status: 'blocked' },
	]);
});

test('fails without a retry when the block list changes between two pages', async () => {
	const page = nock(GRAPH)
		.get(PATH)
		.query(true)
		.reply(
			500,
			metaError(
				139102,
				'(#139102) Blocklist concurrent update',
				'Blocklist was updated during retrieval - retry with offset 0',
			),
		);
	const { error } = await run('getAll', { returnAll: true });
	expect(error.message).toBe('The block list changed while it was read');
	expect(error.description).toContain('Read the list again from its start.');
	expect(page.isDone()).toBe(true);
});

test('sends the block requests of one number one after the other', async () => {
	let open = 0;
	let most = 0;
	nock(GRAPH)
		.post(PATH)
		.times(3)
		.reply(200, (_uri, _body, respond) => {
			most = Math.max(most, ++open);
			setImmediate(() => {
				open--;
				respond(null, { block_users: { added_users: [] } });
			});
		});
	await run(
		'block',
		{ users: '={{ $json.user }}' },
		['16505551234', '16505551235', '16505551236'].map((user) => ({ json: { user } })),
	);
	expect(most).toBe(1);
});

test.each([
	['block', 'POST', 'added_users', 'blocked'],
	['unblock', 'DELETE', 'removed_users', 'unblocked'],
])('sends the request to %s a user by the BSUID of a parent business', async (operation, method, list, status) => {
	const parent = 'US.ENT.13491208655302741918';
	nock(GRAPH, AUTH)
		.intercept(PATH, method, users({ user_id: parent }) as never)
		.reply(200, { messaging_product: 'whatsapp', block_users: { [list]: [{ input: parent, user_id: BSUID }] } });
	expect(json(await run(operation, { users: parent }))).toEqual([{ user: parent, user_id: BSUID, status }]);
});

test('unblocks with a DELETE request that has a body', async () => {
	nock(GRAPH, AUTH)
		.delete(PATH, users({ user: '+16505551234' }) as never)
		.reply(200, {
			messaging_product: 'whatsapp',
			block_users: { removed_users: [{ input: '+16505551234', wa_id: '16505551234' }] },
		});
	expect((await run('unblock', { users: 16505551234 })).output).toEqual([
		{ json: { user: '+16505551234', wa_id: '16505551234', status: 'unblocked' }, pairedItem: { item: 0 } },
	]);
});

test('lists blocked users page by page', async () => {
	const row = (wa_id: string): IDataObject => ({ messaging_product: 'whatsapp', wa_id, user_id: BSUID });
	nock(GRAPH, AUTH)
		.get(PATH)
		.query({ limit: 100 })
		.reply(200, { data: [row('1')], paging: { cursors: { after: 'c' }, next: 'x' } });
	nock(GRAPH, AUTH)
		.get(PATH)
		.query({ limit: 100, after: 'c' })
		.reply(200, { data: [row('2')], paging: { cursors: { after: 'd' } } });
	expect(json(await run('getAll', { returnAll: true }))).toEqual([row('1'), row('2')]);
	nock(GRAPH, AUTH)
		.get(PATH)
		.query({ limit: 1 })
		.reply(200, { data: [row('1')], paging: { cursors: { after: 'c' }, next: 'x' } });
	expect(json(await run('getAll', { limit: 1 }))).toEqual([row('1')]);
});

test.each<[string, string]>([
	['={{ "" }}', "'Users' is empty"],
	['={{ [] }}', "'Users' is empty"],
	['0151 1234567', "'Users' starts with 0, so the country code is missing"],
	['16505551234, hello', "'Users' of user 2 is not a phone number or user ID"],
	['={{ [{}] }}', "'Users' is empty"],
])('rejects as users %s', async (value, message) => {
	expect((await run('block', { users: value })).error.message).toBe(message);
});
