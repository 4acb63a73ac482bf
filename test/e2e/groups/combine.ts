import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nGeneration } from '../../../scripts/n8n/install';
import { PROJECT } from '../../../scripts/n8n/paths';
import { waitFor } from '../../../scripts/n8n/wait';
import { acknowledged } from '../support/acknowledged';
import { startCounter, type Counter } from '../support/counter';
import { judgeRounds, publishCombining, writeToNumber } from '../support/rounds';
import type { TestEnvironment } from '../support/testEnvironment';

/** E2E_PEOPLE=500 E2E_PACE=700 for the figures in docs/conversations.md. */
const PEOPLE = Number(process.env.E2E_PEOPLE) || 12;

/** Seconds. Longer with many people, who keep two cores busy. */
const SILENCE = PEOPLE > 50 ? 4 : 2;

/** How long the people take to begin, in ms. Each message of a person takes n8n about 100 ms. */
const BEGIN_MS = PEOPLE * (Number(process.env.E2E_PACE) || 250);

/**
 * Messages that n8n has answered this soon after they were written are expected in their round, in ms. On a busy machine,
 * others may come too late for it.
 */
const IN_TIME_MS = 600;

const LIMIT_MS = 15 * 60_000;

/** Combine Messages in regular mode. The test for queue mode is in queue/combine.ts. */
export const combine =
	(kind: N8nGeneration) =>
	(env: () => TestEnvironment): void => {
		/** Publishes a workflow that combines the messages to a number, and runs a test with it. */
		const withWorkflow = async (
			silence: number,
			work: (counter: Counter, phoneNumberId: string) => Promise<void>,
		): Promise<void> => {
			const { rest, emulator, credentialData } = env();
			const { id: appId, secret: appSecret } = emulator.seed.app;
			const data = { ...credentialData, appId, appSecret };
			const account = await rest.createCredential('Account that combines', 'whatsAppBusinessCloudApi', data);
			const counter = await startCounter();
			const phoneNumberId = emulator.seed.secondPhoneNumberId;
			const id = await publishCombining(rest, account, { phoneNumberId, counter, silence });
			try {
				await work(counter, phoneNumberId);
			} finally {
				await rest.unpublish(id);
				await counter.close();
			}
		};

		// Both generations stop in the same way, and a restart takes a while.
		(kind === 'v2' ? it : it.skip)(
			'loses nothing when n8n is restarted while people write',
			async () =>
				await withWorkflow(5, async (counter, phoneNumberId) => {
					const { emulator } = env();
					const sent = ['447911000001', '447911000002', '447911000003'].flatMap((from) =>
						['Hi', 'I want', 'to book'].map((text) => emulator.incoming({ from, phoneNumberId, text })),
					);
					const isAnswered = (id: string): boolean => acknowledged(emulator, id).length > 0;
					await waitFor('the responses', () => (sent.every(isAnswered) ? true : undefined));
					await env().restart();
					await waitFor('all messages', () => (counter.count() >= sent.length ? true : undefined), 60_000);
					expect(sent.map((id) => counter.executionsOf(id).length)).toEqual(sent.map(() => 1));
					expect(counter.runs).toHaveLength(3);
				}),
			LIMIT_MS,
		);

		it(
			`combines the messages of ${PEOPLE} people, each in exactly one run`,
			async () =>
				await withWorkflow(SILENCE, async (counter, phoneNumberId) => {
					const { emulator } = env();
					emulator.settings({ webhookDuplicates: 0.05, webhookReorder: true, webhookBatch: 10, webhookWindowMs: 100 });
					const plan = { people: PEOPLE, begin: BEGIN_MS, silence: SILENCE };
					const conversations = await writeToNumber(emulator, phoneNumberId, plan);
					const total = conversations.flat().length;
					await waitFor('all messages', () => (counter.count() >= total ? true : undefined), 60_000);
					const isInTime = ({ id, at }: { id: string; at: number }): boolean =>
						acknowledged(emulator, id).some((delivery) => delivery.at - at <= IN_TIME_MS);
					const figures = judgeRounds(conversations, counter, isInTime);
					mkdirSync(join(PROJECT, 'artifacts'), { recursive: true });
					writeFileSync(join(PROJECT, 'artifacts', 'rounds-regular.json'), `${JSON.stringify(figures, null, '\t')}\n`);
					expect(figures.together + figures.separate).toBeGreaterThan(0);
					expect(figures).toMatchObject({
						ranOnce: total,
						ranTwice: 0,
						missing: [],
						wronglySplit: 0,
						wronglyJoined: 0,
						outOfOrder: 0,
					});
				}),
			LIMIT_MS,
		);
	};
