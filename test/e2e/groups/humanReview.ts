import type { WorkflowDefinition } from '../../../scripts/n8n/rest';
import { startLanguageModel, type LanguageModel } from '../support/languageModel';
import { agentAndModel, byId, freshPath, textParameters, webhook, whatsApp } from '../support/workflows';
import { ACTION, type TestEnvironment } from '../support/testEnvironment';

const REVIEWER = '4915123456789';

/**
 * Our step between an AI Agent and a tool: a human has to approve in WhatsApp before the tool is used. n8n 2.x only.
 */
export function humanReview(env: () => TestEnvironment): void {
	describe('human review of an AI agent', () => {
		let model: LanguageModel | undefined;
		afterEach(async () => await model?.close());

		/** Webhook, AI Agent; the tool is connected to our review, the review to the agent. */
		const ask = async () => {
			const { rest, n8n, emulator } = env();
			model = await startLanguageModel({ toolParameters: { Message: 'Tea is ready' }, Message: 'Tea is ready' });
			const openAi = await rest.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url });
			const path = freshPath();
			const review = whatsApp(
				env(),
				'Review',
				{
					phoneNumberId: byId(emulator.seed.phoneNumberId),
					recipientPhoneNumber: REVIEWER,
					approvalOptions: { values: { approvalType: 'double' } },
				},
				{ type: `${ACTION}HitlTool` },
			);
			const tool = whatsApp(
				env(),
				'Send WhatsApp',
				textParameters(env(), {
					recipientPhoneNumber: '16505551234',
					textBody: "={{ $fromAI('Message', 'What to write', 'string') }}",
				}),
				{ type: `${ACTION}Tool` },
			);
			const workflow: WorkflowDefinition = {
				name: path,
				nodes: [webhook(path), ...agentAndModel(openAi), review, tool],
				connections: {
					Webhook: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
					Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
					Review: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
					'Send WhatsApp': { ai_tool: [[{ node: 'Review', type: 'ai_tool', index: 0 }]] },
				},
			};
			const workflowId = await rest.createWorkflow(workflow);
			await rest.activate(workflowId, path);
			await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{"ask":"Tell Ada that tea is ready"}',
			});
			return (await rest.waiting(workflowId)).id;
		};
		const bodies = () =>
			env().emulator.requests.map(
				({ body }) =>
					body as { to: string; interactive?: { body: { text: string }; action: { parameters: { url: string } } } },
			);
		const answer = async (id: string, choice: string) => {
			const [{ interactive }] = bodies();
			const response = await fetch(interactive!.action.parameters.url, {
				method: 'POST',
				body: new URLSearchParams({ answer: choice }),
			});
			expect(response.status).toBe(200);
			return await env().rest.endOf(id);
		};

		it('runs the tool when the reviewer approves', async () => {
			const id = await ask();
			expect(bodies()).toHaveLength(1);
			expect(bodies()[0].to).toBe(`+${REVIEWER}`);
			expect(bodies()[0].interactive?.body.text).toBe(
				'The agent wants to run this tool: Send_WhatsApp\n\nInput:\n{"Message":"Tea is ready"}',
			);
			const execution = await answer(id, 'approve');
			expect(execution.status).toBe('success');
			expect(bodies().slice(1)).toEqual([
				{ messaging_product: 'whatsapp', to: '+16505551234', type: 'text', text: { body: 'Tea is ready' } },
			]);
		});

		it('does not run the tool when the reviewer declines, and reports this to the model', async () => {
			const execution = await answer(await ask(), 'decline');
			expect(execution.status).toBe('success');
			expect(bodies()).toHaveLength(1);
			expect(model?.requests.at(-1)?.messages.at(-1)?.role).toBe('tool');
		});
	});
}
