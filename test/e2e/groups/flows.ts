import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bookingJson, endpointOf, newKeyPair } from '../../../scripts/n8n/bookingFlow';
import { emulatorCredentials, fillIn, numberOf } from '../../../scripts/n8n/examples';
import { PROJECT } from '../../../scripts/n8n/paths';
import type { ExecutionItem, SavedCredential, WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import type { FlowSession } from '../../emulator/flows/client/session';
import { byId, chain, freshPath, webhook } from '../support/workflows';
import { ACTION, ENDPOINT, TRIGGER, type TestEnvironment } from '../support/testEnvironment';
import { output } from './messages';

type Json = Record<string, unknown>;
const PERSON = '16505551234';
/** Ten workflows are created and published during the tests. */
const LIMIT_MS = 300_000;

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

const screen = (id: string, picker: Json, action: Json, more: Json = {}): Json => ({
	id,
	title: id,
	...more,
	layout: {
		type: 'SingleColumnLayout',
		children: [picker, { type: 'Footer', label: 'Go', 'on-click-action': action }],
	},
});

/** A flow with file pickers: on the first screen for the endpoint, on the last one for the answers. */
const PICKERS = {
	version: '7.3',
	data_api_version: '3.0',
	routing_model: { PHOTO: ['PAPER'], PAPER: [] },
	screens: [
		screen(
			'PHOTO',
			{ type: 'PhotoPicker', name: 'photos', label: 'Photos' },
			{ name: 'data_exchange', payload: { photos: '${form.photos}' } },
		),
		screen(
			'PAPER',
			{ type: 'DocumentPicker', name: 'paper', label: 'Paper', 'max-uploaded-documents': 1 },
			{ name: 'complete', payload: { paper: '${form.paper}' } },
			{ terminal: true },
		),
	],
};

/** The next day that is, or is not, a Sunday, as in a date field. */
function nextDay(isSunday: boolean): string {
	const day = new Date(Date.now() + 3 * 86_400_000);
	while ((day.getUTCDay() === 0) !== isSunday) day.setUTCDate(day.getUTCDate() + 1);
	return day.toISOString().slice(0, 10);
}

/** Flows in a complete n8n: from the Flow JSON to the answers, and what a customer sees on errors. */
export function flows(env: () => TestEnvironment): void {
	let credentials: SavedCredential[] = [];
	const published: string[] = [];
	const flowsCredential = (): SavedCredential => credentials.find(({ type }) => type === 'whatsAppFlowsApi')!;
	const dataOf = (privateKey: string): Json =>
		emulatorCredentials(env().emulator.url, env().emulator.seed, privateKey).find(
			({ type }) => type === 'whatsAppFlowsApi',
		)!.data;
	const step = (name: string, parameters: Json): WorkflowNode => {
		const { id, name: credential, type } = flowsCredential();
		return {
			name,
			type: ACTION,
			typeVersion: 1,
			position: [0, 0],
			parameters: { resource: 'flow', ...parameters },
			credentials: { [type]: { id, name: credential } },
		};
	};
	/** Runs an operation of the Flow resource. @returns its only item */
	const run = async (operation: string, parameters: Json = {}): Promise<Json> => {
		const { rest } = env();
		const path = freshPath();
		const id = await rest.createWorkflow(chain(path, [webhook(path), step('Flow', { operation, ...parameters })]));
		await rest.activate(id, path);
		const execution = await rest.runByWebhook(id, path, {});
		expect(execution.data.resultData.error).toBeUndefined();
		const [{ json }] = output(execution, 'Flow');
		return json;
	};
	const publish = async (workflow: WorkflowDefinition): Promise<string> => {
		const id = await env().rest.createWorkflow(workflow);
		published.push(id);
		await env().rest.publish(id);
		return id;
	};

	describe('a flow in the chat', () => {
		beforeEach(async () => {
			const { rest, emulator } = env();
			credentials = [];
			for (const { name, type, data } of emulatorCredentials(emulator.url, emulator.seed, ''))
				credentials.push(await rest.createCredential(name, type, data));
		});
		afterEach(async () => {
			for (const id of published.splice(0)) await env().rest.unpublish(id);
		});

		it(
			"validates, creates, publishes and sends a flow, and starts the trigger with the user's response after a wrong date and a step back",
			async () => {
				const { rest, n8n, emulator } = env();
				const { seed } = emulator;
				const source = JSON.parse(
					readFileSync(join(PROJECT, 'examples', '10-booking-flow.json'), 'utf8'),
				) as WorkflowDefinition;
				const number = numberOf(source, seed);
				const flowJson = bookingJson();
				expect(await run('validateJson', { flowJson })).toMatchObject({ valid: true, errors: 0, warnings: 0 });
				const { privateKey } = await run('generateKeyPair', { passphrase: 'open sesame' });
				await rest.updateCredential(flowsCredential(), { ...dataOf(String(privateKey)), passphrase: 'open sesame' });
				expect(await run('uploadPublicKey', { phoneNumberId: byId(number.id) })).toMatchObject({ success: true });

				const path = freshPath();
				const example = fillIn(source, credentials, seed);
				const nodes = example.nodes.map((node) => {
					if (node.type === 'n8n-nodes-base.manualTrigger')
						return { ...webhook(path), name: node.name, position: node.position };
					return 'webhookId' in node ? { ...node, webhookId: randomUUID() } : node;
				});
				const workflow = await publish({ ...example, nodes });
				await rest.webhookReady(path);

				const { id } = await run('create', {
					flowName: 'booking',
					categories: ['APPOINTMENT_BOOKING'],
					startFrom: 'empty',
				});
				const flowId = byId(String(id));
				expect(await run('updateJson', { flowId, flowJson })).toMatchObject({ valid: true });
				const endpointUri = endpointOf({ ...example, nodes }, n8n.url);
				expect(
					await run('update', { flowId, updateFields: { endpointUri, applicationId: seed.app.id } }),
				).toMatchObject({ success: true });
				await run('publish', { flowId });
				expect(await run('get', { flowId })).toMatchObject({ name: 'booking', status: 'PUBLISHED' });

				await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST' });
				await waitFor('the message', () => (emulator.messages.length > 0 ? true : undefined));
				const flow = await emulator.customer(PERSON).openFlow({ phoneNumberId: number.id });
				expect(flow.view()).toMatchObject({
					status: 'open',
					screen: {
						id: 'APPOINTMENT',
						data: { has_times: false, times: [], services: [{ id: 'checkup' }, { id: 'cleaning' }] },
					},
				});
				const date = nextDay(false);
				expect(await flow.fill({ service: 'checkup', date: nextDay(true) })).toMatchObject({
					message: 'We are closed on Sundays. Please choose another day.',
					screen: { id: 'APPOINTMENT' },
				});
				expect(await flow.fill({ date })).toMatchObject({ screen: { data: { has_times: true } } });
				expect(flow.view().message).toBeUndefined();
				await flow.fill({ time: '09:00' });
				expect(await flow.submit()).toMatchObject({
					stack: ['APPOINTMENT', 'DETAILS'],
					screen: { data: { chosen: expect.stringMatching(/^Check-up on \d+ \w+ at 09:00$/) as string } },
				});
				expect(await flow.back()).toMatchObject({
					stack: ['APPOINTMENT'],
					screen: { form: { service: 'checkup', date, time: '09:00' } },
				});
				await flow.submit();
				await flow.fill({ name: 'Ada', reminder: true });
				const { chosen } = flow.view().screen!.data;
				expect(await flow.submit()).toMatchObject({
					stack: ['APPOINTMENT', 'DETAILS', 'CONFIRM'],
					screen: { data: { summary: `${String(chosen)} for Ada` } },
				});
				const done = await flow.submit();
				const answers = { booking: chosen, date, time: '09:00', name: 'Ada', email: '', reminder: true };
				const token = expect.stringMatching(/^n8nflow1\./) as string;
				expect(done).toMatchObject({ status: 'completed', response: { flow_token: token, ...answers } });
				expect(done.exchanges.map(({ status, error }) => ({ status, error }))).toEqual(
					Array(8).fill({ status: 200, error: undefined }),
				);

				await waitFor('the confirmation', () => (emulator.messages.length > 1 ? true : undefined));
				expect(emulator.messages[1].body).toMatchObject({
					to: `+${PERSON}`,
					text: { body: `Thank you, Ada. Booked: ${String(chosen)}.` },
				});
				const executions = await Promise.all(
					(await rest.executions(workflow)).map(async (one) => await rest.endOf(one.id)),
				);
				expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
				const [received] = executions.flatMap((execution) => output(execution, 'Flow response received'));
				expect(received.json).toMatchObject({
					kind: 'message',
					from: PERSON,
					replyTo: emulator.messages[0].id,
					interactiveType: 'nfm_reply',
					flowToken: token,
					flowResponse: answers,
				});
				const asked = executions
					.flatMap((execution) => output(execution, 'Flow endpoint request'))
					.map(({ json }) => json);
				expect(asked).toHaveLength(8);
				const content = { state: 'valid', recipient: PERSON, data: { campaign: 'check-up' } };
				for (const request of asked)
					expect(request).toMatchObject({ version: '3.0', flowToken: token, flowTokenContent: content });
				expect(JSON.stringify(executions)).not.toMatch(/PRIVATE KEY|encryption_key|initial_vector/);
			},
			LIMIT_MS,
		);

		it('downloads the files that the user picked, during the flow and at its end', async () => {
			const { rest, n8n, emulator } = env();
			const { privateKey, publicKey } = newKeyPair();
			await rest.updateCredential(flowsCredential(), dataOf(privateKey));
			const nodeOf = (name: string, type: string, parameters: Json, types: string[]): WorkflowNode => ({
				name,
				type,
				typeVersion: 1,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters,
				credentials: Object.fromEntries(
					credentials
						.filter((one) => types.includes(one.type))
						.map(({ id, name: saved, type: kind }) => [kind, { id, name: saved }]),
				),
			});
			const endpoint = nodeOf('Endpoint', ENDPOINT, { options: { downloadMedia: true } }, ['whatsAppFlowsApi']);
			const trigger = nodeOf('Trigger', TRIGGER, { updates: ['messages'], options: { downloadMedia: true } }, [
				'whatsAppBusinessCloudOAuth2Api',
				'whatsAppBusinessCloudApi',
			]);
			const shown = "={{ $json.action === 'INIT' ? 'PHOTO' : 'PAPER' }}";
			const answer = step('Answer', {
				operation: 'respondToEndpoint',
				respondWith: 'screen',
				screen: shown,
				dataMode: 'json',
				dataJson: '{}',
			});
			const connections = { Endpoint: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } };
			const workflow = await publish({ name: freshPath(), nodes: [endpoint, trigger, answer], connections });

			const flow = await emulator.customer(PERSON).openFlow({
				flowJson: PICKERS,
				endpointUri: endpointOf({ name: '', nodes: [endpoint], connections: {} }, n8n.url),
				publicKey,
			});
			const photos = ['first', 'second'].map((word) => ({
				fileName: `${word}.png`,
				mimeType: 'image/png',
				content: Buffer.from(word.repeat(1000)),
			}));
			await flow.fill({ photos });
			await flow.submit();
			const paper = { fileName: 'paper.pdf', mimeType: 'application/pdf', content: Buffer.from('%PDF-1.4 signed') };
			await flow.fill({ paper: [paper] });
			expect(await flow.submit()).toMatchObject({ status: 'completed' });

			const [asked, received] = await waitFor('the executions', async () => {
				const done = (await rest.executions(workflow)).filter(({ status }) => status === 'success');
				const all = await Promise.all(done.map(async ({ id }) => await rest.execution(id)));
				const items = ['Endpoint', 'Trigger'].map((name) =>
					all.flatMap((execution) => output(execution, name)).find(({ binary }) => binary !== undefined),
				);
				return items.every((item) => item !== undefined) ? items : undefined;
			});
			const bytes = async ({ binary }: ExecutionItem, field: string): Promise<Buffer> =>
				await rest.binary(String(binary![field].id));
			expect((asked.json.data as Json).photos).toEqual([
				{ media_id: expect.any(String) as string, file_name: 'first.png' },
				{ media_id: expect.any(String) as string, file_name: 'second.png' },
			]);
			expect(asked.json.files).toMatchObject([
				{ path: 'photos[0]', fileName: 'first.png', binaryProperty: 'data' },
				{ path: 'photos[1]', fileName: 'second.png', binaryProperty: 'data_1' },
			]);
			expect([await bytes(asked, 'data'), await bytes(asked, 'data_1')]).toEqual(photos.map(({ content }) => content));
			expect(received.json.flowResponse).toMatchObject({
				paper: [{ file_name: 'paper.pdf', mime_type: 'application/pdf' }],
			});
			expect(await bytes(received, 'data')).toEqual(paper.content);
		});

		describe('failures of a flow', () => {
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
				const way = {
					name: 'Way',
					type: 'n8n-nodes-base.switch',
					typeVersion: 3.2,
					position: place,
					parameters: { rules: { values: cases.map(condition) }, options: {} },
				};
				const answers: WorkflowNode[] = [
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
					Endpoint: { main: [[{ node: 'Way', type: 'main', index: 0 }]] },
					Way: { main: cases.map((node) => [{ node, type: 'main', index: 0 }]) },
				};
				await publish({ name: freshPath(), nodes: [trigger, way, ...answers], connections });
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
					answer: { data: { acknowledged: true } },
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
					error: { key: 'unexpected_http_status_code', message: 'The endpoint answered 432' },
				});
			});
		});
	});
}
