import { randomUUID } from 'node:crypto';
import { bookingJson, endpointOf, newKeyPair } from '../../../scripts/n8n/bookingFlow';
import { fillIn, numberOf, readExample } from '../../../scripts/n8n/examples';
import type { ExecutionItem, WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { flowWorkflows } from '../support/flowWorkflows';
import { ENDPOINT, TRIGGER, type TestEnvironment } from '../support/testEnvironment';
import { byId, freshPath, output, webhook } from '../support/workflows';

type Json = Record<string, unknown>;
const PERSON = '16505551234';
/** Ten workflows are created and published during the tests. */
const LIMIT_MS = 300_000;

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
/** Flows in a complete n8n, from the Flow JSON to the response. */
export function flows(env: () => TestEnvironment): void {
	describe('a flow in the chat', () => {
		const { credentials, dataOf, flowsCredential, publish, run, step } = flowWorkflows(env);

		it(
			"validates, creates, publishes and sends a flow, and starts the trigger with the user's response after a wrong date and a step back",
			async () => {
				const { rest, n8n, emulator } = env();
				const { seed } = emulator;
				const source = readExample('10-booking-flow.json');
				const number = numberOf(source, seed);
				const flowJson = bookingJson();
				expect(await run('validateJson', { flowJson })).toMatchObject({ valid: true, errors: 0, warnings: 0 });
				const { privateKey } = await run('generateKeyPair', { passphrase: 'open sesame' });
				await rest.updateCredential(flowsCredential(), { ...dataOf(String(privateKey)), passphrase: 'open sesame' });
				expect(await run('uploadPublicKey', { phoneNumberId: byId(number.id) })).toMatchObject({ success: true });

				const path = freshPath();
				const example = fillIn(source, credentials(), seed);
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
					credentials()
						.filter((one) => types.includes(one.type))
						.map(({ id, name: saved, type: kind }) => [kind, { id, name: saved }]),
				),
			});
			const endpoint = nodeOf('Endpoint', ENDPOINT, { options: { downloadMedia: true } }, ['whatsAppFlowsApi']);
			const trigger = nodeOf(
				'Trigger',
				TRIGGER,
				{ authenticateWith: 'apiKey', updates: ['messages'], options: { downloadMedia: true } },
				['whatsAppBusinessCloudApi'],
			);
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
	});
}
