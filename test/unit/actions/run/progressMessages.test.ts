import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { Progress } from '../../../../nodes/WhatsAppBusinessCloud/actions/run/progress';
import { ProgressMessages } from '../../../../nodes/WhatsAppBusinessCloud/actions/run/progressMessages';
import { parseRecipient } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import type { GraphClient, GraphRequest } from '../../../../nodes/WhatsAppBusinessCloud/transport/types';

function run(total: number, more: { rejection?: unknown; signal?: AbortSignal; sender?: string } = {}) {
	const { rejection, signal, sender = '111' } = more;
	const result = jest.fn().mockResolvedValue({});
	if (rejection !== undefined) result.mockRejectedValue(rejection);
	const sent: GraphRequest[] = [];
	const warnings: string[] = [];
	const context = {
		getNode: () => ({ name: 'Send' }),
		getWorkflow: () => ({ id: 'w1', name: 'Spring sale' }),
		getExecutionId: () => '7',
		logger: { warn: (line: string) => warnings.push(line) },
	} as unknown as IExecuteFunctions;
	const graph = {
		request: async (request: GraphRequest) => {
			sent.push(request);
			return (await result()) as IDataObject;
		},
	} as unknown as GraphClient;
	const progress = new Progress(context, total);
	const recipient = parseRecipient('+49 151 1', 'Send Progress To');
	const messages = new ProgressMessages(progress, recipient, () => sender || undefined, graph, signal);
	const finish = (count: number) => {
		for (let n = 0; n < count; n++) {
			progress.done();
			messages.update();
		}
	};
	const texts = () => sent.map(({ body }) => (body?.text as { body: string }).body);
	return { progress, messages, finish, sent, texts, warnings };
}

it('sends a text within the rate limits of sender and recipient', async () => {
	const { messages, finish, sent } = run(1);
	finish(1);
	await messages.end();
	expect(sent).toEqual([
		{
			method: 'POST',
			path: ['111', 'messages'],
			body: {
				messaging_product: 'whatsapp',
				to: '+491511',
				type: 'text',
				text: { body: 'Spring sale: 100% of 1 message finished. 1 accepted' },
			},
			sender: '111',
			recipient: '491511',
		},
	]);
});

it('sends one message each at 25, 50, 75 and 100%, in order', async () => {
	const { messages, finish, texts } = run(1000);
	finish(249);
	await messages.end();
	expect(texts()).toEqual([]);
	finish(751);
	await messages.end();
	expect(texts()).toEqual([
		'Spring sale: 25% of 1,000 messages finished. 250 accepted',
		'Spring sale: 50% of 1,000 messages finished. 500 accepted',
		'Spring sale: 75% of 1,000 messages finished. 750 accepted',
		'Spring sale: 100% of 1,000 messages finished. 1,000 accepted',
	]);
});

it('leaves out percentages that a small run passes at once', async () => {
	const { messages, finish, texts } = run(2);
	finish(2);
	await messages.end();
	expect(texts().map((text) => /\d+%/.exec(text)?.[0])).toEqual(['50%', '100%']);
});

it('warns once about messages that fail, and continues', async () => {
	const { progress, messages, finish, sent, warnings } = run(4, { rejection: new Error('Too late') });
	finish(4);
	await messages.end();
	progress.logWarnings();
	expect(sent).toHaveLength(4);
	expect(warnings).toEqual([
		"WhatsApp 'Send': warning: 'Send Progress To' did not receive the progress: Too late. This does not affect the run.",
	]);
});

it('warns with the text of what was thrown in place of an Error', async () => {
	const { progress, messages, finish, warnings } = run(1, { rejection: 'odd' });
	finish(1);
	await messages.end();
	progress.logWarnings();
	expect(warnings[0]).toContain('did not receive the progress: odd.');
});

it('sends nothing after the execution was cancelled, or without a sender', async () => {
	const controller = new AbortController();
	controller.abort();
	const cancelled = run(1, { signal: controller.signal });
	cancelled.finish(1);
	await cancelled.messages.end();
	const without = run(1, { sender: '' });
	without.finish(1);
	await without.messages.end();
	expect([cancelled.sent, without.sent]).toEqual([[], []]);
});

it('cuts a message after 1,000 characters', async () => {
	const { progress, messages, texts } = run(1);
	progress.failed(0, { error: { message: 'x'.repeat(2000) } as never, details: {} });
	messages.update();
	await messages.end();
	expect(texts()[0]).toHaveLength(1000);
});
