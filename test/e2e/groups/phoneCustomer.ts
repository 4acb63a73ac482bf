import { randomUUID } from 'node:crypto';
import type { N8nGeneration } from '../../../scripts/n8n/install';
import { waitFor } from '../../../scripts/n8n/wait';
import { CustomerAtPhone } from '../support/customer';
import { customerActions } from '../support/customerActions';
import { PhoneInChromium } from '../support/phone';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';
import { output } from '../support/workflows';

const NAME = 'WhatsApp Trigger';
const LIMIT_MS = 180_000;

type Item = Record<string, unknown>;

/** Meta's webhooks of different kinds that are sent at the same time arrive in any order. */
const byKind = (items: Item[]): Item[] =>
	[...items].sort((one, other) => String(one.kind).localeCompare(String(other.kind)));

/** A customer does everything that the emulator's phone offers, and a published trigger outputs an item for each. */
export const phoneCustomer =
	(kind: N8nGeneration) =>
	(env: () => TestEnvironment): void => {
		let phone: PhoneInChromium | undefined;
		let workflow: string | undefined;
		afterEach(async () => {
			if (workflow !== undefined) await env().rest.unpublish(workflow);
			await phone?.close();
		});

		/** Publishes a trigger for all that customers do; of the statuses, only those of payments start it. */
		const publish = async (): Promise<string> => {
			const { rest, emulator, credentialData } = env();
			const { id: appId, secret: appSecret } = emulator.seed.app;
			const data = { ...credentialData, appId, appSecret };
			const { type, id, name } = await rest.createCredential('WhatsApp account', 'whatsAppBusinessCloudApi', data);
			const updates = [
				...['messages', 'statuses', 'userChanges', 'user_preferences'],
				...['calls', 'group_participants_update'],
			];
			const created = await rest.createWorkflow({
				name: 'What customers do',
				nodes: [
					{
						name: NAME,
						type: TRIGGER,
						typeVersion: 2,
						position: [0, 0],
						webhookId: randomUUID(),
						parameters: { updates, options: { messageStatusUpdates: ['payment'] } },
						credentials: { [type]: { id, name } },
					},
				],
				connections: {},
			});
			await rest.publish(created);
			return created;
		};

		it(
			'starts a trigger with each action of a customer on the phone, with the right item',
			async () => {
				const { emulator, rest } = env();
				emulator.settings({ statusDelayMs: 0, pairLimit: false });
				const id = (workflow = await publish());
				phone = await PhoneInChromium.of(emulator, `customer-${kind}`);
				const context = phone.page.context();
				await context.grantPermissions(['microphone', 'geolocation', 'clipboard-read', 'clipboard-write']);
				await context.setGeolocation({ latitude: 52.52, longitude: 13.405 });
				await phone.start();

				const customer = await CustomerAtPhone.of(phone);
				const expected: Item[] = [{ kind: 'message', type: 'text', text: 'Hi' }];
				for (const act of customerActions) expected.push(...(await act(customer)));

				const executions = await waitFor('all executions to end', async () => {
					const all = await rest.executions(id);
					return all.length >= expected.length && all.every(({ status }) => status === 'success') ? all : undefined;
				});
				const ids = executions.map((one) => one.id).sort((one, other) => Number(one) - Number(other));
				const ended = await Promise.all(ids.map(async (one) => await rest.execution(one)));
				const items = ended.map((one) => output(one, NAME).map(({ json }) => json));
				expect(items.map(({ length }) => length)).toEqual(expected.map(() => 1));
				expect(byKind(items.flat())).toMatchObject(byKind(expected));
			},
			LIMIT_MS,
		);
	};
