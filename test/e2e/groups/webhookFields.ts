import { randomUUID } from 'node:crypto';
import { fieldOf } from '../../../emulator/src/samples';
import { OPT_OUTS, WEBHOOK_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { waitFor } from '../../../scripts/n8n/wait';
import { allSamples, expectedKinds } from '../../engine/trigger/sampleKinds';
import { output } from '../support/workflows';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';

const NAME = 'WhatsApp Trigger';

/** The emulator has no subscription of a business portfolio, which is what partner solutions are about. */
const sent = allSamples.filter(({ field }) => field !== 'partner_solutions');

/** Every kind of webhook that Meta sends, through a published trigger of a complete n8n. */
export function webhookFields(env: () => TestEnvironment): void {
	const publish = async (): Promise<string> => {
		const { rest, emulator, credentialData } = env();
		const { id: appId, secret: appSecret } = emulator.seed.app;
		const credential = await rest.createCredential('WhatsApp account of all events', 'whatsAppBusinessCloudApi', {
			...credentialData,
			appId,
			appSecret,
		});
		const id = await rest.createWorkflow({
			name: 'All events',
			nodes: [
				{
					name: NAME,
					type: TRIGGER,
					typeVersion: 2,
					position: [0, 0],
					webhookId: randomUUID(),
					parameters: { updates: WEBHOOK_FIELDS.map(({ value }) => value).filter((value) => value !== OPT_OUTS) },
					credentials: { [credential.type]: { id: credential.id, name: credential.name } },
				},
			],
			connections: {},
		});
		await rest.publish(id);
		return id;
	};

	it('outputs each webhook of Meta as the event that the documentation names', async () => {
		const { rest, emulator } = env();
		const id = await publish();
		try {
			// Many events in one delivery, as Meta sends them in busy times: one execution instead of 200.
			emulator.settings({ webhookBatch: 1000, webhookWindowMs: 1000 });
			expect(await emulator.sample({})).toEqual({ samples: allSamples.length, delivered: sent.length });
			const items = await waitFor(
				`the items of ${sent.length} samples`,
				async () => {
					const runs = (await rest.executions(id)).filter(({ status }) => status === 'success');
					const executions = await Promise.all(runs.map(async (one) => await rest.execution(one.id)));
					const found = executions.flatMap((execution) => output(execution, NAME).map(({ json }) => json));
					return found.length >= sent.length ? found : undefined;
				},
				60_000,
			);
			const kinds = (list: unknown[]): string[] => [...new Set(list.map(String))].sort();
			const events = kinds(
				items.map(
					({ field, kind, known }) => `${String(field)}: ${String(kind)}${known === false ? ' (unknown)' : ''}`,
				),
			);
			const expected = kinds(
				sent.flatMap(({ field, kind }) =>
					expectedKinds(field, kind)
						.split(',')
						.map((one) => `${fieldOf(field)}: ${one}`),
				),
			);
			expect(events).toEqual(expected);
		} finally {
			await rest.unpublish(id);
		}
	});
}
