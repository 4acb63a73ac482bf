import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import nock from 'nock';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { resources } from '../../nodes/WhatsAppBusinessCloud/actions';
import { WhatsAppBusinessCloud } from '../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { accepted, textMessage } from './fixtures';
import { GRAPH, openBinaryStore, PHONE, runNode, stored } from './harness';
import { endpointSchemaRuns } from './endpoint/schemaRuns';
import { flowSchemaRuns } from './flow/schemaRuns';
import { groupSchemaRuns } from './group/schemaRuns';
import { callSchemaRuns } from './call/schemaRuns';
import { signUpSchemaRuns } from './signUp/schemaRuns';
import { accountSchemaRuns } from './account/schemaRuns';
import { phoneNumberSchemaRuns } from './phoneNumber/schemaRuns';
import { conversationSchemaRuns } from './pause/schemaRuns';
import { threadControlSchemaRuns } from './threadControl/schemaRuns';
import { webhookSchemaRuns } from './webhookSchemaRuns';
import { schemaRuns } from './templateManagement/schemaRuns';
import { DeliveryExecution, delivery, graph, status } from './delivery/execution';
import { sendQuestion, question } from './sendAndWait/question';
import { form, openPage, type PageRequest } from './sendAndWait/openPage';

/** The subset of JSON Schema that n8n's editor reads to preview an output. */
interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const { version } = new WhatsAppBusinessCloud().description;
const folder = join(__dirname, '../../nodes/WhatsAppBusinessCloud/__schema__', `v${String(version)}.0.0`);
const readSchema = (name: string): Schema => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Schema;

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Compares a value with its schema. @returns mismatches, and the paths of the schema that occur in the value */
function compare(schema: Schema, value: unknown, path = '$'): { wrong: string[]; seen: string[] } {
	const type = typeOf(value);
	if (type !== schema.type) return { wrong: [`${path} is ${type}, not ${schema.type}`], seen: [] };
	const parts =
		type === 'array'
			? (value as unknown[]).map((entry) => ({ inner: schema.items, entry, at: `${path}[]` }))
			: Object.entries(type === 'object' ? (value as object) : {}).map(([key, entry]: [string, unknown]) => ({
					inner: schema.properties?.[key],
					entry,
					at: `${path}.${key}`,
				}));
	const results = parts.map(({ inner, entry, at }) =>
		inner ? compare(inner, entry, at) : { wrong: [`${at} is not in the schema`], seen: [] },
	);
	return { wrong: results.flatMap(({ wrong }) => wrong), seen: [path, ...results.flatMap(({ seen }) => seen)] };
}

/** All paths that a schema describes. */
function places(schema: Schema, path = '$'): string[] {
	const inner = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => places(value, `${path}.${key}`));
	return [path, ...inner, ...(schema.items ? places(schema.items, `${path}[]`) : [])];
}

const png = Buffer.from('89504e470d0a1a0a0000', 'hex');
const url = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=77&ext=1';
const described = {
	messaging_product: 'whatsapp',
	url,
	mime_type: 'image/png',
	sha256: createHash('sha256').update(png).digest('hex'),
	file_size: png.length,
	id: '77',
};
const userId = 'US.13491208655302741918';

async function outputOf(parameters: INodeParameters, input?: INodeExecutionData[]): Promise<IDataObject[]> {
	const { output } = await runNode({ parameters, input });
	return (output ?? []).map(({ json }) => json);
}

