import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { accepted, acceptedHint } from './fixtures';
import { GRAPH, PHONE, runNode, type RunResult } from './harness';
import { mockedNetwork } from './templateManagement/support';

mockedNetwork();

const TO = '16505551234';
const HOUR = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
const text = { messaging_product: 'whatsapp', to: `+${TO}`, type: 'text', text: { body: 'Hello' } };
const components = [{ type: 'body', parameters: [{ type: 'text', text: 'Ann' }] }];
const template = {
	messaging_product: 'whatsapp',
	to: `+${TO}`,
	type: 'template',
	template: { name: 'order_update', language: { code: 'en_US' }, components },
};

/** Bodies of the requests. */
let sent: IDataObject[];
beforeEach(() => {
	sent = [];
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, (body: IDataObject) => sent.push(body) > 0)
		.optionally()
		.times(5)
		.reply(200, accepted(TO, 'wamid.1'));
});

interface Options {
	json?: IDataObject;
	startType?: string;
	additional?: INodeParameters;
	more?: INodeParameters;
}

async function send(values: INodeParameters | undefined, options: Options = {}): Promise<RunResult> {
	const { json = {}, startType, additional = {}, more = {} } = options;
	return await runNode({
		parameters: {
			resource: 'message',
			operation: 'send',
			phoneNumberId: PHONE,
			recipientPhoneNumber: `+${TO}`,
			textBody: 'Hello',
			includeInputFields: false,
			additionalFields: { ...additional, ...(values && { closedWindow: { values } }) },
			...more,
		},
		input: [{ json }],
		startType,
	});
}
const instead = { behavior: 'template', template: 'order_update|en_US', components: JSON.stringify(components) };
const fromItem = { closesAt: '={{ $json.windowClosesAt }}' };
const trigger = { startType: 'test.whatsAppBusinessCloudTrigger' };
const received = (more: IDataObject = {}): IDataObject => ({
	kind: 'message',
	phoneNumberId: PHONE,
	waId: TO,
	windowClosesAt: at(24),
	...more,
});

test.each<[string, INodeParameters | undefined, Options]>([
	['without the field', undefined, {}],
	['that is sent anyway', { behavior: 'send' }, {}],
	['whose window is open', { ...instead, ...fromItem }, { json: { windowClosesAt: at(1) } }],
	['whose window is open, by a date', { behavior: 'fail', closesAt: at(0.1) }, {}],
	['to a recipient whom the trigger heard', { ...instead, closesAt: '' }, { ...trigger, json: received() }],
	[
		'whose window is closed in the table, but the trigger heard the recipient',
		{ ...instead, closesAt: at(-1) },
		{ ...trigger, json: received() },
	],
	[
		'to a recipient whom the trigger heard in a webhook of several',
		{ ...instead, closesAt: '' },
		{ ...trigger, json: { count: 2, events: [received({ waId: '4915123456789' }), received()] } },
	],
])('sends a message %s', async (_name, values, options) => {
	const { output } = await send(values, options);
	expect(sent).toEqual([text]);
	expect(output?.map(({ json }) => json)).toEqual([
		{ messageId: 'wamid.1', to: `+${TO}`, waId: TO, status: 'accepted' },
	]);
});

test.each<[string, INodeParameters, Options]>([
	['is closed', fromItem, { json: { windowClosesAt: at(-1) } }],
	['is not known', fromItem, {}],
	['is of another number', { closesAt: '' }, { ...trigger, json: received({ phoneNumberId: '999999' }) }],
	['is of another person', { closesAt: '' }, { ...trigger, json: received({ waId: '4915123456789' }) }],
	['is that of a group', { closesAt: '' }, { ...trigger, json: received({ groupId: 'G1' }) }],
	['is in a status', { closesAt: '' }, { ...trigger, json: received({ kind: 'status' }) }],
	['was heard by another node', { closesAt: '' }, { json: received() }],
])('sends the template when the window %s', async (_name, values, options) => {
	const additional = { bizOpaqueCallbackData: 'order 7', replyToMessageId: 'wamid.0' };
	const { output, error } = await send({ ...instead, ...values }, { ...options, additional });
	expect(error).toBeUndefined();
	expect(sent).toEqual([{ ...template, biz_opaque_callback_data: 'order 7' }]);
	expect(output?.map(({ json }) => json)).toEqual([
		{
			messageId: 'wamid.1',
			to: `+${TO}`,
			waId: TO,
			status: 'accepted',
			windowClosed: true,
			template: 'order_update|en_US',
		},
	]);
});

