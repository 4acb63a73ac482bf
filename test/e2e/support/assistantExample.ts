import type { WorkflowDefinition } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import type { TestEnvironment } from './testEnvironment';

/** The example with an AI agent: it replies to each customer from the memory of that customer. */
export async function runAssistantExample(
	{ rest, emulator }: TestEnvironment,
	example: WorkflowDefinition,
): Promise<void> {
	const id = await rest.createWorkflow(example);
	await rest.publish(id);
	const replies = async (count: number): Promise<unknown[]> =>
		await waitFor('the replies', () => {
			const messages = emulator.messages.map(({ to, body }) => [to, (body as { text?: { body: string } }).text?.body]);
			return Promise.resolve(messages.length === count ? messages : undefined);
		});
	const write = (from: string, text: string) =>
		emulator.incoming({ from, text, phoneNumberId: emulator.seed.secondPhoneNumberId });
	try {
		// Both messages arrive in one delivery, so one execution has two customers.
		emulator.settings({ webhookBatch: 2 });
		write('16505551234', 'Do you have tea?');
		write('16505551235', 'Are you open?');
		expect(await replies(2)).toEqual([
			['16505551234', 'I am a simulated AI model. You wrote: "Do you have tea?". This is your first message.'],
			['16505551235', 'I am a simulated AI model. You wrote: "Are you open?". This is your first message.'],
		]);
		write('16505551235', 'On Sunday?');
		write('16505551234', 'How much?');
		expect((await replies(4)).slice(2)).toEqual([
			['16505551235', 'I am a simulated AI model. You wrote: "On Sunday?". Before that: "Are you open?".'],
			['16505551234', 'I am a simulated AI model. You wrote: "How much?". Before that: "Do you have tea?".'],
		]);
		const typing = emulator.requests.filter(
			({ body }) => (body as { typing_indicator?: unknown } | undefined)?.typing_indicator,
		);
		expect(typing).toHaveLength(4);
		// A status of a reply can take the place of a message in a delivery, so there may be more than two.
		await waitFor('the executions to succeed', async () => {
			const all = await rest.executions(id);
			return all.length >= 2 && all.every(({ status }) => status === 'success') ? true : undefined;
		});
	} finally {
		await rest.unpublish(id);
	}
}
