import { execute, type Setting } from './execution';
import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationScope, ICheckProcessedContextData, INodeExecutionData } from 'n8n-workflow';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import * as own from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';
import type * as trace from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';
import { messagesChange, read, text } from '../../unit/trigger/payloads';
import { FakeDeduplicator } from '../campaign/fakeDeduplicator';

/** Shares n8n's rows between workflows: each workflow ID simulates another worker, with its own view of the rows. */
class OneTrigger extends FakeDeduplicator {
	protected override key(scope: DeduplicationScope, { node }: ICheckProcessedContextData): string {
		return `${scope} ${node?.id}`;
	}
}

const store = new OneTrigger();
/** Calls to n8n's database. */
let calls: string[] = [];
let isDown = false;

beforeAll(async () => {
	store.onCall = (call) => {
		calls.push(call);
		if (isDown) throw new Error('the database is gone');
	};
	await DataDeduplicationService.init(store);
});
beforeEach(() => {
	store.rows.clear();
	[calls, isDown] = [[], false];
});

/** Items of messages as this process passes them to the execution. */
function received(ids: string[], by: typeof trace = own): INodeExecutionData[] {
	const events = read(messagesChange(...ids.map((id) => text(id, { id }))));
	return JSON.parse(
		JSON.stringify(by.attachMetadata(toOutput(events, 'events'), events, 'events')),
	) as INodeExecutionData[];
}

/** Items as a webhook process passes them to a worker through n8n's database. */
function fromWebhookProcess(...ids: string[]): INodeExecutionData[] {
	let other: typeof trace | undefined;
	jest.isolateModules(() => {
		other = jest.requireActual<typeof trace>(
			'../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata',
		);
	});
	return received(ids, other);
}

let workflows = 0;
/** Runs items. Each call should use a new workflow ID, since this process remembers the events of each workflow. */
const goesOn = async (items: INodeExecutionData[], setting: Setting): Promise<unknown[]> =>
	(await execute(items, setting)).map(({ json, ...rest }) => [json.messageId, Object.keys(rest)]);
const passed = (...ids: string[]): unknown[] => ids.map((id) => [id, ['pairedItem']]);
const fresh = (): string => `wf-${++workflows}`;

test('drops events that another execution has output, and ends the execution when none remain', async () => {
	const workflowId = fresh();
	expect(await goesOn(fromWebhookProcess('a', 'b'), { workflowId, executionId: '1' })).toEqual(passed('a', 'b'));
	expect([...store.rows.keys()].every((row) => /^node t events ([12]?[0-9]|3[01])$/.test(row))).toBe(true);
	expect(await goesOn(fromWebhookProcess('b', 'c'), { workflowId, executionId: '2' })).toEqual(passed('c'));
	expect(await goesOn(fromWebhookProcess('a', 'c'), { workflowId, executionId: '3' })).toEqual([]);
	// Another worker, which only knows the stored list.
	expect(await goesOn(fromWebhookProcess('c', 'd'), { workflowId: fresh(), executionId: '4' })).toEqual(passed('d'));
});

test('outputs the events again when n8n reruns an execution or a user retries it', async () => {
	const items = fromWebhookProcess('a');
	await goesOn(items, { workflowId: fresh(), executionId: '1' });
	expect(await goesOn(items, { workflowId: fresh(), executionId: '1' })).toEqual(passed('a'));
	expect(await goesOn(items, { workflowId: fresh(), executionId: '2', mode: 'retry' })).toEqual(passed('a'));
	expect(await goesOn(fromWebhookProcess('a'), { workflowId: fresh(), executionId: '3' })).toEqual([]);
});

test('drops events in a retried execution that another execution has output meanwhile', async () => {
	const died = fromWebhookProcess('a', 'b');
	await goesOn(fromWebhookProcess('a'), { workflowId: fresh(), executionId: '1' });
	expect(await goesOn(died, { workflowId: fresh(), executionId: '2', mode: 'retry' })).toEqual(passed('b'));
});

test('drops events in regular mode after a restart when their execution ran before it', async () => {
	expect(await goesOn(received(['a']), { workflowId: fresh(), executionId: '1' })).toEqual(passed('a'));
	expect(calls).toEqual(['record']);
	expect(await goesOn(received(['a', 'b']), { workflowId: fresh(), executionId: '2' })).toEqual(passed('b'));
	expect(new Set(calls)).toEqual(new Set(['record', 'remove']));
});

test('outputs all events when the database cannot be reached', async () => {
	isDown = true;
	expect(await goesOn(fromWebhookProcess('a'), { workflowId: fresh(), executionId: '1' })).toEqual(passed('a'));
});

test('outputs an event once when several workers receive it at the same time', async () => {
	for (let round = 0; round < 10; round++) {
		const outputs = await Promise.all(
			Array.from(
				{ length: 4 },
				async (_, at) =>
					await goesOn(fromWebhookProcess(`m${round}`), { workflowId: fresh(), executionId: String(at) }),
			),
		);
		expect(outputs.flat()).toEqual(passed(`m${round}`));
	}
	expect([...store.rows.keys()].filter((row) => !row.includes('events'))).toEqual([]);
});
