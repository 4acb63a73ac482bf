import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';
import { GRAPH, openBinaryStore, PHONE, readStored } from '../harness';
import { described, expectFile, transcript } from './files';

mockedNetwork();
beforeAll(openBinaryStore);

const runCall = runner('call');
const run = async (operation: string, parameters: INodeParameters = {}) =>
	await runCall(operation, { phoneNumberId: PHONE, ...parameters });
const product = { messaging_product: 'whatsapp' };
const callId = 'wacid.HBg';
const user = '+49 1512 3456789';

describe('permission', () => {
	const path = `${PHONE}/call_permissions`;
	const limits = [{ time_period: 'PT24H', max_allowed: 1, current_usage: 1, limit_expiration_time: 1790000000 }, null];

	test.each<[string, IDataObject, IDataObject, IDataObject]>([
		[
			user,
			{ user_wa_id: '4915123456789' },
			{
				permission: { status: 'temporary', expiration_time: 1790000000 },
				actions: [
					{ action_name: 'send_call_permission_request', can_perform_action: false, limits },
					{ action_name: 'start_call', can_perform_action: true, limits: [] },
				],
			},
			{
				user: '+4915123456789',
				status: 'temporary',
				expiresAt: '2026-09-21T14:13:20.000Z',
				canCall: true,
				canSendRequest: false,
				callLimits: [],
				requestLimits: [{ period: 'PT24H', used: 1, allowed: 1, fullUntil: '2026-09-21T14:13:20.000Z' }],
			},
		],
		[
			'DE.123',
			{ recipient: 'DE.123' },
			{ permission: { status: 'permanent' } },
			{ user: 'DE.123', status: 'permanent' },
		],
		['DE.123', { recipient: 'DE.123' }, { permission: 'none', actions: {} }, { user: 'DE.123' }],
	])('of %s', async (value, query, response, expected) => {
		expectRequest('GET', path, { query }, response);
		expect((await run('getPermission', { user: value })).output).toEqual([{ json: expected, pairedItem: { item: 0 } }]);
	});
});

const artifact = { status: 'ENABLED', purpose: 'to train our team', announcement_language: 'de' };

test.each<[string, INodeParameters, IDataObject]>([
	['reject', {}, { action: 'reject' }],
	['terminate', {}, { action: 'terminate' }],
	['accept', { sdp: 'v=0' }, { action: 'accept', session: { sdp_type: 'answer', sdp: 'v=0' } }],
	[
		'accept',
		{
			sdp: 'v=0\r\n',
			prepareOnly: true,
			additionalFields: { record: true, purpose: 'to train our team', language: 'de', callbackData: 'a' },
		},
		{
			action: 'pre_accept',
			session: { sdp_type: 'answer', sdp: 'v=0\r\n' },
			recording: artifact,
			biz_opaque_callback_data: 'a',
		},
	],
])('%s with %j', async (operation, parameters, body) => {
	expectRequest(
		'POST',
		`${PHONE}/calls`,
		{ body: { ...product, call_id: callId, ...body } },
		{ ...product, success: true },
	);
	expect(jsonOf(await run(operation, { callId, ...parameters }))).toEqual([
		{ callId, action: body.action, success: true },
	]);
});

test.each<[string, IDataObject, unknown, IDataObject]>([
	[user, { to: '+4915123456789' }, [{ id: callId }], { callId, user: '+4915123456789' }],
	['DE.123', { recipient: 'DE.123' }, {}, { user: 'DE.123' }],
])('connects a call to %s', async (value, to, calls, expected) => {
	const session = { sdp_type: 'offer', sdp: 'v=0' };
	const body = { ...product, ...to, action: 'connect', session, transcription: artifact };
	expectRequest('POST', `${PHONE}/calls`, { body }, { ...product, calls });
	const additionalFields = { transcribe: true, record: false, purpose: 'to train our team', language: 'de' };
	expect(jsonOf(await run('connect', { user: value, sdp: 'v=0', additionalFields }))).toEqual([
		{ ...expected, action: 'connect' },
	]);
});

