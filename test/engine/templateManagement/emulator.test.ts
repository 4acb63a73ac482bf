import { createHash } from 'node:crypto';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { seed, startEmulator, type Emulator } from '../../../emulator/src';
import { openBinaryStore, runNode, stored, type RunResult } from '../harness';

let emulator: Emulator;

beforeAll(async () => {
	await openBinaryStore();
	emulator = await startEmulator();
});
afterEach(() => emulator.reset());
afterAll(async () => await emulator.close());

async function run(
	resource: string,
	operation: string,
	parameters: INodeParameters,
	input?: INodeExecutionData[],
): Promise<RunResult> {
	const data = {
		accessToken: seed.accessToken,
		businessAccountId: seed.wabaId,
		apiVersion: 'v25.0',
		appSecret: seed.app.secret,
		baseUrl: emulator.url,
	};
	return await runNode({ parameters: { resource, operation, ...parameters }, input, credential: data });
}

/** Returns the JSON of the items; fails with the error message if the run failed. */
async function json(...parameters: Parameters<typeof run>): Promise<IDataObject[]> {
	const { output, error } = await run(...parameters);
	expect(error?.message).toBeUndefined();
	return (output ?? []).map((item) => item.json);
}

const pdf = Buffer.from(Array.from({ length: 300_000 }, (_unused, index) => 128 + (index % 97)));
const digest = createHash('sha256').update(pdf).digest('hex');
const document = {
	templateName: 'receipt',
	language: 'en_US',
	category: 'UTILITY',
	headerFormat: 'DOCUMENT',
	bodyText: 'Here is your receipt, thank you.',
};
const file = async (): Promise<INodeExecutionData[]> => [
	{ json: {}, binary: { data: await stored(pdf, { fileName: 'receipt.pdf', mimeType: 'application/pdf' }) } },
];
const find = async (name: string): Promise<string> =>
	String((await json('template', 'getAll', { filters: { name } }))[0].id);

test.each([
	['without a fault', undefined, 1],
	['a connection cut before the bytes', 'cut', 2],
	['a connection cut after the bytes', 'cutAfterAcceptance', 2],
] as const)('creates a template with a document header: %s', async (_name, kind, posts) => {
	if (kind) emulator.addFault({ kind, match: { method: 'POST', path: '/upload:' } });
	const [created] = await json('template', 'create', document, await file());
	expect(created).toEqual({ id: expect.any(String), status: 'PENDING', category: 'UTILITY' });
	const sent = emulator.requests.filter(({ path, method }) => method === 'POST' && path.includes('/upload:'));
	expect(sent.map(({ headers }) => headers.file_offset)).toEqual(
		['0', kind === 'cutAfterAcceptance' ? String(pdf.length) : '0'].slice(0, posts),
	);
	const [template] = await json('template', 'get', { templateId: String(created.id), simplify: false });
	const [header] = template.components as Array<{ example: { header_handle: string[] } }>;
	expect(header.example.header_handle[0]).toContain(digest);
});

test.each([
	['before it was stored', 'cut', ['POST', 'GET', 'POST']],
	['after it was stored', 'cutAfterAcceptance', ['POST', 'GET']],
] as const)('creates a template once and returns it after a connection drop %s', async (_name, kind, methods) => {
	emulator.addFault({ kind, match: { method: 'POST', path: '/message_templates' } });
	const definition = {
		templateName: 'autumn_sale',
		language: 'en_US',
		category: 'MARKETING',
		bodyText: 'Hello there, it is us.',
	};
	const [created] = await json('template', 'create', definition);
	const found = await json('template', 'getAll', { filters: { name: 'autumn_sale' } });
	expect(found).toHaveLength(1);
	expect(created).toEqual({ id: found[0].id, status: 'PENDING', category: 'MARKETING' });
	expect(emulator.requests.slice(0, -1).map(({ method }) => method)).toEqual(methods);
});

