import type { N8nGeneration } from '../../../scripts/n8n/install';
import type { WorkflowDefinition } from '../../../scripts/n8n/rest';
import { startLanguageModel, type LanguageModel } from '../support/languageModel';
import { agentAndModel, freshPath, textParameters, webhook, whatsApp } from '../support/workflows';
import { ACTION } from '../support/testEnvironment';
import type { Group } from '../describeN8n';

/** Our step as a tool of n8n's AI Agent: a model decides which message to send to whom. */
export const agents =
	(generation: N8nGeneration): Group =>
	(env) => {
		describe('an AI agent', () => {
			let model: LanguageModel | undefined;
			afterEach(async () => await model?.close());

			/** Webhook, AI Agent; a chat model and our tool are connected to the agent. */
			const runAgent = async (toolArguments: Record<string, unknown>) => {
				const { rest } = env();
				model = await startLanguageModel(toolArguments);
				const openAi = await rest.createCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url });
				const path = freshPath();
				const tool = whatsApp(
					env(),
					'Send WhatsApp',
					textParameters(env(), {
						recipientPhoneNumber: "={{ $fromAI('Recipient', 'The phone number to write to', 'string') }}",
						textBody: "={{ $fromAI('Message', 'What to write', 'string') }}",
					}),
					{ type: `${ACTION}Tool` },
				);
				const workflow: WorkflowDefinition = {
					name: path,
					nodes: [webhook(path), ...agentAndModel(openAi), tool],
					connections: {
						Webhook: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
						Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
						'Send WhatsApp': { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
					},
				};
				const id = await rest.createWorkflow(workflow);
				await rest.activate(id, path);
				return await rest.runByWebhook(id, path, { ask: 'Tell Ada that tea is ready' });
			};

			it('sends the message that the model asks for', async () => {
				const execution = await runAgent({ Recipient: '+1 650 555 1234', Message: 'Tea is ready' });
				expect(execution.data.resultData.error).toBeUndefined();
				const offered = model?.requests[0].tools?.[0].function;
				expect(Object.keys(offered?.parameters.properties ?? {}).sort()).toEqual(['Message', 'Recipient']);
				expect(env().emulator.requests.map(({ body }) => body)).toEqual([
					{ messaging_product: 'whatsapp', to: '+16505551234', type: 'text', text: { body: 'Tea is ready' } },
				]);
				// The model receives the result.
				expect(JSON.stringify(model?.requests[1].messages.at(-1))).toContain(env().emulator.messages[0].id);
			});

			it('returns an invalid field to the model as text', async () => {
				const execution = await runAgent({ Recipient: '', Message: 'Tea is ready' });
				expect(env().emulator.requests).toEqual([]);
				// 2.x passes the text to the model; 1.x ends the run with it.
				const reported = generation === 'v2' ? model?.requests[1].messages.at(-1) : execution.data.resultData.error;
				expect(JSON.stringify(reported)).toContain("'Recipient' is empty");
			});
		});
	};
