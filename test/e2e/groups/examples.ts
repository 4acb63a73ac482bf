import { randomUUID } from 'node:crypto';
import { bookingJson } from '../../../scripts/n8n/bookingFlow';
import { exampleFiles, fillIn, readExample } from '../../../scripts/n8n/examples';
import type { N8nGeneration } from '../../../scripts/n8n/install';
import type { Execution, WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { startSimulatedModel } from '../../../scripts/n8n/simulatedModel';
import { waitFor } from '../../../scripts/n8n/wait';
import type { Group } from '../describeN8n';
import { runAssistantExample } from '../support/assistantExample';
import { addExampleCredentials } from '../support/exampleCredentials';
import { conversationExamples, runConversationExample } from '../support/conversationExamples';
import { runTableExample } from '../support/tableExample';
import type { TestEnvironment } from '../support/testEnvironment';
import { freshPath, output, webhook } from '../support/workflows';

/** The expected result of an example: types of the accepted messages, and the output of a step. */
interface Expectation {
	body?: unknown;
	accepted: string[];
	step: string;
	items: number;
	rejected?: number;
	/** What the first item of the step contains. */
	contains?: string[];
	/** The first item of other steps. */
	firstItems?: Record<string, Record<string, unknown>>;
}

/** What a step outputs of a message that Meta accepted. */
const accepted = { status: 'accepted', messageId: expect.stringMatching(/^wamid\./) as string };

const expectations: Record<string, Expectation> = {
	'1-send-a-text.json': { accepted: ['text'], step: 'Send text', items: 1 },
	'10-booking-flow.json': { accepted: ['interactive'], step: 'Send Flow', items: 1 },
	'14-costs-of-a-month.json': {
		accepted: [],
		step: 'Draw',
		items: 1,
		contains: ['<h1>WhatsApp costs of 20', ' USD</strong> for ', '<tr><th>MARKETING DE</th><td><div class="bar"'],
	},
	'2-greet-a-list-of-people.json': {
		accepted: ['text', 'text', 'text'],
		step: 'Greet',
		items: 3,
		rejected: 1,
		firstItems: { Accepted: { name: 'Ada', phone: '+1 (650) 555-1001', ...accepted } },
	},
	'3-send-a-file.json': { accepted: ['document'], step: 'Download media', items: 1 },
	'4-send-over-http.json': {
		body: {
			items: [
				{ to: '16505551234', text: 'Hi' },
				{ to: '16505551235', text: 'Hi too' },
			],
		},
		accepted: ['text', 'text'],
		step: 'Send',
		items: 2,
	},
	'5-reply-buttons.json': { accepted: ['interactive'], step: 'Ask', items: 1 },
	'6-list.json': { accepted: ['interactive'], step: 'Send list', items: 1 },
	'7-template-from-a-list.json': {
		accepted: ['template', 'template', 'template'],
		step: 'Send order update',
		items: 3,
		firstItems: { Accepted: { order: 'A-2044', phone: '+1 (650) 555-1001', ...accepted } },
	},
	'9-answer-messages.json': { accepted: ['text'], step: 'Reply', items: 1 },
	'8-broadcast.json': {
		accepted: ['template', 'template', 'template'],
		step: 'Broadcast',
		items: 3,
		rejected: 2,
		firstItems: {
			Accepted: { name: 'Ada', phone: '+1 (650) 555-1001', ...accepted },
			'Not sent': {
				name: 'Margaret',
				phone: '',
				reason: "'Recipient' is empty [item 1]",
				errorDetails: { field: 'Recipient', description: expect.stringContaining('it found nothing') as string },
			},
		},
	},
};

function check({ emulator }: TestEnvironment, execution: Execution, expected: Expectation): void {
	expect(execution.data.resultData.error).toBeUndefined();
	expect(execution.status).toBe('success');
	expect(emulator.messages.map(({ type }) => type)).toEqual(expected.accepted);
	expect(output(execution, expected.step)).toHaveLength(expected.items);
	expect(output(execution, expected.step, 1)).toHaveLength(expected.rejected ?? 0);
	const [first] = output(execution, expected.step);
	for (const [step, item] of Object.entries(expected.firstItems ?? {}))
		expect(output(execution, step)[0].json).toEqual(item);
	for (const text of expected.contains ?? []) expect(String(first.json.html)).toContain(text);
}

const startsByClick = ({ type }: WorkflowNode): boolean =>
	type === 'n8n-nodes-base.manualTrigger' || type === 'n8n-nodes-base.webhook';

/** An example that starts when a customer writes. */
async function answers(env: TestEnvironment, example: WorkflowDefinition, expected: Expectation): Promise<void> {
	const { rest, emulator } = env;
	const id = await rest.createWorkflow(example);
	await rest.publish(id);
	try {
		const question = emulator.incoming({
			from: '16505551234',
			text: 'Are you open?',
			phoneNumberId: emulator.seed.secondPhoneNumberId,
		});
		check(env, await rest.ended(id), expected);
		expect(emulator.messages[0]).toMatchObject({
			phoneNumberId: emulator.seed.secondPhoneNumberId,
			to: '16505551234',
			body: {
				context: { message_id: question },
				text: { body: 'Hello Customer, thank you for your message: "Are you open?". We will get back to you shortly.' },
			},
		});
		expect(
			emulator.requests
				.map(({ body }) => (body as { typing_indicator?: unknown } | undefined)?.typing_indicator)
				.filter(Boolean),
		).toEqual([{ type: 'text' }]);
	} finally {
		await rest.unpublish(id);
	}
}

/** The example that calls itself: three parts, each in a separate execution. */
async function overWorkers({ rest, emulator, n8n }: TestEnvironment, example: WorkflowDefinition): Promise<void> {
	const [path, partPath] = [freshPath(), freshPath()];
	const nodes = example.nodes.map((node) => {
		if (node.type === 'n8n-nodes-base.manualTrigger')
			return { ...webhook(path), name: node.name, position: node.position };
		if (node.type === 'n8n-nodes-base.webhook')
			return { ...node, webhookId: `${partPath}-id`, parameters: { ...node.parameters, path: partPath } };
		if (node.type !== 'n8n-nodes-base.httpRequest') return node;
		return { ...node, parameters: { ...node.parameters, url: `${n8n.url}/webhook/${partPath}` } };
	});
	const id = await rest.createWorkflow({ ...example, nodes });
	await rest.publish(id);
	try {
		await rest.webhookReady(path);
		await rest.webhookReady(partPath);
		await fetch(`${n8n.url}/webhook/${path}`, { method: 'POST' });
		const parts = await waitFor('all parts', async () => {
			const ended = (await rest.executions(id)).filter(({ status }) => !['new', 'running'].includes(status));
			return ended.length === 4 ? ended : undefined;
		});
		expect(parts.map(({ status }) => status)).toEqual(['success', 'success', 'success', 'success']);
		expect(emulator.messages.map(({ to }) => to).sort()).toEqual([
			'16505551001',
			'16505551002',
			'16505551003',
			'16505551004',
		]);
		const runs = await Promise.all(parts.map(async (part) => await rest.execution(part.id)));
		const done = runs
			.filter(({ data }) => data.resultData.runData['Summary of part'])
			.map((run) => output(run, 'Summary of part')[0].json);
		expect(done.map(({ part, accepted, failed }) => [part, accepted, failed]).sort()).toEqual([
			['spring-sale-0', 2, 0],
			['spring-sale-1', 2, 0],
			['spring-sale-2', 0, 1],
		]);
	} finally {
		await rest.unpublish(id);
	}
}

/** Runs an example that starts by a click or a webhook. */
async function runOnce(env: TestEnvironment, example: WorkflowDefinition, expected: Expectation): Promise<void> {
	const { rest, emulator } = env;
	const path = freshPath();
	emulator.flows.add({
		name: 'booking',
		categories: ['APPOINTMENT_BOOKING'],
		json: bookingJson(),
		status: 'PUBLISHED',
	});
	// Started over HTTP instead of by a click; everything else is unchanged.
	const nodes = example.nodes.map((node) => {
		if (node.type === 'n8n-nodes-base.manualTrigger')
			return { ...webhook(path), name: node.name, position: node.position };
		if (node.type === 'n8n-nodes-base.webhook')
			return { ...node, webhookId: `${path}-id`, parameters: { ...node.parameters, path } };
		return 'webhookId' in node ? { ...node, webhookId: randomUUID() } : node;
	});
	const id = await rest.createWorkflow({ ...example, nodes });
	await rest.publish(id);
	await rest.webhookReady(path);

	const execution = await rest.runByWebhook(id, path, expected.body ?? {});
	check(env, execution, expected);
	await rest.unpublish(id);
}

/** The example workflows of the package run without changes. */
export const examples =
	(generation: N8nGeneration): Group =>
	(env) => {
		describe('the examples', () => {
			it.each(exampleFiles())('runs the example %s unchanged', async (file) => {
				const { emulator } = env();
				const model = await startSimulatedModel();
				try {
					const credentials = await addExampleCredentials(env(), model.url);
					const filled = fillIn(readExample(file), credentials, emulator.seed);
					if (file === '11-campaign-over-workers.json') return await overWorkers(env(), filled);
					if (file === '12-table-with-sent-column.json') return await runTableExample(env(), generation, filled);
					if (file === '13-ai-assistant.json') return await runAssistantExample(env(), filled);
					const conversation = conversationExamples[file];
					if (conversation) return await runConversationExample(env(), generation, filled, conversation);
					const run = filled.nodes.some(startsByClick) ? runOnce : answers;
					await run(env(), filled, expectations[file]);
				} finally {
					await model.close();
				}
			});
		});
	};