test('creates templates with all components, a carousel, an offer and authentication', async () => {
	const button = (...list: IDataObject[]): INodeParameters => ({ button: list as INodeParameters[] });
	const image = { headerExampleFrom: 'binary', headerPropertyName: 'data' };
	const input = [
		{
			json: {},
			binary: {
				data: await stored(Buffer.from('89504e470d0a1a0a', 'hex'), { fileName: 'a.png', mimeType: 'image/png' }),
			},
		},
	];
	const base = {
		language: 'en_US',
		category: 'MARKETING',
		bodyText: 'Hello {{name}}, here is our news for you.',
		bodyExamples: { example: [{ text: 'Ann' }] },
	};
	await json('template', 'create', {
		...base,
		templateName: 'all_of_it',
		headerFormat: 'TEXT',
		headerText: 'News',
		footerText: 'Acme',
		buttons: button(
			{ type: 'QUICK_REPLY', text: 'More' },
			{ type: 'URL', text: 'Open', url: 'https://example.com/{{1}}', urlExample: 'a' },
			{ type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '+16505550111' },
			{ type: 'COPY_CODE', code: 'SAVE25' },
			{
				type: 'FLOW',
				text: 'Book',
				flow: { __rl: true, mode: 'list', value: '900100200300' },
				navigateScreen: 'START',
			},
			{ type: 'VOICE_CALL', text: 'Talk' },
			{ type: 'CATALOG' },
			{ type: 'REQUEST_CONTACT_INFO' },
		),
	});
	const card = { ...image, bodyText: 'Rye', buttons: button({ type: 'QUICK_REPLY', text: 'More' }) };
	await json(
		'template',
		'create',
		{ ...base, templateName: 'cards', templateLayout: 'carousel', cards: { card: [card, card] } },
		input,
	);
	await json(
		'template',
		'create',
		{
			...base,
			...image,
			templateName: 'offer',
			templateLayout: 'limitedTimeOffer',
			headerFormat: 'IMAGE',
			offerText: 'Ends soon!',
			buttons: button({ type: 'COPY_CODE', code: 'X' }),
		},
		input,
	);
	await json('template', 'create', { ...base, templateName: 'calls', templateLayout: 'callPermission' });
	await json('template', 'create', { templateName: 'code', language: 'de', category: 'AUTHENTICATION' });
	expect((await json('template', 'getAll', { filters: { status: ['PENDING'] } })).map(({ name }) => name)).toEqual([
		'code',
		'calls',
		'offer',
		'cards',
		'all_of_it',
		'pending_offer',
	]);
});

test("returns Meta's error message for a rejected template", async () => {
	const { error } = await run('template', 'create', {
		templateName: 'order_update',
		language: 'de',
		category: 'UTILITY',
		bodyText: 'Hallo, wir sind es.',
	});
	expect(error.message).toBe('A template of this name and language exists already');
	expect(error.description).toContain('There is already de content for this template.');
});

test('lists, edits, compares, unpauses, archives and deletes templates', async () => {
	expect(await json('template', 'getAll', { returnAll: true })).toHaveLength(70);
	expect(await json('template', 'getAll', { limit: 3 })).toHaveLength(3);
	expect(
		(await json('template', 'getAll', { filters: { quality: ['RED'], category: ['MARKETING'] } })).map(
			({ name }) => name,
		),
	).toEqual(['paused_offer', 'disabled_offer']);
	const [hello, paused] = [await find('hello_world'), await find('paused_offer')];
	expect(await json('template', 'compare', { templateId: hello, otherTemplateId: paused, days: 90 })).toEqual([
		{ template_id: hello, block_rate_rank: 2, message_sends: 1200, top_block_reason: 'SPAM' },
		{ template_id: paused, block_rate_rank: 1, message_sends: 3400, top_block_reason: 'NO_LONGER_NEEDED' },
	]);
	expect(await json('template', 'unpause', { templateId: paused })).toEqual([
		{ success: true, reason: 'The template was unpaused.' },
	]);
	expect(await json('template', 'archive', { templateId: `${paused},1` })).toEqual([
		{ id: paused, status: 'archived' },
		{ id: '1', status: 'failed', reason: 'The template does not exist.' },
	]);
	expect(await json('template', 'unarchive', { templateId: paused })).toEqual([{ id: paused, status: 'unarchived' }]);
	expect(
		await json('template', 'update', {
			templateId: hello,
			defineComponents: 'fields',
			bodyText: 'Welcome to our shop.',
		}),
	).toEqual([{ success: true, id: hello, name: 'hello_world', category: 'UTILITY' }]);
	expect(await json('template', 'delete', { templateId: hello })).toEqual([{ deleted: true, success: true }]);
	expect(await json('template', 'delete', { deleteScope: 'all', templateName: 'order_update' })).toEqual([
		{ deleted: true, success: true },
	]);
	expect(await json('template', 'getAll', { returnAll: true })).toHaveLength(67);
});

