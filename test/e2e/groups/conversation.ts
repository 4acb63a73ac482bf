import { randomUUID } from 'node:crypto';
import type { Execution, SavedCredential } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { acknowledged } from '../support/acknowledged';
import { byId, chain, freshPath, output, webhook, whatsApp } from '../support/workflows';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';

const PERSON = '447911123456';
const OTHER = '4917666666666';
const RESPONDED = { respondedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string };
const after = {
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

/** A workflow that has asked a customer, and its waiting execution. */
interface Question {
	workflowId: string;
	executionId: string;
	/** ID of the message that asks. */
	wamid: string;
}

/** Send and Wait in one workflow, the trigger in another, and a customer in between who replies in the chat. */
export function conversation(env: () => TestEnvironment): void {
	let triggerWorkflow: string;
	let account: SavedCredential | undefined;
	const customer = () => env().emulator.customer(PERSON);

	/** A published workflow with our trigger. */
	const publishTrigger = async (updates = ['messages'], options = {}): Promise<string> => {
		const { rest, emulator, credentialData } = env();
		const { id: appId, secret: appSecret } = emulator.seed.app;
		const data = { ...credentialData, appId, appSecret };
		const app = await rest.createCredential('WhatsApp account with app', 'whatsAppBusinessCloudApi', data);
		const node = {
			name: 'WhatsApp Trigger',
			type: TRIGGER,
			typeVersion: 2,
			position: [0, 0] as [number, number],
			webhookId: randomUUID(),
			parameters: { updates, options },
			credentials: { [app.type]: { id: app.id, name: app.name } },
		};
		const id = await rest.createWorkflow({ name: node.webhookId, nodes: [node], connections: {} });
		await rest.publish(id);
		return id;
	};
	const ask = async (parameters: Record<string, unknown>): Promise<Question> => {
		const { rest, n8n, emulator, credential } = env();
		const path = freshPath();
		// Next Message needs the app secret.
		account ??= await rest.createCredential('WhatsApp account with app secret', credential.type, {
			...env().credentialData,
			appSecret: emulator.seed.app.secret,
		});
		const step = whatsApp(
			env(),
			'Ask',
			{
				resource: 'message',
				operation: 'sendAndWait',
				phoneNumberId: byId(emulator.seed.phoneNumberId),
				recipientPhoneNumber: PERSON,
				message: 'Shall we book the room?',
				...parameters,
			},
			{ credentials: { [account.type]: { id: account.id, name: account.name } } },
		);
		const workflowId = await rest.createWorkflow(chain(path, [webhook(path), step, after]));
		await rest.activate(workflowId, path);
		const before = emulator.messages.length;
		expect((await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST' })).status).toBe(200);
		const { id } = await rest.waiting(workflowId);
		expect(emulator.messages).toHaveLength(before + 1);
		const [{ id: wamid }] = emulator.messages.slice(before);
		await delivered(wamid, 3);
		return { workflowId, executionId: id, wamid };
	};
	/** Waits until n8n has processed the webhooks of a sent message: sent, delivered and read. */
	const delivered = async (wamid: string, count = 1): Promise<void> => {
		const isHeard = () => acknowledged(env().emulator, JSON.stringify(wamid)).length >= count || undefined;
		await waitFor(`n8n to hear of message ${wamid}`, isHeard);
	};
	const finished = async ({ executionId }: Question): Promise<Execution> => await env().rest.endOf(executionId);
	const statusOf = async ({ executionId }: Question): Promise<string> =>
		(await env().rest.execution(executionId)).status;
	const answerOf = async (question: Question): Promise<unknown> =>
		output(await finished(question), 'After').map(({ json }) => json);
	/** The texts that started the trigger's workflow, once this one is among them. */
	const started = async (last: string): Promise<unknown[]> => {
		const { rest } = env();
		return await waitFor(`an execution for '${last}'`, async () => {
			const all = await rest.executions(triggerWorkflow);
			if (all.some(({ status }) => status !== 'success')) return undefined;
			const executions = await Promise.all(all.map(async ({ id }) => await rest.execution(id)));
			const texts = executions.flatMap((execution) =>
				output(execution, 'WhatsApp Trigger').map(({ json }) => json.text),
			);
			return texts.includes(last) ? texts : undefined;
		});
	};
	/** Sends a button reply with the ID of one of our buttons, or a forged one. */
	const forge = async (from: string, id: string, context: string): Promise<void> => {
		const { emulator } = env();
		const reply = { type: 'button_reply', button_reply: { id, title: '✓ Approve' } };
		await delivered(
			emulator.incoming({
				from,
				message: { type: 'interactive', interactive: reply, context: { from: '16315558100', id: context } },
			}),
		);
	};
	const approval = { answerBy: 'buttons', approvalOptions: { values: { approvalType: 'double' } } };
	const nextMessage = { responseType: 'freeText', answerBy: 'nextMessage' };

	describe('a conversation', () => {
		beforeEach(async () => {
			triggerWorkflow = await publishTrigger();
		});
		afterEach(async () => await env().rest.unpublish(triggerWorkflow));

		it('resumes the execution that asked once, without starting the trigger, when the user taps Approve', async () => {
			const question = await ask(approval);
			await delivered(customer().tap('✓ Approve'));
			expect(await answerOf(question)).toEqual([{ data: { approved: true, ...RESPONDED } }]);
			await delivered(customer().tap('✓ Approve'));
			await delivered(customer().tap('✗ Decline'));
			expect(await answerOf(question)).toEqual([{ data: { approved: true, ...RESPONDED } }]);
			expect(await env().rest.executions(question.workflowId)).toHaveLength(1);
			customer().type('Thanks');
			expect(await started('Thanks')).toEqual(['Thanks']);
		});

		it('resumes the execution when the tap arrives before n8n has stored that the execution waits', async () => {
			const { rest, n8n, emulator } = env();
			const path = freshPath();
			const step = whatsApp(env(), 'Ask', {
				resource: 'message',
				operation: 'sendAndWait',
				phoneNumberId: byId(emulator.seed.phoneNumberId),
				recipientPhoneNumber: PERSON,
				message: 'Shall we?',
				...approval,
			});
			const workflowId = await rest.createWorkflow(chain(path, [webhook(path), step, after]));
			await rest.activate(workflowId, path);
			// The message is sent, and its response to n8n is delayed by this time.
			emulator.settings({ latencyMs: 1500 });
			expect((await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST' })).status).toBe(200);
			const wamid = await waitFor('the question', () => emulator.messages[0]?.id);
			customer().tap('✓ Approve');
			const [{ id: executionId }] = await rest.executions(workflowId);
			const question = { workflowId, executionId, wamid };
			expect(await statusOf(question)).toBe('running');
			expect(await answerOf(question)).toEqual([{ data: { approved: true, ...RESPONDED } }]);
		});

		it('starts the trigger for altered taps, starts nothing for taps of another user, and keeps the question open', async () => {
			const question = await ask(approval);
			const { body } = env().emulator.messages.find(({ id }) => id === question.wamid)!;
			const { buttons } = (body as { interactive: { action: { buttons: Array<{ reply: { id: string } }> } } })
				.interactive.action;
			const [approve, decline] = buttons.map(({ reply }) => reply.id);
			await forge(PERSON, decline.replace(':decline:', ':approve:'), question.wamid);
			await forge(
				PERSON,
				approve.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
				question.wamid,
			);
			await forge(OTHER, approve, question.wamid);
			expect(await statusOf(question)).toBe('waiting');
			customer().type('Hello?');
			expect((await started('Hello?')).sort()).toEqual(['Hello?', '✓ Approve', '✓ Approve']);
			expect(await statusOf(question)).toBe('waiting');
			await delivered(customer().tap('✗ Decline'));
			expect(await answerOf(question)).toEqual([{ data: { approved: false, ...RESPONDED } }]);
		});

		it('resumes with the row that the user chooses from a list', async () => {
			const choice = ['Monday', 'Tuesday', 'Wednesday', 'Thursday'].map((label) => ({
				label,
				value: label.toLowerCase(),
			}));
			const question = await ask({ responseType: 'choice', answerBy: 'buttons', choices: { choice } });
			await delivered(customer().choose('Thursday'));
			expect(await answerOf(question)).toEqual([{ data: { choice: 'thursday', ...RESPONDED } }]);
			customer().type('Thanks');
			expect(await started('Thanks')).toEqual(['Thanks']);
		});

		it("resumes with the user's next message, ignores other senders, and starts the trigger for the message after it", async () => {
			const question = await ask(nextMessage);
			env().emulator.customer(OTHER).type('Are you open?');
			expect(await started('Are you open?')).toEqual(['Are you open?']);
			expect(await statusOf(question)).toBe('waiting');
			const answer = customer().type('Tuesday at ten');
			await delivered(answer);
			const message = { from: PERSON, id: answer, type: 'text', text: { body: 'Tuesday at ten' } };
			expect(await answerOf(question)).toEqual([
				{ data: { text: 'Tuesday at ten', message: expect.objectContaining(message) as unknown, ...RESPONDED } },
			]);
			customer().type('And thanks');
			expect(((await started('And thanks')) as string[]).sort()).toEqual(['And thanks', 'Are you open?']);
		});

		it('stores nothing that resumes an execution in executions or in workflows as the editor gets them', async () => {
			const { rest, emulator } = env();
			await rest.unpublish(triggerWorkflow);
			triggerWorkflow = await publishTrigger(['messages'], { messageStatusUpdates: ['all'] });
			const question = await ask(nextMessage);
			const { body } = emulator.messages.find(({ id }) => id === question.wamid)!;
			const token = new QuestionCipher(emulator.seed.app.secret).decryptCallback(
				String((body as { biz_opaque_callback_data: unknown }).biz_opaque_callback_data),
				emulator.seed.phoneNumberId,
			)!.token;
			const signature = token.split(':')[5];
			expect(signature).toMatch(/^[0-9a-f]{64}$/);

			for (const id of [triggerWorkflow, question.workflowId])
				expect(JSON.stringify(await rest.workflow(id))).not.toMatch(new RegExp(`n8nwait|${signature}`));
			const executions = await waitFor('executions for three statuses', async () => {
				const all = await rest.executions(triggerWorkflow);
				return all.length >= 3 && all.every(({ status }) => status === 'success') ? all : undefined;
			});
			for (const { id } of [...executions, { id: question.executionId }])
				expect(JSON.stringify(await rest.execution(id))).not.toMatch(new RegExp(`n8nwait|${signature}`));

			await delivered(customer().type('Tuesday'));
			expect(await answerOf(question)).toMatchObject([{ data: { text: 'Tuesday' } }]);
		});

		it('resumes the quoted one of two questions, or the latest without a quote', async () => {
			const [first, second] = [await ask(nextMessage), await ask(nextMessage)];
			await delivered(customer().type('to the first', { quote: true, message: first.wamid }));
			expect(await answerOf(first)).toMatchObject([{ data: { text: 'to the first' } }]);
			expect(await statusOf(second)).toBe('waiting');
			await delivered(customer().type('to the second'));
			expect(await answerOf(second)).toMatchObject([{ data: { text: 'to the second' } }]);
			customer().type('Thanks');
			expect(await started('Thanks')).toEqual(['Thanks']);
		});

		it('resumes executions that wait when n8n was killed and restarted', async () => {
			const [tapped, written] = [await ask(approval), await ask(nextMessage)];
			await env().crash();
			await env().rest.signIn(env().owner);
			await delivered(customer().type('Back again'));
			await delivered(customer().tap('✓ Approve', { message: tapped.wamid }));
			expect(await answerOf(written)).toMatchObject([{ data: { text: 'Back again' } }]);
			expect(await answerOf(tapped)).toEqual([{ data: { approved: true, ...RESPONDED } }]);
			customer().type('Thanks');
			expect(await started('Thanks')).toEqual(['Thanks']);
		});
	});
}
