import type { IDataObject } from 'n8n-workflow';
import { OPT_OUTS, WEBHOOK_FIELDS } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { startEmulator, seed, type Emulator } from '../../../emulator/src';
import { Receiver } from '../../../emulator/test/receiver';
import { samples } from '../../../emulator/src/samples';
import { Host } from './host';
import { allSamples, expectedKinds, kindsOf } from './sampleKinds';

let emulator: Emulator;
let receiver: Receiver;
beforeAll(async () => {
	receiver = new Receiver();
	emulator = await startEmulator({ webhook: { url: await receiver.start() } });
});
afterAll(async () => {
	await emulator.close();
	await receiver.stop();
});

/** Returns the trigger's items for a delivery of the emulator, including its signature. */
async function itemsOf(
	choice: { field: string; kind: string },
	// Opt-outs are found in other events, and have tests of their own.
	updates = WEBHOOK_FIELDS.map(({ value }) => value).filter((value) => value !== OPT_OUTS),
): Promise<IDataObject[]> {
	const before = receiver.events.length;
	await emulator.sample(choice);
	const { raw, headers } = (await receiver.until(before + 1))[before];
	const host = new Host({ updates });
	host.secret = seed.app.secret;
	const { status, items = [], warnings } = await host.request({ raw: Buffer.from(raw, 'latin1'), headers });
	expect({ status, warnings }).toEqual({ status: 200, warnings: [] });
	return items.map(({ json }) => json);
}

test('outputs each sample as a known event with its account and number', async () => {
	const summary: Record<string, string[]> = {};
	for (const choice of allSamples) {
		const items = await itemsOf(choice);
		const name = `${choice.field}.${choice.kind}`;
		summary[name] = [kindsOf(choice.field, items)];
		for (const { known, wabaId, businessId, phoneNumberId, message, value } of items) {
			if (known === false) summary[name].push('unknown');
			const account =
				choice.field === 'partner_solutions' ? businessId === seed.businessPortfolioId : wabaId === seed.wabaId;
			if (!account) summary[name].push(`account ${String(wabaId ?? businessId)}`);
			if (JSON.stringify(message ?? value) === undefined) summary[name].push("without Meta's object");
			const hasNumber = JSON.stringify(samples[choice.field][choice.kind]).includes('<metadata>');
			if (hasNumber && phoneNumberId !== seed.phoneNumberId) summary[name].push(`number ${String(phoneNumberId)}`);
		}
	}
	expect(summary).toEqual(
		Object.fromEntries(allSamples.map(({ field, kind }) => [`${field}.${kind}`, [expectedKinds(field, kind)]])),
	);
});

test('outputs no event of another field as a message, with any setting', async () => {
	const others = allSamples.filter(({ field }) => field !== 'messages');
	for (const choice of others) {
		const kinds = [...(await itemsOf(choice)), ...(await itemsOf(choice, ['messages']))].map(({ kind }) => kind);
		expect([choice, kinds.includes('message')]).toEqual([choice, false]);
	}
});