test('creates from the library and in several languages, previews, and migrates', async () => {
	expect((await json('template', 'getLibrary', { filters: { search: 'payment' } })).map(({ name }) => name)).toEqual([
		'payment_overdue_1',
	]);
	const libraryButtons = { button: [{ type: 'URL', url: 'https://example.com/pay' }] };
	expect(
		await json('template', 'createFromLibrary', {
			libraryTemplateName: 'payment_overdue_1',
			templateName: 'pay_up',
			language: 'en_US',
			category: 'UTILITY',
			libraryButtons,
		}),
	).toMatchObject([{ status: 'APPROVED' }]);
	expect(
		(await json('template', 'upsertAuthentication', { templateName: 'code', languages: 'en_US,de' })).map(
			({ language }) => language,
		),
	).toEqual(['en_US', 'de']);
	expect((await json('template', 'getPreview', { languages: 'en_US', codeExpirationMinutes: 5 }))[0]).toMatchObject({
		footer: 'This code expires in 5 minutes.',
	});
	const migrated = await json('template', 'migrate', { sourceBusinessAccountId: seed.otherWabaId });
	expect(migrated).toHaveLength(502);
	expect(migrated.at(-1)).toEqual({
		status: 'failed',
		source_id: '583000000000501',
		reason: 'The quality of the template is low.',
	});
});

test('blocks, lists and unblocks users, and reports users who cannot be blocked', async () => {
	const phoneNumberId = seed.phoneNumberId;
	const person = { wa_id: '16505551234', user_id: 'US.13491208655302741918' };
	expect(await json('blockedUser', 'block', { phoneNumberId, users: '+1 650 555 1234, 4915112345' })).toEqual([
		{ user: '+16505551234', ...person, status: 'blocked' },
		{
			user: '+4915112345',
			wa_id: '4915112345',
			status: 'failed',
			reason: 'The user has not sent a message to this number in the last 24 hours.',
			code: 131047,
		},
	]);
	expect(await json('blockedUser', 'getAll', { phoneNumberId })).toEqual([
		{ messaging_product: 'whatsapp', ...person },
	]);
	expect(await json('blockedUser', 'unblock', { phoneNumberId, users: person.user_id })).toEqual([
		{ user: person.user_id, ...person, status: 'unblocked' },
	]);
	expect(await json('blockedUser', 'getAll', { phoneNumberId })).toEqual([]);
});

test('marks a message as read, and pins and unpins a message', async () => {
	const phoneNumberId = seed.phoneNumberId;
	expect(
		await json('message', 'markAsRead', { phoneNumberId, messageId: seed.incomingMessageId, typingIndicator: true }),
	).toEqual([{ success: true }]);
	const pin = { phoneNumberId, recipientGroupId: seed.groupId, messageId: seed.incomingMessageId };
	expect(await json('message', 'pin', { ...pin, expirationDays: 30 })).toMatchObject([
		{ messageId: expect.stringMatching(/^wamid\./), to: seed.groupId, status: 'accepted' },
	]);
	expect(await json('message', 'unpin', pin)).toHaveLength(1);
	expect(emulator.messages.map(({ body }) => body?.pin)).toEqual([
		{ type: 'pin', message_id: seed.incomingMessageId, expiration_days: 30 },
		{ type: 'unpin', message_id: seed.incomingMessageId },
	]);
});
