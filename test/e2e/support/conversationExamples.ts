import { randomUUID } from 'node:crypto';
import type { N8nGeneration } from '../../../scripts/n8n/install';
import type { Execution, WorkflowDefinition } from '../../../scripts/n8n/rest';
import { simulatedSpeech } from '../../../scripts/n8n/simulatedSpeech';
import { waitFor } from '../../../scripts/n8n/wait';
import { acknowledged } from './acknowledged';
import type { TestEnvironment } from './testEnvironment';
import { freshPath, output, webhook } from './workflows';

const ADA = '16505551001';
const TABLE = 'whatsapp-opt-outs';
const COLUMNS = [
	{ name: 'person', type: 'string' },
	{ name: 'kind', type: 'string' },
	{ name: 'reason', type: 'string' },
	{ name: 'changed', type: 'date' },
];

/** A published example. */
interface Published {
	id: string;
	/** Runs what starts by a click, and waits for its end. */
	click: () => Promise<Execution>;
}

type Run = (env: TestEnvironment, published: Published) => Promise<void>;

const textsOf = ({ emulator }: TestEnvironment): unknown[] =>
	emulator.messages.map(({ body }) => (body as { text?: { body: string } }).text?.body).filter(Boolean);

/** The texts that the business sent, once there are that number of them. */
const texts = async (env: TestEnvironment, count: number): Promise<unknown[]> =>
	await waitFor(`${count} texts`, () => (textsOf(env).length >= count ? textsOf(env) : undefined));

const settled = async ({ rest }: TestEnvironment, id: string): Promise<void> => {
	await waitFor('the executions to succeed', async () => {
		const all = await rest.executions(id);
		return all.length > 0 && all.every(({ status }) => status === 'success') ? true : undefined;
	});
};

const appointment: Run = async (env, { click }) => {
	const { emulator } = env;
	const execution = await click();
	expect(output(execution, 'Reminded').map(({ json }) => json.note)).toEqual([
		expect.stringMatching(/^Ada read the reminder at \d{4}-/),
	]);
	expect(output(execution, 'To call')).toEqual([]);
	emulator.customer(ADA).tap('Confirm');
	expect(await texts(env, 1)).toEqual(['Thank you, see you then.']);
	emulator.customer(ADA).tap('Reschedule', { message: emulator.messages[0].id });
	expect((await texts(env, 2))[1]).toBe('No problem. Which day suits you? A colleague will reply.');
};

const oneTimePassword: Run = async (env, { click }) => {
	const execution = await click();
	expect(output(execution, 'By WhatsApp').map(({ json }) => json.channel)).toEqual(['whatsapp']);
	expect(output(execution, 'SMS to send')).toEqual([]);
	const [{ json }] = output(execution, 'Login');
	const { template } = env.emulator.messages[0].body as { template: { components: Array<{ parameters: unknown }> } };
	expect(template.components.map(({ parameters }) => parameters)).toEqual([
		[{ type: 'text', text: json.code }],
		[{ type: 'text', text: json.code }],
	]);
};

const order: Run = async (env) => {
	const { emulator } = env;
	const item = { item_price: 42.5, currency: 'USD' };
	emulator.incoming({
		from: ADA,
		phoneNumberId: emulator.seed.phoneNumberId,
		message: {
			type: 'order',
			order: {
				catalog_id: '1',
				product_items: [
					{ product_retailer_id: 'shoe-42', quantity: 2, ...item },
					{ product_retailer_id: 'unknown', quantity: 1, ...item },
				],
			},
		},
	});
	expect(await texts(env, 1)).toEqual([
		'Thank you for your order:\n\n2 × Running shoe, size 42: 85.00 USD\n1 × unknown: 42.50 USD\n\nTotal: *127.50 USD*',
	]);
};

/** Who wrote STOP is on the list, is told so once, and gets no campaign until START. */
const optOuts: Run = async (env, { id, click }) => {
	const { emulator, rest } = env;
	const recipients = (execution: Execution): unknown[] => output(execution, 'Send').map(({ json }) => json.name);
	expect(recipients(await click())).toEqual(['Ada', 'Grace', 'Linus']);
	const write = (text: string) => emulator.customer(ADA).type(text, { phoneNumberId: emulator.seed.phoneNumberId });
	const goodbye = 'You will get no more news from us. Write START if you change your mind.';
	write('STOP');
	expect(await texts(env, 1)).toEqual([goodbye]);
	write('stop');
	await waitFor('both words', async () => ((await rest.executions(id)).length === 3 ? true : undefined));
	await settled(env, id);
	expect(recipients(await click())).toEqual(['Grace', 'Linus']);
	write('Start');
	expect(await texts(env, 2)).toEqual([goodbye, 'Welcome back! You will get our news again. Write STOP to end them.']);
	await settled(env, id);
	expect((await rest.dataTableRows(TABLE)).map(({ person, kind, reason }) => [person, kind, reason])).toEqual([
		[ADA, 'optIn', 'word'],
	]);
};

const alarms: Run = async (env) => {
	const change = (field: string, value: object) => ({ field, value });
	const template = { message_template_id: 1, message_template_name: 'spring_sale', message_template_language: 'en_US' };
	env.emulator.events(
		change('message_template_quality_update', {
			...template,
			previous_quality_score: 'GREEN',
			new_quality_score: 'RED',
		}),
		change('message_template_status_update', { ...template, event: 'APPROVED', reason: 'NONE' }),
	);
	expect(await texts(env, 1)).toEqual([
		'*WhatsApp needs attention*\nThe quality of template spring_sale went from GREEN to RED',
	]);
};