test('downloads a recording', async () => {
	expectFile('OggS', 'audio/ogg; codecs=opus');
	const { output } = await run('downloadRecording', { mediaId: '77' });
	const { url: _url, messaging_product: _product, ...json } = described('OggS', 'audio/ogg; codecs=opus');
	expect(output![0].json).toEqual(json);
	expect(output![0].binary!.data).toMatchObject({ fileName: 'call-recording-77.ogg', mimeType: 'audio/ogg' });
	expect((await readStored(output![0].binary!.data)).toString()).toBe('OggS');
});

describe('transcript', () => {
	test.each<[string, unknown, IDataObject]>([
		[
			'complete',
			transcript,
			{
				mediaId: '77',
				text: '[Business] Hello [Customer] Hi',
				language: 'en',
				duration: 4,
				confidence: 0.5,
				processedAt: '2026-11-29T10:00:00Z',
				segments: [{ speaker: 'business', text: 'Hello', start: 0.5, end: 1.5, confidence: 0.5 }],
			},
		],
		[
			'odd',
			{ metadata: [], transcript: { text: 7, segments: [{ speaker: 'B', channel: 5 }, null, { channel: '1' }] } },
			{ mediaId: '77', text: '7', segments: [{ speaker: 'B' }, { speaker: 'customer' }] },
		],
		['empty', {}, { mediaId: '77' }],
	])('that is %s', async (_what, file, expected) => {
		expectFile(JSON.stringify(file), 'application/json');
		expect(jsonOf(await run('getTranscript', { mediaId: '77' }))).toEqual([expected]);
	});

	test('as the file has it', async () => {
		expectFile(JSON.stringify(transcript), 'application/json');
		expect(jsonOf(await run('getTranscript', { mediaId: '77', simplify: false }))).toEqual([transcript]);
	});

	test('says that a file is none', async () => {
		expectFile('OggS', 'audio/ogg');
		expect(messageOf(await run('getTranscript', { mediaId: '77' }))).toContain(
			"'Media ID' is not that of a transcript",
		);
	});

	test('does not send the token to a URL that is missing or foreign', async () => {
		for (const url of [undefined, 'https://example.com/x']) {
			nock(GRAPH).get('/v25.0/77').reply(200, { id: '77', url });
			expect(messageOf(await run('getTranscript', { mediaId: '77' }))).toBe(
				"The file's URL is not on one of Meta's hosts",
			);
		}
	});
});

test.each<[string, INodeParameters, string]>([
	['getPermission', { user: '={{ "" }}' }, "'User' is empty"],
	['getPermission', { user: 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAz' }, "'User' is a group ID"],
	['reject', { callId: '={{ "" }}' }, "'Call ID' is empty"],
	['connect', { user, sdp: '={{ "" }}' }, "'SDP' is empty"],
	['connect', { user, sdp: 'v=0', additionalFields: { record: true } }, "'Purpose' is empty"],
	[
		'accept',
		{ callId, sdp: 'v', additionalFields: { transcribe: true, purpose: 'x'.repeat(251) } },
		"'Purpose' has 251",
	],
	['downloadRecording', { mediaId: 'wacid.1' }, "'Media ID' is not an ID"],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});

describe('coexistence', () => {
	const runSync = runner('coexistence');

	test.each([
		['startContactSync', 'smb_app_state_sync'],
		['startHistorySync', 'history'],
	])('%s', async (operation, type) => {
		const body = { ...product, sync_type: type };
		expectRequest('POST', `${PHONE}/smb_app_data`, { body }, { ...product, request_id: 'r1' });
		expect(jsonOf(await runSync(operation, { phoneNumberId: PHONE, confirm: true }))).toEqual([
			{ phoneNumberId: PHONE, requestId: 'r1', pending: true, resultEvent: type },
		]);
		expect(messageOf(await runSync(operation, { phoneNumberId: PHONE }))).toContain("'Confirm' is off");
	});
});
