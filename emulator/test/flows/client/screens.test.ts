import { createHash } from 'node:crypto';
import axios from 'axios';
import { closeAll, started } from '../../helpers';
import { seed, type Emulator } from '../../../src';
import { Receiver } from '../../receiver';
import { resolve } from '../../../src/flows/client/expressions';
import type { FlowSession } from '../../../src/flows/client/session';
import { TestEndpoint } from './testEndpoint';

type Json = Record<string, unknown>;
const footer = (action?: Json, more: Json = {}): Json => ({
	type: 'Footer',
	label: 'Go',
	...(action && { 'on-click-action': action }),
	...more,
});
const screen = (id: string, children: Json[], more: Json = {}): Json => ({
	id,
	title: id,
	layout: { type: 'SingleColumnLayout', children },
	...more,
});
const ids = (...names: string[]): Json[] => names.map((id) => ({ id, title: id.toUpperCase() }));
const done = (payload: Json): Json => ({ name: 'complete', payload });

let emulator: Emulator;
beforeEach(async () => {
	emulator = await started();
});
afterEach(closeAll);

/** A flow without an endpoint, opened at its first screen. */
const opened = async (...screens: Json[]): Promise<FlowSession> =>
	await emulator.openFlow({ flowJson: { version: '7.3', screens }, flowToken: 'T' });
const one = async (...children: Json[]): Promise<FlowSession> =>
	await opened(screen('ONLY', [...children, footer(done({ value: '${form.f}' }))], { terminal: true }));
const rejectionText = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => 'it was not rejected',
		(error: Error) => error.message,
	);

describe('references and expressions', () => {
	const scope = {
		data: { n: 3, list: [1], nested: { a: 'x' }, no: false },
		form: { age: '20', name: 'Ada' },
		screens: { S: { data: { d: 1 }, form: { f: 'y' } } },
	};
	it.each<[string, unknown]>([
		['plain', 'plain'],
		['${data.n}', 3],
		['${data.list}', [1]],
		['${data.nested.a}', 'x'],
		['${form.name}', 'Ada'],
		['${screen.S.data.d}', 1],
		['${screen.S.form.f}', 'y'],
		['${data.unknown}', undefined],
		['${screen.X.form.f}', undefined],
		['${data.constructor}', undefined],
		['Hello ${form.name}!', 'Hello Ada!'],
		['${nothing.n}', undefined],
		["`'Hello ' ${form.name}`", 'Hello Ada'],
		['`${form.age} >= 18`', true],
		['`${data.n} + 1`', 4],
		['`2 + 3 * 4 - 6 / 2 % 2`', 13],
		['`(2 + 3) * 4`', 20],
		["`${form.name} == 'Ada' && !(${data.n} < 3)`", true],
		['`${data.no} || ${data.n} != 3`', false],
		["`'it\\'s ' ${data.n} + 1 ' o\\'clock'`", "it's 4 o'clock"],
		['`-${data.n} < 0`', true],
		['`true`', true],
	])('evaluates %s', (text, value) => expect(resolve(text, scope)).toEqual(value));
	it.each(['`1 +`', '`(1`', '`1)`', '`$`', '`a`', '``${data.n}``'])('rejects the expression %s', (text) =>
		expect(() => resolve(text, scope)).toThrow('cannot be read'),
	);
});