const menu: Run = async (env, { id }) => {
	const { emulator, rest } = env;
	const customer = emulator.customer(ADA);
	customer.type('Hi', { phoneNumberId: emulator.seed.phoneNumberId });
	const asked = async (count: number) =>
		await waitFor(`question ${count}`, async () => {
			const lists = emulator.messages.filter(({ type }) => type === 'interactive');
			return lists.length === count && (await rest.waiting(id)) ? lists.at(-1)! : undefined;
		});
	await asked(1);
	customer.choose('Delivery');
	expect(await texts(env, 1)).toEqual(['We deliver within two days, free above 50 $.']);
	await asked(2);
	customer.choose('That is all');
	expect((await texts(env, 2))[1]).toBe('Thank you, have a nice day!');
	await settled(env, id);
};

const voice: Run = async (env) => {
	const { emulator } = env;
	const { id } = await emulator.addMedia({ mimeType: 'audio/ogg', content: simulatedSpeech() });
	emulator.incoming({
		from: ADA,
		phoneNumberId: emulator.seed.phoneNumberId,
		message: { type: 'audio', audio: { id, mime_type: 'audio/ogg; codecs=opus', voice: true } },
	});
	const reply = await waitFor('the voice message', () => emulator.messages.find(({ type }) => type === 'audio'));
	const { audio } = reply.body as { audio: { id: string; voice: boolean } };
	expect(audio.voice).toBe(true);
	expect(emulator.findMedia(audio.id)).toMatchObject({ mimeType: 'audio/ogg', isOpus: true });
};

/** The bot is silent from the word on, until the row that ends the pause. */
const handOver: Run = async (env, { click }) => {
	const { emulator } = env;
	const write = async (text: string): Promise<void> => {
		const wamid = emulator.customer(ADA).type(text, { phoneNumberId: emulator.seed.phoneNumberId });
		await waitFor(`n8n to hear '${text}'`, () => acknowledged(emulator, wamid).at(0));
	};
	const bot = (text: string): string => `You wrote: "${text}". I am a bot; write *human* to talk to a person.`;
	await write('Hi');
	expect(await texts(env, 1)).toEqual([bot('Hi')]);
	await write('human');
	expect((await texts(env, 3)).slice(1)).toEqual([
		'I will get a colleague. Somebody will write to you here shortly.',
		expect.stringMatching(/\(16505551001\) asks for a person\. The bot is silent until \d{4}-/),
	]);
	await write('Are you there?');
	expect(output(await click(), 'Resume the bot').map(({ json }) => json.paused)).toEqual([false]);
	await write('Hello again');
	expect((await texts(env, 4)).slice(3)).toEqual([bot('Hello again')]);
};

/** Three messages, one answer. */
const assistant: Run = async (env, { id }) => {
	const { emulator, rest } = env;
	for (const text of ['Hi', 'I want', 'to book for two']) {
		emulator.customer(ADA).type(text, { phoneNumberId: emulator.seed.phoneNumberId });
		// Deliveries at the same moment can arrive in another order.
		await waitFor(`the delivery of '${text}'`, () => acknowledged(emulator, `"body":"${text}"`).at(0));
	}
	expect(await texts(env, 1)).toEqual([
		'I am a simulated AI model. You wrote: "Hi\nI want\nto book for two". This is your first message.',
	]);
	await waitFor('the executions to end', async () =>
		(await rest.executions(id)).every(({ status }) => status === 'success') ? true : undefined,
	);
	expect(textsOf(env)).toHaveLength(1);
};

/** The examples of conversations, by file. */
export const conversationExamples: Record<string, Run> = {
	'15-appointment-reminder.json': appointment,
	'16-one-time-password.json': oneTimePassword,
	'17-order-with-product-names.json': order,
	'18-opt-out-list-and-campaign.json': optOuts,
	'19-quality-alarms.json': alarms,
	'20-menu-from-data.json': menu,
	'21-voice-note-in-and-out.json': voice,
	'22-hand-over-to-a-person.json': handOver,
	'23-assistant-for-short-messages.json': assistant,
};

/** The example for n8n 1.x, which cannot create a table in a workflow, as its note describes it. */
function withoutCreateTable(example: WorkflowDefinition, tableId: string): WorkflowDefinition {
	const { 'Create table': after, ...connections } = example.connections;
	const nodes = example.nodes
		.filter(({ name }) => name !== 'Create table')
		.map((node) => {
			if (!('dataTableId' in node.parameters)) return node;
			return { ...node, parameters: { ...node.parameters, dataTableId: { __rl: true, mode: 'id', value: tableId } } };
		});
	return { ...example, nodes, connections: { ...connections, "When clicking 'Execute workflow'": after } };
}

/** Publishes an example, unchanged except for what starts by a click, which starts over HTTP. */
export async function runConversationExample(
	env: TestEnvironment,
	generation: N8nGeneration,
	example: WorkflowDefinition,
	run: Run,
): Promise<void> {
	const { rest } = env;
	const path = freshPath();
	const hasTable = example.nodes.some(({ name }) => name === 'Create table');
	const suitable =
		hasTable && generation === 'v1' ? withoutCreateTable(example, await rest.createDataTable(TABLE, COLUMNS)) : example;
	const nodes = suitable.nodes.map((node) => {
		if (node.type === 'n8n-nodes-base.manualTrigger')
			return { ...webhook(path), name: node.name, position: node.position };
		return 'webhookId' in node ? { ...node, webhookId: randomUUID() } : node;
	});
	const id = await rest.createWorkflow({ ...suitable, nodes });
	await rest.publish(id);
	const click = async (): Promise<Execution> => {
		await rest.webhookReady(path);
		const execution = await rest.runByWebhook(id, path, {});
		expect(execution.data.resultData.error).toBeUndefined();
		return execution;
	};
	try {
		await run(env, { id, click });
	} finally {
		await rest.unpublish(id);
	}
}
