import axios, { type AxiosResponse } from 'axios';
import { closeAll, sendMessage, started } from '../../helpers';
import type { Emulator } from '../../../src';
import { Receiver } from '../../receiver';

type Json = Record<string, unknown>;
const EVIL = '<script>alert("1")</script>';
const options = [
	{ id: 'a"b', title: EVIL, description: EVIL },
	{ id: 'b', title: 'B' },
];
const flow = {
	version: '7.3',
	screens: [
		{
			id: 'FIRST',
			title: EVIL,
			terminal: true,
			layout: {
				type: 'SingleColumnLayout',
				children: [
					{ type: 'TextHeading', text: EVIL },
					{ type: 'RichText', text: ['# One', EVIL] },
					{ type: 'Image', src: 'iVBORw0KGgo=', 'alt-text': EVIL },
					{ type: 'Unheard', text: 'x' },
					{ type: 'EmbeddedLink', text: 'Terms', 'on-click-action': { name: 'open_url', url: 'https://example.com' } },
					{ type: 'TextInput', name: 'name', label: EVIL, required: true, 'helper-text': EVIL },
					{ type: 'CheckboxGroup', name: 'many', label: 'Many', required: false, 'data-source': options },
					{
						type: 'Dropdown',
						name: 'one',
						label: 'One',
						required: false,
						'data-source': options,
						'on-select-action': { name: 'update_data', payload: {} },
					},
					{ type: 'OptIn', name: 'yes', label: 'Yes' },
					{ type: 'CalendarPicker', name: 'days', mode: 'range', label: 'Days' },
					{ type: 'DocumentPicker', name: 'file', label: 'File' },
					{
						type: 'Footer',
						label: 'Send',
						'on-click-action': {
							name: 'complete',
							payload: Object.fromEntries(
								['name', 'many', 'one', 'yes', 'days', 'file'].map((name) => [name, `\${form.${name}}`]),
							),
						},
					},
				],
			},
		},
	],
};

let emulator: Emulator;
let http: ReturnType<typeof axios.create>;
beforeEach(async () => {
	emulator = await started();
	http = axios.create({
		baseURL: `${emulator.url}/_emulator/phone`,
		proxy: false,
		maxRedirects: 0,
		validateStatus: () => true,
	});
	const { id } = emulator.flows.add({
		name: 'page',
		categories: ['OTHER'],
		json: JSON.stringify(flow),
		status: 'PUBLISHED',
		validationErrors: [],
	});
	const parameters = {
		flow_message_version: '3',
		flow_id: id,
		flow_cta: 'Open it',
		flow_token: 'T-1',
		flow_action: 'navigate',
		flow_action_payload: { screen: 'FIRST' },
	};
	const { data, status } = await sendMessage(emulator, {
		type: 'interactive',
		interactive: { type: 'flow', body: { text: EVIL }, action: { name: 'flow', parameters } },
	});
	expect({ data, status }).toMatchObject({ status: 200 });
});
afterEach(closeAll);

const form = (values: Array<[string, string | Blob, string?]>): FormData => {
	const data = new FormData();
	for (const [name, value, file] of values) {
		if (typeof value === 'string') data.append(name, value);
		else data.append(name, value, file);
	}
	return data;
};
const post = async (path: string, values: Array<[string, string | Blob, string?]>): Promise<AxiosResponse<string>> =>
	await http.post<string>(path, form(values));
const open = async (): Promise<string> => {
	const response = await post('', [['message', emulator.messages[0].id]]);
	expect({ status: response.status, to: response.headers.location as unknown }).toEqual({
		status: 303,
		to: '/_emulator/phone/1',
	});
	return '/1';
};

it('shows the messages that contain a flow, and opens one', async () => {
	const { data, headers } = await http.get<string>('');
	expect(data).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
	expect(data).not.toContain('<script>alert');
	expect(data).toContain('<button class="main">Open it</button>');
	expect(headers['content-security-policy']).toMatch(
		/^default-src 'none'; style-src 'nonce-[\w+/=]+'; script-src 'nonce-[\w+/=]+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
	);
	const screen = (await http.get<string>(await open())).data;
	expect(screen).not.toContain('<script>alert');
	for (const part of [
		'<h2>&lt;script',
		'src="data:image/png;base64,iVBORw0KGgo="',
		'value="a&quot;b"',
		'Unheard',
		'enctype="multipart/form-data"',
		'>Send</button>',
	])
		expect(screen).toContain(part);
});

it('shows form errors, and sends the response', async () => {
	const path = await open();
	const bad = await post(path, [
		['do', 'submit'],
		['field:yes', 'true'],
	]);
	expect(bad.status).toBe(422);
	expect(bad.data).toContain('This field is required');
	expect(bad.data).toContain('name="field:yes" value="true" checked');
	expect(
		(
			await post(path, [
				['do', 'select'],
				['field:one', 'none such'],
				['field:yes', 'true'],
			])
		).data,
	).toContain('has no option &#39;none such&#39;');
	expect(
		(
			await post(path, [
				['tap', '{"text":"Terms"}'],
				['field:name', 'Ada'],
				['field:yes', 'true'],
			])
		).status,
	).toBe(303);
	expect((await http.get<string>(path)).data).toContain('Opened: https://example.com');

	const receiver = new Receiver();
	await emulator.subscribe({ url: await receiver.start() });
	emulator.settings({ statusDelayMs: 3_600_000 });
	const fields: Array<[string, string | Blob, string?]> = [
		['field:name', 'Ada'],
		['field:many', 'a"b'],
		['field:many', 'b'],
		['field:one', 'b'],
		['field:days:start-date', '2026-12-02'],
		['field:days:end-date', '2026-12-04'],
		['field:file', new Blob(['some bytes'], { type: 'application/pdf' }), 'a.pdf'],
	];
	expect((await post(path, [['do', 'submit'], ...fields])).headers.location).toBe('/_emulator/phone/1');
	expect((await http.get<string>(path)).data).toContain('Response sent');
	const [{ value }] = await receiver.until(1);
	const [message] = (value as unknown as { messages: Array<{ interactive: { nfm_reply: { response_json: string } } }> })
		.messages;
	const answers = JSON.parse(message.interactive.nfm_reply.response_json) as Json;
	expect(answers).toEqual({
		flow_token: 'T-1',
		name: 'Ada',
		many: ['a"b', 'b'],
		one: 'b',
		yes: false,
		days: { 'start-date': '2026-12-02', 'end-date': '2026-12-04' },
		file: [expect.objectContaining({ file_name: 'a.pdf', mime_type: 'application/pdf' })],
	});
	expect((await emulator.readMedia((answers.file as Array<{ id: string }>)[0].id)).toString()).toBe('some bytes');
	await receiver.stop();
});

it('goes back to the previous screen, and closes the flow', async () => {
	const path = await open();
	await post(path, [['do', 'back']]);
	expect((await http.get<string>(path)).data).toContain('The flow is closed.');
});

it('rejects requests from other sites', async () => {
	const path = await open();
	const from = async (origin: string): Promise<number> =>
		(await http.post(path, form([['do', 'back']]), { headers: { origin } })).status;
	expect(await from('https://example.com')).toBe(403);
	expect(await from('null')).toBe(403);
	expect(await from(emulator.url)).toBe(303);
	expect((await http.get('/7')).status).toBe(404);
	expect((await post('', [['message', 'x']])).status).toBe(404);
	expect((await http.delete('')).status).toBe(405);
	expect((await http.post(path, 'x')).status).toBe(303);
});