describe('fields', () => {
	const field = async (component: Json, value: unknown): Promise<unknown> => {
		const flow = await one({ name: 'f', label: 'F', ...component });
		const errorText = await rejectionText(flow.fill({ f: value }).then(async () => await flow.submit()));
		return errorText === 'it was not rejected' ? flow.view().response!.value : errorText.replace('Screen ONLY: ', '');
	};
	const text = (more: Json): Json => ({ type: 'TextInput', ...more });
	const source = { 'data-source': [...ids('a', 'b', 'c'), { id: 'd', title: 'D', enabled: false }] };
	const range = { 'start-date': '2026-12-02', 'end-date': '2026-12-04' };
	it.each<[string, Json, unknown, unknown]>([
		['text', text({}), 'x', 'x'],
		['a number as text', text({ 'input-type': 'number' }), 5, '5'],
		['an object in place of text', text({}), { a: 1 }, "The field 'f' takes a text"],
		['letters in a number field', text({ 'input-type': 'number' }), 'x', "'f' is no number"],
		['an invalid email address', text({ 'input-type': 'email' }), 'a@b', "'f' is no email address"],
		['an invalid phone number', text({ 'input-type': 'phone' }), 'x', "'f' is no phone number"],
		['letters in a passcode', text({ 'input-type': 'passcode' }), 'x', "'f' is no passcode of digits"],
		['text over the maximum length', text({ 'max-chars': 2 }), 'abc', "'f' is longer than 2 characters"],
		['text under the minimum length', text({ 'min-chars': 2 }), 'a', "'f' is shorter than 2 characters"],
		['81 characters without a limit of its own', text({}), 'a'.repeat(81), "'f' is longer than 80 characters"],
		['600 characters in a text area', { type: 'TextArea' }, 'a'.repeat(600), 'a'.repeat(600)],
		[
			'text that does not match the pattern',
			text({ pattern: '\\d{3}' }),
			'12',
			"'f' does not have the form that is asked for",
		],
		['empty text in a required field', text({ required: true }), '', "'f' is required"],
		['an option', { type: 'Dropdown', ...source }, 'b', 'b'],
		[
			'an unknown option',
			{ type: 'RadioButtonsGroup', ...source },
			'x',
			"The field 'f' has no option 'x', but 'a', 'b', 'c', 'd'",
		],
		['a disabled option', { type: 'Dropdown', ...source }, 'd', "The option 'd' of the field 'f' is not enabled"],
		['several options', { type: 'CheckboxGroup', ...source }, ['a', 'c'], ['a', 'c']],
		[
			'a single option in place of a list',
			{ type: 'ChipsSelector', ...source },
			'a',
			"The field 'f' takes a list of option IDs",
		],
		['too few options', { type: 'CheckboxGroup', ...source, 'min-selected-items': 2 }, ['a'], "'f' needs at least 2"],
		[
			'too many options',
			{ type: 'CheckboxGroup', ...source, 'max-selected-items': 1 },
			['a', 'b'],
			"'f' takes at most 1",
		],
		['a date', { type: 'DatePicker', 'min-date': '2026-12-01' }, '2026-12-01', '2026-12-01'],
		[
			'a date before the minimum',
			{ type: 'DatePicker', 'min-date': '2026-12-01' },
			'2026-11-30',
			"'f' is before 2026-12-01",
		],
		[
			'a date after the maximum',
			{ type: 'DatePicker', 'max-date': '2026-12-01' },
			'2026-12-02',
			"'f' is after 2026-12-01",
		],
		['a date in another format', { type: 'DatePicker' }, '1.12.2026', "The field 'f' takes a date such as 2026-12-24"],
		[
			'an unavailable date',
			{ type: 'DatePicker', 'unavailable-dates': ['2026-12-25'] },
			'2026-12-25',
			"'f' is not available",
		],
		['a date range', { type: 'CalendarPicker', mode: 'range' }, range, range],
		[
			'a date range without an end',
			{ type: 'CalendarPicker', mode: 'range' },
			{ 'start-date': '2026-12-02' },
			"The field 'f' takes a start-date and an end-date",
		],
		[
			'a weekday that is not included',
			{ type: 'CalendarPicker', 'include-days': ['Mon'] },
			'2026-12-01',
			"'f' is not a day that can be chosen",
		],
		['a ticked opt-in', { type: 'OptIn', required: true }, true, true],
		['an unticked required opt-in', { type: 'OptIn', required: true }, false, "'f' is required"],
		['text in place of a boolean', { type: 'OptIn' }, 'yes', "The field 'f' takes true or false"],
		['a disabled field', text({ enabled: false }), 'x', "The field 'f' is not enabled"],
		['a hidden field', text({ visible: false }), 'x', "There is no field 'f' on screen ONLY, but none"],
		[
			'text in place of a file',
			{ type: 'PhotoPicker' },
			'x',
			"The field 'f' takes files: fileName, mimeType, and content or base64",
		],
	])('checks the input of a field: %s', async (_name, component, value, expected) =>
		expect(await field(component, value)).toEqual(expected),
	);

	it('starts fields with their initial values, and untouched groups with empty lists', async () => {
		const form = {
			type: 'Form',
			name: 'form',
			'init-values': { b: ['x'] },
			children: [{ type: 'CheckboxGroup', name: 'b', label: 'B', 'data-source': ids('x', 'y') }],
		};
		const fields = [
			{ type: 'TextInput', name: 'a', label: 'A', 'init-value': 'first' },
			form,
			{ type: 'ChipsSelector', name: 'c', label: 'C', 'data-source': ids('x', 'y') },
			{ type: 'TextInput', name: 'd', label: 'D' },
		];
		const flow = await opened(
			screen('S', [...fields, footer(done({ a: '${form.a}', b: '${form.b}', c: '${form.c}', d: '${form.d}' }))], {
				terminal: true,
			}),
		);
		expect((await flow.submit()).response).toEqual({ flow_token: 'T', a: 'first', b: ['x'], c: [] });
	});
});