const closed = { ...trigger, json: received({ windowClosesAt: at(-1) }) };
const hintsOf = ({ run }: RunResult) =>
	run.data.resultData.runData.WhatsApp[0].hints?.filter(({ type }) => type === 'warning').map(({ message }) => message);

test('warns about a message without the field when the trigger heard the recipient too long ago', async () => {
	const result = await send(undefined, closed);
	expect(sent).toEqual([text]);
	expect(result.output?.map(({ json }) => json)).toEqual([
		{ messageId: 'wamid.1', to: `+${TO}`, waId: TO, status: 'accepted', windowClosed: true },
	]);
	expect(hintsOf(result)).toEqual([
		"'Recipient' has not written for 24 hours, as far as this execution knows, so WhatsApp accepts the message and does not deliver it (131047). Use Send Template, or add 'If the Window Is Closed' under Additional Fields.",
	]);
});

test.each<[string, INodeParameters | undefined, Options]>([
	['without a trigger', undefined, { json: received({ windowClosesAt: at(-1) }) }],
	['while the window is open', undefined, { ...trigger, json: received() }],
	['that the user wants to send anyway', { behavior: 'send' }, closed],
	['for Direct Send', undefined, { ...closed, additional: { directSend: { settings: { category: 'utility' } } } }],
])('does not warn about a message %s', async (_name, values, options) => {
	const result = await send(values, options);
	expect(result.output?.[0].json).toEqual({ messageId: 'wamid.1', to: `+${TO}`, waId: TO, status: 'accepted' });
	expect(hintsOf(result) ?? []).toEqual([]);
});

test.each<[string, Options, boolean]>([
	['knows of no message of the recipient', {}, true],
	['knows that the window is open', { ...trigger, json: received() }, false],
	['knows that the window is closed', closed, true],
])('says in the note what applies when the run %s', async (_name, options, isExpected) => {
	const { run } = await send(undefined, options);
	const notes = run.data.resultData.runData.WhatsApp[0].hints?.filter(({ type }) => type === 'info');
	const { message, ...rest } = acceptedHint;
	const [delivery, aboutWindow] = message.split(' If the recipient');
	const shown = isExpected ? `${delivery} If the recipient${aboutWindow}` : delivery;
	expect(notes).toEqual([{ ...rest, message: shown }]);
});

test('sends a template without values', async () => {
	await send({ behavior: 'template', template: 'hello_world|en_US', components: '[]', closesAt: '' });
	expect(sent).toEqual([{ ...template, template: { name: 'hello_world', language: { code: 'en_US' } } }]);
});

test('a dry run shows what would be sent', async () => {
	const { output } = await send({ ...instead, closesAt: '' }, { more: { options: { dryRun: true } } });
	expect(sent).toEqual([]);
	expect(output?.[0].json.requests).toMatchObject([{ body: template }]);
});

test.each<[string, INodeParameters, RegExp]>([
	[
		'since',
		{ behavior: 'fail', closesAt: '2026-01-02T03:04:05Z' },
		/^The service window of this recipient is closed since 2026-01-02T03:04:05.000Z, so nothing was sent/,
	],
	['without a time', { behavior: 'fail', closesAt: '' }, /^The service window of this recipient is closed, so nothing/],
	['by an unreadable time', { behavior: 'fail', closesAt: 'tomorrow' }, /^'Window Closes At' is not a date/],
	[
		'with no template',
		{ behavior: 'template', closesAt: '' },
		/^'Template' of 'If the Window Is Closed' is empty|'If the Window Is Closed'/,
	],
	['with broken components', { ...instead, components: '{', closesAt: '' }, /Components \(JSON\)/],
])('fails %s, and sends nothing', async (_name, values, message) => {
	const { error } = await send(values);
	expect(error.message).toMatch(message);
	expect(sent).toEqual([]);
});
