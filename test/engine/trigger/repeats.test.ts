import { execute, type Setting } from './execution';
import { DataDeduplicationService } from 'n8n-core';
import type { INodeExecutionData } from 'n8n-workflow';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/output';
import * as own from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/repeats/trace';
import type * as trace from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/repeats/trace';
import { messagesChange, read, text } from '../../unit/trigger/payloads';

/** n8n's list for one trigger, and whether it can be reached. */
let entries: string[] = [];
let isDown = false;
const asked: Array<{ scope: string; workflowId: string; options: unknown }> = [];

beforeAll(async () => {
	await DataDeduplicationService.init({
		checkProcessedAndRecord: async (items: string[], scope: string, { workflow }: { workflow: { id: string } }, options: unknown) => {
			asked.push({ scope, workflowId: workflow.id, options });
			if (isDown) return await Promise.reject(new Error('the database is gone'));
			const processed = items.filter((item) => entries.includes(item));
			entries.push(...items.filter((item) => !processed.includes(item)));
			return { new: items.filter((item) => !processed.includes(item)), processed };
		},
	} as never);
});
beforeEach(() => {
	[entries, isDown] = [[], false];
	asked.length = 0;
});

/** Items of messages as this process hands them over. */
function received(ids: string[], by: typeof trace = own): INodeExecutionData[] {
	const events = read(messagesChange(...ids.map((id) => text(id, { id }))));
	return JSON.parse(JSON.stringify(by.withTrace(toOutput(events, 'events'), events, 'events'))) as INodeExecutionData[];
}

/** ... and as a webhook process hands them to a worker through n8n's database. */
function fromWebhookProcess(...ids: string[]): INodeExecutionData[] {
	let other: typeof trace | undefined;
	jest.isolateModules(() => {
		other = jest.requireActual<typeof trace>('../../../nodes/WhatsAppBusinessCloud/trigger/receive/repeats/trace');
	});
	return received(ids, other);
}

let workflows = 0;
/** What goes on of items, in a workflow of its own each: what this process knows of one is not known of another. */
const goesOn = async (items: INodeExecutionData[], setting: Setting): Promise<unknown[]> => (await execute(items, setting)).map(({ json, ...rest }) => [json.messageId, Object.keys(rest)]);
const passed = (...ids: string[]): unknown[] => ids.map((id) => [id, ['pairedItem']]);
const fresh = (): string => `wf-${++workflows}`;

test('events that another execution told are left out; with none left, the execution ends', async () => {
	const workflowId = fresh();
	expect(await goesOn(fromWebhookProcess('a', 'b'), { workflowId, executionId: '1' })).toEqual(passed('a', 'b'));
	expect(asked[0]).toEqual({ scope: 'node', workflowId, options: { mode: 'entries', maxEntries: 2000 } });
	expect(await goesOn(fromWebhookProcess('b', 'c'), { workflowId, executionId: '2' })).toEqual(passed('c'));
	expect(await goesOn(fromWebhookProcess('a', 'c'), { workflowId, executionId: '3' })).toEqual([]);
	// Another worker, which knows only what is in the list.
	expect(await goesOn(fromWebhookProcess('c', 'd'), { workflowId: fresh(), executionId: '4' })).toEqual(passed('d'));
});

test('an execution that n8n runs again after its worker died, and one that a person retries, tell their events', async () => {
	const items = fromWebhookProcess('a');
	await goesOn(items, { workflowId: fresh(), executionId: '1' });
	expect(await goesOn(items, { workflowId: fresh(), executionId: '1' })).toEqual(passed('a'));
	expect(await goesOn(items, { workflowId: fresh(), executionId: '2', mode: 'retry' })).toEqual(passed('a'));
	expect(await goesOn(fromWebhookProcess('a'), { workflowId: fresh(), executionId: '3' })).toEqual([]);
});

test('what a person retries leaves out what was told since its worker died', async () => {
	const died = fromWebhookProcess('a', 'b');
	await goesOn(fromWebhookProcess('a'), { workflowId: fresh(), executionId: '1' });
	expect(await goesOn(died, { workflowId: fresh(), executionId: '2', mode: 'retry' })).toEqual(passed('b'));
});

test('regular mode, after a restart: an event whose execution ran before it is a repeat, and one look tells', async () => {
	expect(await goesOn(received(['a']), { workflowId: fresh(), executionId: '1' })).toEqual(passed('a'));
	expect(asked).toHaveLength(1);
	expect(await goesOn(received(['a', 'b']), { workflowId: fresh(), executionId: '2' })).toEqual(passed('b'));
	expect(asked).toHaveLength(2);
});

test('when the list cannot be reached, all events are told', async () => {
	isDown = true;
	expect(await goesOn(fromWebhookProcess('a'), { workflowId: fresh(), executionId: '1' })).toEqual(passed('a'));
});