describe('what is shown', () => {
	it('updates If and Switch while the form is filled in', async () => {
		const flow = await one(
			{ type: 'OptIn', name: 'more', label: 'More' },
			{
				type: 'If',
				condition: '`${form.more}`',
				then: [{ type: 'TextInput', name: 'f', label: 'F', required: true }],
				else: [{ type: 'TextBody', text: 'less' }],
			},
			{ type: 'RadioButtonsGroup', name: 'size', label: 'Size', 'data-source': ids('s', 'l') },
			{
				type: 'Switch',
				value: '${form.size}',
				cases: { s: [{ type: 'TextBody', text: 'small' }], default: [{ type: 'TextBody', text: 'other' }] },
			},
		);
		const texts = (): unknown[] =>
			flow
				.view()
				.screen!.components.filter(({ type }) => type === 'TextBody')
				.map(({ text }) => text);
		expect(texts()).toEqual(['less', 'other']);
		await flow.fill({ more: true, size: 's' });
		expect(texts()).toEqual(['small']);
		expect(await rejectionText(flow.submit())).toBe("Screen ONLY: 'f' is required");
		await flow.fill({ more: false });
		expect((await flow.submit()).response).toEqual({ flow_token: 'T' });
	});

	it('changes with update_data, and drops choices that no longer exist', async () => {
		const data = { colours: { type: 'array', __example__: [] } };
		const to = (...names: string[]): Json => ({ name: 'update_data', payload: { colours: ids(...names) } });
		const colour = { type: 'Dropdown', name: 'f', label: 'F', 'data-source': '${data.colours}' };
		const dark = {
			type: 'OptIn',
			name: 'dark',
			label: 'Dark',
			'on-select-action': to('black'),
			'on-unselect-action': to('red', 'white'),
		};
		const flow = await opened(
			screen('FIRST', [
				footer({ name: 'navigate', next: { type: 'screen', name: 'ONLY' }, payload: { colours: ids('red', 'white') } }),
			]),
			screen('ONLY', [dark, colour, footer(done({ value: '${form.f}' }))], { data, terminal: true }),
		);
		await flow.submit();
		await flow.fill({ f: 'red', dark: true });
		expect(flow.view().screen!.form).toEqual({ dark: true });
		await flow.fill({ dark: false });
		await flow.fill({ f: 'white' });
		expect((await flow.submit()).response).toEqual({ flow_token: 'T', value: 'white' });
	});

	it('opens links and items of a list', async () => {
		const to = (name: string): Json => ({ name: 'navigate', next: { type: 'screen', name }, payload: {} });
		const list = {
			type: 'NavigationList',
			name: 'topics',
			'list-items': [
				{ id: 'a', 'main-content': { title: 'A' }, 'on-click-action': to('A') },
				{ id: 'b', 'main-content': { title: 'B' } },
			],
			'on-click-action': to('B'),
		};
		const link = {
			type: 'EmbeddedLink',
			text: 'Terms',
			'on-click-action': { name: 'open_url', url: 'https://example.com/terms' },
		};
		const optIn = { type: 'OptIn', name: 'yes', label: 'Yes', 'on-click-action': to('A') };
		const flow = await opened(screen('S', [list, link, optIn]), screen('A', []), screen('B', []));
		expect((await flow.tap({ text: 'Terms' })).opened).toEqual(['https://example.com/terms']);
		expect((await flow.tap({ name: 'topics', item: 'a' })).stack).toEqual(['S', 'A']);
		await flow.back();
		expect((await flow.tap({ name: 'topics', item: 'b' })).stack).toEqual(['S', 'B']);
		await flow.back();
		expect((await flow.tap({ name: 'yes' })).stack).toEqual(['S', 'A']);
		expect(await rejectionText(flow.tap({ text: 'Terms' }))).toBe("There is no 'Terms' to tap on screen A");
		expect(await rejectionText(flow.submit())).toBe('Screen A has no button at its foot');
		await flow.back();
		expect(await rejectionText(flow.tap({ name: 'topics', item: 'c' }))).toBe("There is no 'c' to tap on screen S");
		expect(await flow.back()).toMatchObject({ status: 'closed' });
	});

	it('rejects an unknown screen, data that a screen does not accept, and a tap on a disabled button', async () => {
		const to = (name: string): Json => ({ name: 'navigate', next: { type: 'screen', name }, payload: {} });
		const flow = await opened(
			screen('S', [{ type: 'OptIn', name: 'f', label: 'F' }, footer(to('NEXT'), { enabled: '${form.f}' })]),
			screen('NEXT', [], { data: { a: { type: 'string', __example__: '' } } }),
		);
		await flow.fill({ f: false });
		expect(await rejectionText(flow.submit())).toBe("The button 'Go' of screen S is not enabled");
		await flow.fill({ f: true });
		expect(await flow.submit()).toMatchObject({
			stack: ['S'],
			error: { key: 'payload-schema-error', message: "The data does not fit the model of screen NEXT: 'a' is missing" },
		});
		const lost = await opened(screen('S', [footer(to('NOWHERE'))]));
		expect(await lost.submit()).toMatchObject({ error: { key: 'invalid-screen-transition' } });
		await expect(opened()).rejects.toThrow('The Flow JSON has no screens');
	});
});

