import axios from 'axios';
import type { Execution, ExecutionItem, WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { png } from '../../../emulator/test/phone/files';
import type { TestEnvironment } from '../support/testEnvironment';
import { byId, byNumber, freshPath, output, webhook, whatsApp } from '../support/workflows';

type Json = Record<string, unknown>;

const MEMBER = '16505551299';
const PNG_SIGNATURE = '89504e470d0a1a0a';

/** What comes from the webhook that starts a run. */
const fromBody = (field: string): string => `={{ $('Webhook').first().json.body.${field} }}`;
const phoneNumberId = byId(fromBody('phoneNumberId'));
const groupId = byId(fromBody('groupId'));

/** The runs of the workflow: each has its own steps. */
const runs: Record<string, Array<[name: string, parameters: Json]>> = {
	add: [
		['Add', { resource: 'phoneNumber', operation: 'add', number: '+49 30 1234567', displayName: 'Acme Flowers' }],
		['Request code', { resource: 'phoneNumber', operation: 'requestCode', phoneNumberId: byId('={{ $json.id }}') }],
	],
	register: [
		['Verify', { resource: 'phoneNumber', operation: 'verifyCode', phoneNumberId, code: fromBody('code') }],
		['Register', { resource: 'phoneNumber', operation: 'register', phoneNumberId, pin: '204518' }],
		[
			'Send',
			{
				resource: 'message',
				operation: 'send',
				phoneNumberId,
				recipientPhoneNumber: byNumber('+1 650-555-1234'),
				textBody: 'Hello from our new number',
			},
		],
	],
	group: [['Create group', { resource: 'group', operation: 'create', phoneNumberId, subject: 'Rose lovers' }]],
	link: [['Get link', { resource: 'group', operation: 'getInviteLink', groupId }]],
	write: [
		[
			'Write',
			{
				resource: 'message',
				operation: 'send',
				phoneNumberId,
				recipientPhoneNumber: { __rl: true, mode: 'list', value: fromBody('groupId') },
				textBody: 'Welcome, all of you',
			},
		],
	],
	picture: [
		[
			'Set picture',
			{ resource: 'businessProfile', operation: 'update', phoneNumberId, updateFields: { picture: 'data' } },
		],
		['Get profile', { resource: 'businessProfile', operation: 'get', phoneNumberId, downloadPicture: true }],
	],
	code: [
		[
			'Create code',
			{ resource: 'qrCode', operation: 'create', phoneNumberId, prefilledMessage: 'I am in Main Street' },
		],
		[
			'Get code',
			{
				resource: 'qrCode',
				operation: 'get',
				phoneNumberId,
				qrCode: { __rl: true, mode: 'code', value: '={{ $json.code }}' },
				pictureFormat: 'SVG',
			},
		],
	],
};

/** One workflow for all runs: the webhook's `run` says which. */
function workflowOf(env: TestEnvironment, path: string): WorkflowDefinition {
	const names = Object.keys(runs);
	const choice: WorkflowNode = {
		name: 'Which run?',
		type: 'n8n-nodes-base.switch',
		typeVersion: 3.2,
		position: [220, 0],
		parameters: {
			mode: 'expression',
			numberOutputs: names.length,
			output: `={{ ${JSON.stringify(names)}.indexOf($json.body.run) }}`,
		},
	};
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	const chains = Object.values(runs);
	const connections: WorkflowDefinition['connections'] = {
		Webhook: { main: [to(choice.name)] },
		[choice.name]: { main: chains.map(([[first]]) => to(first)) },
	};
	for (const steps of chains)
		steps.slice(1).forEach(([name], index) => (connections[steps[index][0]] = { main: [to(name)] }));
	const nodes = chains.flatMap((steps, row) =>
		steps.map(([name, parameters], column) => ({
			...whatsApp(env, name, parameters),
			position: [440 + column * 220, row * 160] as [number, number],
		})),
	);
	return { name: 'Manage the account', nodes: [webhook(path), choice, ...nodes], connections };
}

/** The account is managed from a workflow: numbers, groups, the profile, QR codes. */
export function account(env: () => TestEnvironment): void {
	describe('the account', () => {
		const path = freshPath();
		let workflow = '';
		const run = async (name: string, values: Json = {}): Promise<Execution> => {
			const { rest, emulator } = env();
			const body = { phoneNumberId: emulator.seed.phoneNumberId, run: name, ...values };
			const execution = await rest.runByWebhook(workflow, path, body);
			expect(execution.data.resultData.error?.message).toBeUndefined();
			return execution;
		};
		const jsonOf = (execution: Execution, step: string): Json => output(execution, step)[0].json;
		const bytesOf = async ({ binary }: ExecutionItem): Promise<Buffer> => {
			const file = binary?.data as { id?: string; data: string };
			return file.id ? await env().rest.binary(file.id) : Buffer.from(file.data, 'base64');
		};
		const graph = async (edge: string): Promise<Json> => {
			const { emulator, credentialData } = env();
			const headers = { authorization: `Bearer ${String(credentialData.accessToken)}` };
			return (await axios.get<Json>(`${emulator.url}/v25.0/${edge}`, { headers, proxy: false })).data;
		};

		beforeAll(async () => {
			const { rest } = env();
			workflow = await rest.createWorkflow(workflowOf(env(), path));
			await rest.activate(workflow, path);
		});
		afterAll(async () => await env().rest.unpublish(workflow));

		it('adds a number, verifies and registers it, and sends from it', async () => {
			const { emulator } = env();
			const id = String(jsonOf(await run('add'), 'Add').id);
			const { data } = await axios.get<Array<{ id: string; verificationCode?: string }>>(
				`${emulator.url}/_emulator/numbers`,
				{ proxy: false },
			);
			const code = data.find((one) => one.id === id)?.verificationCode;
			const execution = await run('register', { phoneNumberId: id, code });
			expect(jsonOf(execution, 'Register')).toMatchObject({ registered: true });
			expect(emulator.messages).toMatchObject([
				{ phoneNumberId: id, to: '16505551234', body: { text: { body: 'Hello from our new number' } } },
			]);
		});

		it('creates a group, which a customer joins, and sends a message into it', async () => {
			const { emulator } = env();
			const { phoneNumberId: number } = emulator.seed;
			expect(jsonOf(await run('group'), 'Create group')).toMatchObject({
				pending: true,
				resultEvent: 'group_lifecycle_update',
			});
			const id = await waitFor('the group to exist', async () => {
				const { groups } = (await graph(`${number}/groups`)).data as { groups: Array<{ id: string; subject: string }> };
				return groups.find(({ subject }) => subject === 'Rose lovers')?.id;
			});
			const { inviteLink } = jsonOf(await run('link', { groupId: id }), 'Get link');
			expect(emulator.customer(MEMBER).act({ action: 'joinGroup', link: inviteLink })).toBe(id);
			expect(await graph(`${id}?fields=participants`)).toMatchObject({ participants: [{ wa_id: MEMBER }] });
			await run('write', { groupId: id });
			expect(emulator.messages).toMatchObject([
				{ to: id, body: { recipient_type: 'group', text: { body: 'Welcome, all of you' } } },
			]);
		});

		it('sets the profile picture from a file', async () => {
			const { emulator, n8n, rest } = env();
			const file = png(640, 640);
			const before = new Set((await rest.executions(workflow)).map(({ id }) => id));
			const form = new FormData();
			form.append('run', 'picture');
			form.append('phoneNumberId', emulator.seed.phoneNumberId);
			form.append('data', new Blob([new Uint8Array(file)], { type: 'image/png' }), 'roses.png');
			await axios.post(`${n8n.url}/webhook/${path}`, form, { proxy: false });
			const execution = await rest.ended(workflow, before);
			expect(execution.data.resultData.error?.message).toBeUndefined();
			expect(jsonOf(execution, 'Set picture')).toMatchObject({ updated: true, updatedFields: ['picture'] });
			const picture = await bytesOf(output(execution, 'Get profile')[0]);
			expect(picture.subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
		});

		it('creates a QR code, and outputs its picture as a file', async () => {
			const execution = await run('code');
			const [created] = output(execution, 'Create code');
			expect(created.json).toMatchObject({ link: expect.stringContaining('https://wa.me/message/') });
			expect((await bytesOf(created)).subarray(0, 8).toString('hex')).toBe(PNG_SIGNATURE);
			const [read] = output(execution, 'Get code');
			expect(read.binary?.data).toMatchObject({ mimeType: 'image/svg+xml' });
			expect((await bytesOf(read)).toString('utf8')).toMatch(/^<svg/);
		});
	});
}
