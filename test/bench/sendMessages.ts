import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { dispatch } from '../../nodes/WhatsAppBusinessCloud/actions/run/dispatcher';
import { send } from '../../nodes/WhatsAppBusinessCloud/actions/message/send.operation';

/**
 * Sends texts with the node's own code in a process without n8n; Meta's response is there at once. Run with
 * --expose-gc. Arguments: number of messages; `ours`, or `floor` for a bare loop over the same helper that outputs the
 * same items. Prints, as JSON, the bytes of heap per message that the run holds when the last one is sent, beyond its
 * input, and the ms of CPU per message.
 */
const [count, side] = [Number(process.argv[2]), process.argv[3]];

const PHONE = '106540352242922';

const parameters: IDataObject = {
	phoneNumberId: { __rl: true, mode: 'id', value: PHONE },
	recipientPhoneNumber: '={{ $json.to }}',
	messageType: 'text',
	textBody: '={{ $json.text }}',
	additionalFields: {},
	largeRuns: { messagesPerSecond: 0 },
	includeInputFields: false,
};

interface Reply extends IDataObject {
	contacts: [{ wa_id: string }];
	messages: [{ id: string }];
}

const collectGarbage = (globalThis as { gc?: () => void }).gc;

function heap(): number {
	if (collectGarbage === undefined) throw new Error('Run it with --expose-gc');
	collectGarbage();
	return process.memoryUsage().heapUsed;
}

/** The part of n8n's context that a run needs. @param onLast called when the last message is sent */
function contextOf(items: INodeExecutionData[], onLast: () => void): IExecuteFunctions {
	let requests = 0;
	const data: IDataObject = {};
	const respond = async (_type: string, { body }: IHttpRequestOptions): Promise<unknown> => {
		await new Promise(setImmediate);
		const number = ++requests;
		if (number === items.length) onLast();
		const to = String((body as IDataObject).to);
		const id = `wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI${String(number).padStart(25, '0')}`;
		const reply = { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to.slice(1) }], messages: [{ id }] };
		return JSON.parse(JSON.stringify({ statusCode: 200, headers: {}, body: reply })) as unknown;
	};
	const valueOf = (name: string, index: number, fallback: unknown, { rawExpressions = false } = {}): unknown => {
		const value = parameters[name] ?? fallback;
		const field = rawExpressions ? undefined : /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(value))?.[1];
		return field === undefined ? value : items[index].json[field];
	};
	return {
		getInputData: () => items,
		getNode: () => ({ name: 'Send', type: 'bench', typeVersion: 1, parameters, credentials: {} }),
		getNodeParameter: valueOf,
		getCredentials: async () => ({
			accessToken: 'token',
			businessAccountId: '1',
			apiVersion: 'v25.0',
			baseUrl: 'https://graph.facebook.com',
		}),
		getContext: () => data,
		getParentNodes: () => [],
		getWorkflow: () => ({ id: '1', name: 'Bench' }),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecutionId: () => '1',
		getMode: () => 'trigger',
		getTimezone: () => 'UTC',
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		logger: { info: () => undefined, warn: () => undefined, debug: () => undefined, error: () => undefined },
		helpers: { httpRequestWithAuthentication: respond },
	} as unknown as IExecuteFunctions;
}

/** What n8n itself would have to keep: 50 at a time, as the node sends. */
async function bareLoop(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const output: INodeExecutionData[] = [];
	let next = 0;
	const work = async (): Promise<void> => {
		for (let index = next++; index < items.length; index = next++) {
			const to = `+${String(items[index].json.to)}`;
			const body = { messaging_product: 'whatsapp', to, type: 'text', text: { body: items[index].json.text } };
			const url = `https://graph.facebook.com/v25.0/${PHONE}/messages`;
			const request = { method: 'POST', url, body, json: true, returnFullResponse: true } as const;
			const response: unknown = await context.helpers.httpRequestWithAuthentication.call(context, 'bench', request);
			const { contacts, messages } = (response as { body: Reply }).body;
			const json = { messageId: messages[0].id, to, waId: contacts[0].wa_id, status: 'accepted' };
			output[index] = { json, pairedItem: { item: index } };
		}
	};
	await Promise.all(Array.from({ length: 50 }, work));
	return [output];
}

async function run(messages: number): Promise<{ bytes: number; cpuMs: number }> {
	const items = Array.from({ length: messages }, (_unused, index) => ({
		json: { to: `1650${5_550_000 + index}`, text: `Hello, your order ${index} is on its way.` },
	}));
	let held = 0;
	const context = contextOf(items, () => (held = heap()));
	const before = heap();
	const began = process.cpuUsage();
	const access = { credential: 'whatsAppBusinessCloudApi' } as const;
	const [output] = side === 'floor' ? await bareLoop(context) : await dispatch(context, send, access);
	const { user, system } = process.cpuUsage(began);
	const wrong = output.filter(({ json }) => typeof json.messageId !== 'string');
	if (output.length !== messages || wrong.length > 0) throw new Error(JSON.stringify(wrong[0] ?? output.length));
	return { bytes: (held - before) / messages, cpuMs: (user + system) / 1000 / messages };
}

async function main(): Promise<void> {
	// Code that is compiled and limits that are filled at first use are not part of a message.
	await run(Math.min(count, 20_000));
	// The progress of a run ends half a second after it, and holds its items.
	await sleep(1000);
	process.stdout.write(JSON.stringify(await run(count)));
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.stack}\n`);
	process.exitCode = 1;
});
