import { randomUUID } from 'node:crypto';
import { endpointOf, newKeyPair } from '../../../scripts/n8n/bookingFlow';
import type { WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import type { FlowSession } from '../../../emulator/src/flows/client/session';
import { flowWorkflows } from '../support/flowWorkflows';
import { ENDPOINT, type TestEnvironment } from '../support/testEnvironment';
import { freshPath } from '../support/workflows';

type Json = Record<string, unknown>;

/** A flow whose endpoint does what the customer enters. */
const TRIAL = {
	version: '7.3',
	data_api_version: '3.0',
	routing_model: { FIRST: [] },
	screens: [
		{
			id: 'FIRST',
			title: 'Try',
			terminal: true,
			data: { greeting: { type: 'string', __example__: 'Hello' } },
			layout: {
				type: 'SingleColumnLayout',
				children: [
					{ type: 'TextBody', text: '${data.greeting}' },
					{ type: 'TextInput', name: 'how', label: 'How', required: true },
					{
						type: 'Footer',
						label: 'Go',
						'on-click-action': { name: 'data_exchange', payload: { how: '${form.how}' } },
					},
				],
			},
		},
	],
};

/** What a customer sees when a flow fails in a complete n8n. */
export function flowFailures(env: () => TestEnvironment): void {
	describe('failures of a flow', () => {
		const { dataOf, flowsCredential, publish, run, step } = flowWorkflows(env);
		let endpointUri: string;
		let publicKey: string;
		const open = async (more: Json = {}): Promise<FlowSession> =>
			await env().emulator.openFlow({ flowJson: TRIAL, endpointUri, publicKey, ...more });
		/** What the customer sees after entering a command for the endpoint. */
		const entered = async (how: string): Promise<unknown> => {
			const flow = await open();
			await flow.fill({ how });
			return await flow.submit();
		};

		beforeEach(async () => {
			const { rest, n8n } = env();
			const keys = newKeyPair();
			publicKey = keys.publicKey;
			await rest.updateCredential(flowsCredential(), dataOf(keys.privateKey));
			const { id, name, type } = flowsCredential();
			const place: [number, number] = [0, 0];
			const trigger = {
				name: 'Endpoint',
				type: ENDPOINT,
				typeVersion: 1,
				position: place,
				webhookId: randomUUID(),
				credentials: { [type]: { id, name } },
				parameters: { options: { timeLimit: 3, errorScreen: 'FIRST' } },
			};
			const cases = ['open', 'fail', 'slow', 'silent', 'expired', 'wrong'];
			const condition = (value: string) => ({
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
					combinator: 'and',
					conditions: [
						{
							id: value,
							leftValue: "={{ $json.data?.how ?? 'open' }}",
							rightValue: value,
							operator: { type: 'string', operation: 'equals' },
						},
					],
				},
			});
			const byCommand = {
				name: 'By Command',
				type: 'n8n-nodes-base.switch',
				typeVersion: 3.2,
				position: place,
				parameters: { rules: { values: cases.map(condition) }, options: {} },
			};
			const responses: WorkflowNode[] = [
				step('open', {
					operation: 'respondToEndpoint',
					respondWith: 'screen',
					screen: 'FIRST',
					dataMode: 'json',
					dataJson: '{ "greeting": "Hello" }',
				}),
				{
					name: 'fail',
					type: 'n8n-nodes-base.stopAndError',
					typeVersion: 1,
					position: place,
					parameters: { errorMessage: 'Meant to fail' },
				},
				{
					name: 'slow',
					type: 'n8n-nodes-base.wait',
					typeVersion: 1.1,
					position: place,
					webhookId: randomUUID(),
					parameters: { amount: 20, unit: 'seconds' },
				},
				{ name: 'silent', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: place, parameters: {} },
				step('expired', { operation: 'respondToEndpoint', respondWith: 'expired', expiredMessage: 'Already used' }),
				step('wrong', {
					operation: 'respondToEndpoint',
					respondWith: 'screen',
					screen: 'NOWHERE',
					dataMode: 'json',
					dataJson: '{}',
				}),
			];
			const connections = {
				Endpoint: { main: [[{ node: 'By Command', type: 'main', index: 0 }]] },
				'By Command': { main: cases.map((node) => [{ node, type: 'main', index: 0 }]) },
			};
			await publish({ name: freshPath(), nodes: [trigger, byCommand, ...responses], connections });
			endpointUri = endpointOf({ name: '', nodes: [trigger], connections: {} }, n8n.url);
		});

		it("shows an error message on the user's current screen when the workflow fails", async () => {
			const stays = { status: 'open', screen: { id: 'FIRST', data: { greeting: 'Hello' } } };
			expect(await entered('fail')).toMatchObject({ ...stays, message: 'Something went wrong. Please try again.' });
			expect(await entered('silent')).toMatchObject({ ...stays, message: 'Something went wrong. Please try again.' });
			expect(await entered('slow')).toMatchObject({
				...stays,
				message: 'This takes longer than usual. Please try again in a moment.',
			});
		});

		it('notifies the endpoint of an invalid response and continues the flow', async () => {
			const flow = await open();
			await flow.fill({ how: 'wrong' });
			const view = await flow.submit();
			expect(view).toMatchObject({
				status: 'open',
				error: { key: 'invalid-screen-transition', message: "There is no screen 'NOWHERE'" },
			});
			expect(view.exchanges.at(-1)).toMatchObject({
				request: { data: { error: 'invalid-screen-transition' } },
				status: 200,
				response: { data: { acknowledged: true } },
			});
			await flow.fill({ how: 'open' });
			expect(await flow.submit()).toMatchObject({
				screen: { id: 'FIRST' },
				exchanges: expect.objectContaining({ length: 4 }) as unknown,
			});
		});

		it('closes the flow when the token is invalid (427)', async () => {
			expect(await entered('expired')).toMatchObject({ status: 'closed', message: 'Already used' });
			const { flowToken } = await run('createToken', { expiresAfter: 0.0001 });
			await waitFor('the token to expire', async () => {
				const view = (await open({ flowToken })).view();
				return view.status === 'closed' && view.message === 'This form is no longer valid. Please ask for a new one.'
					? true
					: undefined;
			});
			const forged = String(flowToken).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
			expect((await open({ flowToken: forged })).view()).toMatchObject({ status: 'closed' });
		});

		it('fetches the public key again, then fails, when the key does not match (421)', async () => {
			const view = (await open({ publicKey: newKeyPair().publicKey })).view();
			expect(view).toMatchObject({ status: 'failed', error: { key: 'business-decryption-error' } });
			expect(view.exchanges.map(({ status }) => status)).toEqual([421, 421]);
		});

		it('shows a general error when the signature is wrong (432)', async () => {
			const view = (await open({ appSecret: 'another secret' })).view();
			expect(view).toMatchObject({
				status: 'failed',
				message: 'Something went wrong. Please try again later.',
				error: { key: 'unexpected_http_status_code', message: 'The endpoint responded with 432' },
			});
		});
	});
}