/** Runs each operation; the outputs of each contain every key that Meta documents. */
const runs: Record<string, () => Promise<IDataObject[]>> = {
	...schemaRuns,
	...webhookSchemaRuns,
	...conversationSchemaRuns,
	...threadControlSchemaRuns,
	...accountSchemaRuns,
	...groupSchemaRuns,
	...callSchemaRuns,
	...signUpSchemaRuns,
	...phoneNumberSchemaRuns,
	...endpointSchemaRuns,
	...flowSchemaRuns,
	'message/send': async () => {
		nock(GRAPH).post(`/v25.0/${PHONE}/messages`).reply(200, accepted('49151000', 'wamid.1'));
		// WhatsApp docs: Business-scoped user IDs > Sending: the response has user_id instead of wa_id.
		const toUser = {
			messaging_product: 'whatsapp',
			contacts: [{ input: userId, user_id: userId }],
			messages: [{ id: 'wamid.2' }],
		};
		nock(GRAPH).post(`/v25.0/${PHONE}/messages`).reply(200, toUser);
		return [
			...(await outputOf(textMessage(), [{ json: { phone: '49151000', text: 'x' } }])),
			...(await outputOf(textMessage({ recipientPhoneNumber: userId, textBody: 'x' }))),
		];
	},
	'message/sendTemplate': async () => {
		// WhatsApp docs: Templates > Pacing: the response contains the status of a template message.
		const response = (more: object) => ({
			messaging_product: 'whatsapp',
			...more,
			messages: [{ id: 'wamid.3', message_status: 'accepted' }],
		});
		nock(GRAPH)
			.post(`/v25.0/${PHONE}/messages`)
			.reply(200, response({ contacts: [{ input: '49151000', wa_id: '49151000' }] }));
		nock(GRAPH)
			.post(`/v25.0/${PHONE}/messages`)
			.reply(200, response({ contacts: [{ input: userId, user_id: userId }] }));
		const template = {
			resource: 'message',
			operation: 'sendTemplate',
			phoneNumberId: PHONE,
			template: 'hello_world|en_US',
		};
		return [
			...(await outputOf({ ...template, recipientPhoneNumber: '49151000' })),
			...(await outputOf({ ...template, recipientPhoneNumber: userId })),
		];
	},
	'message/sendAndWait': async () => {
		const answers: Array<[INodeParameters, PageRequest]> = [
			[{}, { method: 'POST', query: { run: '0' }, body: { answer: 'approve' } }],
			[
				{ responseType: 'choice', choices: { choice: [{ label: 'Red' }] } },
				{ method: 'POST', query: { run: '0' }, body: { answer: '0' } },
			],
			[{ responseType: 'freeText' }, { ...form({ 'field-0': 'Yes' }), query: { run: '0' } }],
		];
		const outputs: IDataObject[] = [];
		for (const [parameters, response] of answers) {
			const { run } = await sendQuestion(parameters);
			outputs.push((await openPage(question(parameters), run, response)).items![0].json);
		}
		nock.cleanAll();
		return outputs;
	},
	'message/sendAndWaitForDelivery': async () => {
		graph();
		const execution = await new DeliveryExecution(delivery({ includeInputFields: false })).start();
		await execution.post(status('sent'));
		await execution.post(status('delivered'));
		nock.cleanAll();
		return execution.outputs.delivered;
	},
	'media/mediaUpload': async () => {
		nock(GRAPH).post(`/v25.0/${PHONE}/media`).reply(200, { id: '77' });
		const data = await stored(png, { fileName: 'a.png', mimeType: 'image/png' });
		return await outputOf(
			{ resource: 'media', operation: 'mediaUpload', phoneNumberId: PHONE, mediaPropertyName: 'data' },
			[{ json: {}, binary: { data } }],
		);
	},
	'media/mediaUrlGet': async () => {
		nock(GRAPH).get('/v25.0/77').reply(200, described);
		return await outputOf({ resource: 'media', operation: 'mediaUrlGet', mediaGetId: '77' });
	},
	'media/mediaDownload': async () => {
		nock(GRAPH).get('/v25.0/77').reply(200, described);
		nock(new URL(url).origin)
			.get(url.slice(new URL(url).origin.length))
			.reply(200, png);
		return await outputOf({
			resource: 'media',
			operation: 'mediaDownload',
			mediaDownloadId: '77',
			outputPropertyName: 'data',
		});
	},
	'media/mediaDelete': async () => {
		nock(GRAPH).delete('/v25.0/77').reply(200, { success: true });
		return await outputOf({ resource: 'media', operation: 'mediaDelete', mediaDeleteId: '77' });
	},
};

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});
afterAll(() => nock.enableNetConnect());

const operations = resources.flatMap(({ value, operations: list }) =>
	list.map((operation) => `${value}/${operation.value}`),
);

test('every operation has a schema and a run in this test, and every schema has an operation', () => {
	expect(existsSync(folder)).toBe(true);
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length).split(sep).join('/'));
	expect(files.sort()).toEqual([...operations].sort());
	expect(Object.keys(runs).sort()).toEqual([...operations].sort());
});

test.each(Object.keys(runs))(
	'%s matches its schema, and its outputs contain every path of the schema',
	async (name) => {
		const schema = readSchema(name);
		const outputs = await runs[name]();
		expect(outputs.length).toBeGreaterThan(0);
		const results = outputs.map((output) => compare(schema, output));
		expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
		const seen = new Set(results.flatMap((result) => result.seen));
		expect(places(schema).filter((place) => !seen.has(place))).toEqual([]);
	},
);

test('detects a wrong type and an unknown key at any depth', () => {
	const schema = readSchema('webhook/get');
	const { wrong } = compare(schema, {
		app: { id: 1 },
		businessAccount: { apps: [{ id: 'x', link: 'y' }] },
		phoneNumbers: null,
	});
	expect(wrong).toEqual([
		'$.app.id is integer, not string',
		'$.businessAccount.apps[].link is not in the schema',
		'$.phoneNumbers is null, not array',
	]);
});
