import type { Execution } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import type { TestEnvironment } from '../support/testEnvironment';
import { chain, freshPath, output, splitOut, textParameters, webhook, whatsApp } from '../support/workflows';

/** At 80 per second, the last one is sent two seconds after the last kill, also on a slow machine. */
const MESSAGES = 240;

/** From request to response, in ms: so that some messages are always in flight. */
const LATENCY_MS = 100;

/** Kills n8n in the middle of a campaign, and runs the campaign again. */
export function crash(env: () => TestEnvironment): void {
	const sentItems = (execution: Execution) => output(execution, 'Send').map(({ json }) => json);

	describe('a campaign', () => {
		it('resumes a failed campaign with "Retry" in the list of executions, also without a campaign name', async () => {
			const { emulator, rest } = env();
			const path = freshPath();
			const steps = [webhook(path), splitOut, whatsApp(env(), 'Send', textParameters(env()))];
			const id = await rest.createWorkflow(chain(path, steps));
			await rest.activate(id, path);
			const items = Array.from({ length: 6 }, (_unused, index) => ({
				to: String(16_505_570_000 + index),
				text: `Hello ${index}`,
			}));
			emulator.addFault({ kind: 'error', code: 131030, match: { to: items[3].to } });
			const failed = await rest.runByWebhook(id, path, { items });
			expect(failed.status).toBe('error');
			expect(Object.keys(emulator.state().perRecipient)).toHaveLength(5);

			const retried = await rest.retryToEnd(id, failed.id);
			expect(retried.status).toBe('success');
			expect(emulator.state().accepted).toBe(6);
			const given = new Map(emulator.messages.map(({ to, id: message }) => [to.replace('+', ''), message]));
			expect(sentItems(retried).map(({ messageId }) => messageId)).toEqual(items.map(({ to }) => given.get(to)));
		});

		it.each([
			[20, 'run again'],
			[70, 'retried in the list of executions'],
		])(
			'resumes a campaign after n8n was killed when %i messages had been accepted, and the workflow was %s',
			async (killAt, how) => {
				const { emulator } = env();
				const path = freshPath();
				const parameters = textParameters(env(), {
					largeRuns: { campaign: path },
					network: { onUnknownOutcome: 'skip' },
				});
				const steps = [
					webhook(path),
					splitOut,
					whatsApp(env(), 'Send', parameters, { onError: 'continueRegularOutput' }),
				];
				const id = await env().rest.createWorkflow(chain(path, steps));
				await env().rest.activate(id, path);
				emulator.settings({ latencyMs: LATENCY_MS });
				const items = Array.from({ length: MESSAGES }, (_unused, index) => ({
					to: String(16_505_560_000 + index),
					text: `Hello ${index}`,
				}));

				env()
					.rest.runByWebhook(id, path, { items })
					.catch(() => {});
				const isReached = () => emulator.state().accepted >= killAt || undefined;
				await waitFor('messages to be accepted', isReached, 30_000, 10);
				await env().crash();
				const first = new Map(emulator.messages.map(({ to, id: message }) => [to, message]));
				expect(first.size).toBeLessThan(MESSAGES);

				await env().rest.webhookReady(path);
				const crashed = async () => (await env().rest.executions(id)).find(({ status }) => status === 'crashed')?.id;
				const rerun =
					how === 'run again'
						? await env().rest.runByWebhook(id, path, { items }, 90_000)
						: await env().rest.retryToEnd(id, await waitFor('n8n to see that it crashed', crashed), 90_000);
				const results = sentItems(rerun);
				expect(results).toHaveLength(MESSAGES);
				const { perRecipient } = emulator.state();
				const unknown = new Set(
					items.filter((_item, index) => results[index].outcome === 'unknown').map(({ to }) => to),
				);
				// The messages in flight or waiting for the rate limiter, and those accepted in the last moments.
				expect(unknown.size).toBeLessThan(MESSAGES - 20);
				for (const [index, { to }] of items.entries()) {
					expect(perRecipient[to] ?? 0).toBeLessThanOrEqual(1);
					if (unknown.has(to)) continue;
					expect(perRecipient[to]).toBe(1);
					const given = emulator.messages.find((accepted) => accepted.to === to)?.id;
					if (first.has(to)) expect(results[index]).toMatchObject({ acceptedEarlier: true, status: 'accepted' });
					else expect(results[index].messageId).toBe(given);
				}

				const again = sentItems(await env().rest.runByWebhook(id, path, { items }));
				expect(emulator.state().perRecipient).toEqual(perRecipient);
				expect(again.map(({ outcome }) => outcome)).toEqual(results.map(({ outcome }) => outcome));
			},
		);
	});
}
