import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../../scripts/n8n/paths';
import { waitFor } from '../../../scripts/n8n/wait';
import { startCounter } from '../support/counter';
import { judgeRounds, publishCombining, writeToNumber } from '../support/rounds';
import type { TestEnvironment } from '../support/testEnvironment';

/** E2E_PEOPLE=500 for the figures in docs/conversations.md. */
const PEOPLE = Number(process.env.E2E_PEOPLE) || 12;

/** Seconds. Longer with many people, who keep two cores busy. */
const SILENCE = PEOPLE > 50 ? 4 : 2;

/** How long the people take to begin, in ms. */
const BEGIN_MS = PEOPLE * 250;

const LIMIT_MS = 15 * 60_000;

/** Combine Messages in regular mode. The test for queue mode is in queue/combine.ts. */
export const combine = (env: () => TestEnvironment): void => {
	it(
		`combines the messages of ${PEOPLE} people, each in exactly one run`,
		async () => {
			const { rest, emulator, credentialData } = env();
			const { id: appId, secret: appSecret } = emulator.seed.app;
			const data = { ...credentialData, appId, appSecret };
			const account = await rest.createCredential('Account that combines', 'whatsAppBusinessCloudApi', data);
			const counter = await startCounter();
			const phoneNumberId = emulator.seed.secondPhoneNumberId;
			const id = await publishCombining(rest, account, { phoneNumberId, counter, silence: SILENCE });
			try {
				emulator.settings({ webhookRepeat: 0.05, webhookReorder: true, webhookBatch: 10, webhookWindowMs: 100 });
				const conversations = await writeToNumber(emulator, phoneNumberId, {
					people: PEOPLE,
					begin: BEGIN_MS,
					silence: SILENCE,
				});
				const total = conversations.flat().length;
				await waitFor('all messages', () => (counter.count() >= total ? true : undefined), 60_000);
				const figures = judgeRounds(conversations, counter);
				mkdirSync(join(PROJECT, 'artifacts'), { recursive: true });
				writeFileSync(join(PROJECT, 'artifacts', 'rounds-regular.json'), `${JSON.stringify(figures, null, '\t')}\n`);
				expect(figures).toMatchObject({
					ranOnce: total,
					ranTwice: 0,
					missing: [],
					wronglySplit: 0,
					wronglyJoined: 0,
					outOfOrder: 0,
				});
			} finally {
				await rest.unpublish(id);
				await counter.close();
			}
		},
		LIMIT_MS,
	);
};
