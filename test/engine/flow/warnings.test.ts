import nock from 'nock';
import type { IRun } from 'n8n-workflow';
import { GRAPH } from '../harness';
import { AUTH, mockedNetwork, expectPost, FLOW, flowId, flowJson, FLOWS, NODE, run } from './support';

mockedNetwork();

const warned = JSON.stringify(flowJson).replace(/,"payload":\{[^{}]*\{[^{}]*\}[^{}]*\}/, '');
const text =
	"In 'Flow JSON', screens[0].layout.children[1].on-click-action: action 'complete' has no 'payload', which every example of Meta's has. Add 'payload'";
const hintsOf = ({ data }: IRun): unknown =>
	(data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: unknown }).hints;
const create = { flowName: 'table_booking', categories: ['APPOINTMENT_BOOKING'], startFrom: 'json' };

test('shows warnings about Flow JSON and creates the flow', async () => {
	const body = expectPost(FLOWS, { id: FLOW, success: true, validation_errors: [] });
	const { run: ended, output } = await run('create', { ...create, flowJson: warned, options: { checkFirst: true } });
	expect(body().flow_json).toBe(warned);
	expect(hintsOf(ended)).toEqual([{ message: text, type: 'warning', location: 'outputPane' }]);
	expect(output).toEqual([
		{ json: { id: FLOW, success: true, valid: true, validationErrors: [] }, pairedItem: { item: 0 } },
	]);
});

test('shows warnings about Flow JSON when a draft is updated', async () => {
	nock(GRAPH, AUTH).post(`${NODE}/assets`).reply(200, { success: true, validation_errors: [] });
	const { run: ended } = await run('updateJson', { flowId, flowJson: warned, options: { checkFirst: true } });
	expect(hintsOf(ended)).toEqual([{ message: text, type: 'warning', location: 'outputPane' }]);
});

test('shows no warnings about Flow JSON when Validate Before Sending is off', async () => {
	expectPost(FLOWS, { id: FLOW, success: true, validation_errors: [] });
	const { run: ended } = await run('create', { ...create, flowJson: warned, options: { checkFirst: false } });
	expect(hintsOf(ended)).toEqual([]);
});
