import { execute, type Setting } from './execution';
import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationScope, ICheckProcessedContextData, INodeExecutionData } from 'n8n-workflow';
import { toOutput } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/output';
import * as own from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';
import type * as trace from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';
import { messagesChange, read, text } from '../../unit/trigger/payloads';
import { StandInStore } from '../campaign/fakeDeduplicator';

/** n8n's rows, the same for all workflows: another workflow stands for another worker here, which has its own view of them. */
class OneTrigger extends StandInStore {
	protected override key(scope: DeduplicationScope, { node }: ICheckProcessedContextData): string {
		return `${scope} ${node?.id}`;
	}
}

const store = new OneTrigger();
/** What was asked of n8n's database. */
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

/** Items of messages as this process hands them over. */
function received(ids: string[], by: typeof trace = own): INodeExecutionData[] {
	const events = read(messagesChange(...ids.map((id) => text(id, { id }))));
	return JSON.parse(
		JSON.stringify(by.attachMetadata(toOutput(events, 'events'), events, 'events')),
	) as INodeExecutionData[];
}

/** ... and as a webhook process hands them to a worker through n8n's database. */
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
/** What goes on of items, in a workflow of its own each: what this process knows of one is not known of another. */
const goesOn = async (items: INodeExecutionData[], setting: Setting): Promise<unknown[]> =>
	(await execute(items, setting)).map(({ json, ...rest }) => [json.messageId, Object.keys(rest)]);
const passed = (...ids: string[]): unknown[] => ids.map((id) => [id, ['pairedItem']]);
const fresh = (): string => `wf-${++workflows}`;

test('events that another execution told are left out; with none left, the execution ends', async () => {
	const workflowId = fresh();
	expect(await goesOn(fromWebhookProcess('a', 'b'), { workflowId, executionId: '1' })).toEqual(passed('a', 'b'));
	expect([...store.rows.keys()].every((row) => /^node t told [0-7]$/.test(row))).toBe(true);
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
	expect(calls).toEqual(['record']);
	expect(await goesOn(received(['a', 'b']), { workflowId: fresh(), executionId: '2' })).toEqual(passed('b'));
	expect(new Set(calls)).toEqual(new Set(['record', 'remove']));
});

test('when the list cannot be reached, all events are told', async () => {
	isDown = true;
	expect(await goesOn(fromWebhookProcess('a'), { workflowId: fresh(), executionId: '1' })).toEqual(passed('a'));
});

test('deliveries that come to several workers at the same moment: one of them tells', async () => {
	for (let round = 0; round < 10; round++) {
		const told = await Promise.all(
			Array.from(
				{ length: 4 },
				async (_, at) =>
					await goesOn(fromWebhookProcess(`m${round}`), { workflowId: fresh(), executionId: String(at) }),
			),
		);
		expect(told.flat()).toEqual(passed(`m${round}`));
	}
	expect([...store.rows.keys()].filter((row) => !row.includes('told'))).toEqual([]);
});