describe('picked files', () => {
	const content = Buffer.from('a picture');
	const file = { fileName: 'a.png', mimeType: 'image/png', base64: content.toString('base64') };
	const sha256 = createHash('sha256').update(content).digest('base64');
	const picker = {
		type: 'PhotoPicker',
		name: 'photos',
		label: 'Photos',
		'min-uploaded-photos': 1,
		'max-uploaded-photos': 2,
		'max-file-size-kb': 1,
	};

	it('sends picked files to the endpoint as URLs of encrypted files that anyone can download', async () => {
		const endpoint = new TestEndpoint(({ action }) => ({ screen: action === 'INIT' ? 'S' : 'END', data: {} }));
		const publicKey = await endpoint.start();
		const flowJson = {
			version: '7.3',
			data_api_version: '3.0',
			routing_model: { S: ['END'], END: [] },
			screens: [
				screen('S', [picker, footer({ name: 'data_exchange', payload: { photos: '${form.photos}' } })]),
				screen('END', []),
			],
		};
		const flow = await emulator.openFlow({ flowJson, endpointUri: endpoint.url, publicKey });
		expect(await rejectionText(flow.submit())).toBe("Screen S: 'photos' is required");
		await flow.fill({ photos: [file, { ...file, fileName: 'b.png', base64: Buffer.alloc(1025).toString('base64') }] });
		expect(await rejectionText(flow.submit())).toBe(
			"Screen S: 'photos' takes files of at most 1 KB: 'b.png' is larger",
		);
		await flow.fill({ photos: [file, file, file] });
		expect(await rejectionText(flow.submit())).toBe("Screen S: 'photos' takes at most 2");
		await flow.fill({ photos: [file] });
		await flow.submit();
		const { data } = endpoint.requests.at(-1) as {
			data: { photos: Array<{ cdn_url: string; encryption_metadata: Json }> };
		};
		expect(data.photos).toEqual([
			{
				media_id: expect.any(String) as string,
				file_name: 'a.png',
				cdn_url: expect.stringMatching(`^${emulator.url}/_cdn/`) as string,
				encryption_metadata: expect.objectContaining({ plaintext_hash: sha256 }) as Json,
			},
		]);
		const got = await axios.get<Buffer>(data.photos[0].cdn_url, { proxy: false, responseType: 'arraybuffer' });
		expect(createHash('sha256').update(got.data).digest('base64')).toBe(
			data.photos[0].encryption_metadata.encrypted_hash,
		);
		expect((await axios.get(`${emulator.url}/_cdn/other`, { proxy: false, validateStatus: () => true })).status).toBe(
			404,
		);
		await endpoint.stop();
	});

	it('returns picked files as ordinary media in the answers', async () => {
		const receiver = new Receiver();
		await emulator.subscribe({ url: await receiver.start() });
		const flowJson = {
			version: '7.3',
			screens: [
				screen(
					'S',
					[
						{ ...picker, type: 'DocumentPicker', 'allowed-mime-types': ['image/png'] },
						footer(done({ files: '${form.photos}' })),
					],
					{ terminal: true },
				),
			],
		};
		const flow = await emulator.customer('16505550001').openFlow({ flowJson });
		await flow.fill({ photos: [{ ...file, mimeType: 'image/gif' }] });
		expect(await rejectionText(flow.submit())).toBe("Screen S: 'photos' does not take image/gif");
		await flow.fill({ photos: [file] });
		const { response } = await flow.submit();
		const [{ id }] = response!.files as Array<{ id: string }>;
		expect(response).toEqual({
			flow_token: 'unused',
			files: [{ id, mime_type: 'image/png', sha256, file_name: 'a.png' }],
		});
		expect(await emulator.readMedia(id)).toEqual(content);
		const [{ value }] = await receiver.until(1);
		const [message] = (
			value as unknown as { messages: Array<{ interactive: { nfm_reply: { response_json: string } } }> }
		).messages;
		expect(JSON.parse(message.interactive.nfm_reply.response_json)).toEqual(response);
		expect(emulator.findMedia(id)?.phoneNumberId).toBe(seed.phoneNumberId);
		await receiver.stop();
	});
});
