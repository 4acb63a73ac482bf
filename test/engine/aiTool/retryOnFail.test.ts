import { ExecutionLifecycleHooks, SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import { NodeConnectionTypes, Workflow, type INodeParameters, type IRunExecutionData } from 'n8n-workflow';
import nock from 'nock';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { Meta } from '../campaign/testEnvironment';
import { metaError, textMessage } from '../fixtures';
import { additionalData, credential, nodeOf, nodeTypes, registerNodeType } from '../harness';

const ANN = '4915100000';
const UNKNOWN = 'The message may or may not have been sent';

type Call = (args: { phone: string; text: string }) => Promise<string>;

/** A tool of an AI Agent, as n8n calls it: with Retry On Fail, up to three times per call. */
function tool(more: INodeParameters = {}): Call {
	const node = nodeOf(
		textMessage({ recipientPhoneNumber: "={{ $fromAI('phone') }}", textBody: "={{ $fromAI('text') }}", ...more }),
		{ type: 'test.nodeTool', retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	);
	const workflow = new Workflow({ id: 'wf', nodes: [node], connections: {}, nodeTypes, active: false });
	const runData = {
		startData: {},
		resultData: { runData: {} },
		executionData: { contextData: {}, metadata: {}, nodeExecutionStack: [], waitingExecution: {} },
	} as unknown as IRunExecutionData;
	const additional = additionalData(new ExecutionLifecycleHooks('manual', '1', { id: 'wf' } as never), credential);
	const context = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			node,
			additional,
			'manual',
			runData,
			runIndex,
			[],
			{},
			NodeConnectionTypes.AiTool,
			{ node, data: {}, source: null },
			[],
		);
	return makeHandleToolInvocation(context, node, new WhatsAppBusinessCloud(), runData);
}

beforeAll(() => {
	nock.disableNetConnect();
	registerNodeType('test.nodeTool', new WhatsAppBusinessCloud());
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test.each([
	['', "={{ $fromAI('text') }}"],
	[' whose text changes with each try', '={{ $now.toMillis() }} {{ Math.random() }}'],
])('Retry On Fail of a tool does not send a message%s again when its outcome is unknown', async (_name, textBody) => {
	const meta = new Meta();
	meta.before = () => 'lost';
	await expect(tool({ textBody })({ phone: ANN, text: 'Hello' })).rejects.toThrow(UNKNOWN);
	expect(meta.seen).toEqual([ANN]);
});

test('a later call does not send the same message again when its outcome is unknown, and says why', async () => {
	const meta = new Meta();
	meta.before = () => (meta.seen.length === 1 ? 'lost' : undefined);
	const call = tool();
	await expect(call({ phone: ANN, text: 'Hello' })).rejects.toThrow(UNKNOWN);
	await expect(call({ phone: ANN, text: 'Hello' })).rejects.toThrow('An earlier call of this tool tried to send it');
	expect(meta.seen).toEqual([ANN]);
	await call({ phone: ANN, text: 'Something else' });
	await call({ phone: '4915100001', text: 'Hello' });
	expect(meta.seen).toEqual([ANN, ANN, '4915100001']);
});

test("'Send Again' also applies to the tries and calls of a tool", async () => {
	const meta = new Meta();
	meta.before = () => (meta.seen.length === 1 ? 'lost' : undefined);
	await tool({ network: { onUnknownOutcome: 'sendAgain', retries: 0 } })({ phone: ANN, text: 'Hello' });
	expect(meta.seen).toEqual([ANN, ANN]);
});

test('a rejected message is tried again, and an accepted one is sent again by a later call', async () => {
	const meta = new Meta();
	meta.before = () => (meta.seen.length === 1 ? metaError(131009, 'rejected') : undefined);
	const call = tool();
	await call({ phone: ANN, text: 'Hello' });
	await call({ phone: ANN, text: 'Hello' });
	expect(meta.seen).toEqual([ANN, ANN, ANN]);
});

test('a call that succeeds does not remove what another one at the same time has to remember', async () => {
	const meta = new Meta();
	meta.before = (to) => (to === ANN ? 'lost' : undefined);
	const call = tool();
	const both = await Promise.allSettled([ANN, '4915100001'].map(async (phone) => await call({ phone, text: 'Hello' })));
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
	await expect(call({ phone: ANN, text: 'Hello' })).rejects.toThrow(UNKNOWN);
	expect(meta.seen.sort()).toEqual([ANN, '4915100001']);
});
