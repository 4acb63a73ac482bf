import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator/src';
import { addBookingFlow, BOOKING } from '../../../scripts/n8n/bookingFlow';
import type { WorkflowDefinition } from '../../../scripts/n8n/rest';
import { PROJECT } from '../../../scripts/n8n/paths';
import { startFakeN8n, type FakeN8n } from './fakeN8n';

const URL = 'http://n8n.test';

let n8n: FakeN8n;
let emulator: Emulator;
beforeEach(async () => {
	n8n = await startFakeN8n();
	emulator = await startEmulator({ port: 0, quiet: true });
});
afterEach(async () => await Promise.all([n8n.close(), emulator.close()]));

/** The example as it is in n8n: with a webhook ID and the demo account's number. */
async function createExample(change: (workflow: WorkflowDefinition) => void = () => undefined): Promise<string> {
	const file = join(PROJECT, 'examples', '10-booking-flow.json');
	const { nodes, connections } = JSON.parse(readFileSync(file, 'utf8')) as WorkflowDefinition;
	const workflow = { name: BOOKING, nodes, connections };
	change(workflow);
	return await n8n.rest.createWorkflow(workflow);
}

const add = async (id: string): Promise<string[]> =>
	await addBookingFlow(n8n.rest, URL, emulator, 'public key', [{ id, name: BOOKING }]);

const bookingFlows = () => emulator.flows.of(emulator.seed.wabaId).filter(({ name }) => name === 'booking');

it('publishes the example, and its flow calls the URL of the trigger', async () => {
	const id = await createExample();
	expect(await add(id)).toEqual([]);
	expect(n8n.workflows[0].active).toBe(true);
	const { webhookId } = n8n.workflows[0].nodes.find(({ type }) => type.endsWith('.whatsAppFlowsEndpointTrigger'))!;
	expect(bookingFlows()).toEqual([
		expect.objectContaining({ status: 'PUBLISHED', endpointUri: `${URL}/webhook/${webhookId}/flow` }),
	]);
});

it.each<[string, () => void, string]>([
	['an archived example', () => (n8n.workflows[0].isArchived = true), 'it is archived'],
	['an example that n8n does not publish', () => (n8n.publishError = 'No trigger'), 'No trigger'],
])('%s is reported and stops nothing', async (_what, spoil, reason) => {
	const id = await createExample();
	spoil();
	const [note, ...others] = await add(id);
	expect(note).toContain(reason);
	expect(others).toEqual([]);
	expect(bookingFlows()).toEqual([]);
});

it('an example without its trigger is reported', async () => {
	const id = await createExample((workflow) => (workflow.nodes = []));
	expect(await add(id)).toEqual([expect.stringContaining('The workflow has no WhatsApp Flows Endpoint Trigger')]);
});
