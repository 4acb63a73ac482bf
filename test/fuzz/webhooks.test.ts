import fc from 'fast-check';
import { WEBHOOK_FIELDS } from '../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { fieldOf, samples } from '../../emulator/src/samples';
import { Host, SECRET, type Reply } from '../engine/trigger/host';
import { PHONE, WABA } from '../unit/trigger/payloads';
import { damaged } from './mutations/bytes';
import { hostileValues, mutate, mutations, toText, type Mutation } from './mutations/json';
import { expectPlain, expectPrintable, expectStorable, fuzz, timeFor } from './run';

interface Change {
	field: string;
	value: unknown;
}

/** Fills in IDs and times of a sample, which differ so that no event is a duplicate of another. */
const filled = (value: unknown, index: number): unknown =>
	JSON.parse(
		JSON.stringify(value)
			.replaceAll('"<metadata>"', JSON.stringify({ display_phone_number: '16315558100', phone_number_id: PHONE }))
			.replaceAll('<number id>', PHONE)
			.replaceAll('<number>', '16315558100')
			.replace(/"<seconds( -?\d+)?>"/g, String(1749416383 + index))
			.replaceAll('<time>', String(1749416383 + index))
			.replace(/<(id|sent|file)>/g, `wamid.$1.${index}`)
			.replace(/wamid\.[\w=.+/-]*/g, `$&.${index}`),
	);

const SAMPLES: Change[] = Object.entries(samples).flatMap(([group, kinds], at) =>
	Object.values(kinds).map((value, index) => ({ field: fieldOf(group), value: filled(value, at * 100 + index) })),
);

const EVERYTHING = WEBHOOK_FIELDS.map(({ value }) => value);

const triggers = {
	/** Outputs all events, so that a missing event was lost. */
	open: () => new Host({ updates: EVERYTHING, options: { messageStatusUpdates: ['all'], ignoreDuplicates: false } }),
	bundle: () => new Host({ updates: EVERYTHING, output: 'bundle', options: { messageStatusUpdates: ['all'] } }),
	raw: () =>
		new Host({
			updates: EVERYTHING,
			output: 'raw',
			options: { messageStatusUpdates: ['all'], statusOrder: 'inOrder' },
		}),
	filtering: () =>
		new Host({
			updates: EVERYTHING,
			filters: {
				textPattern: '/^(a|b)*c/i',
				senders: '16505551234',
				messageTypes: ['text'],
				maxAge: 5,
				textContains: 'x',
				interactiveIds: 'a*',
			},
			options: { statusOrder: 'inOrder' },
		}),
};

/** An entry as Meta batches them, with its own account, time and changes. */
const entryOf = (changes: unknown[], index: number) => ({ id: WABA, time: 1749416383 + index, changes });
const payloadOf = (entry: unknown) => ({ object: 'whatsapp_business_account', entry });

const someSamples = fc.uniqueArray(fc.nat(SAMPLES.length - 1), { minLength: 1, maxLength: 5 });
const someMutations = fc.array(mutations(), { minLength: 1, maxLength: 5 });

/** Expects a response that docs/receiving.md documents, and only allowed content in items and log. */
function expectSound({ status, items, warnings, notes, response }: Reply, isFirst = true): void {
	expect([200, 400, 413, 422]).toContain(status);
	if (status !== 200) {
		expect(items).toBeUndefined();
		// Further rejections of the same minute are counted and reported together.
		if (isFirst) expect(warnings).toHaveLength(1);
		expect(response.body).toEqual({ message: 'Not accepted' });
	}
	expectPrintable([...warnings, ...notes]);
	expectPlain([...warnings, ...notes].join('\n'), [SECRET]);
	for (const { json } of items ?? []) expectStorable(json);
	expectPlain(JSON.stringify([response.body, response.headers]), [SECRET]);
	expect(JSON.stringify(items ?? []).includes(SECRET)).toBe(false);
}

test(
	'outputs each intact event of a delivery once and unchanged when other parts are damaged',
	async () => {
		const alone = new Map<number, string[]>();
		const itemsOf = ({ items = [] }: Reply): string[] => items.map(({ json }) => JSON.stringify(json));
		const inputs = fc.record({
			chosen: someSamples,
			// Damaged changes, and the structure of the delivery around them.
			damage: fc.array(fc.record({ which: fc.nat(10), list: someMutations }), { maxLength: 3 }),
			isOneEntry: fc.boolean(),
			odd: fc.array(fc.record({ at: fc.nat(10), value: hostileValues }), { maxLength: 2 }),
		});
		await fuzz(0.35, inputs, async ({ chosen, damage, isOneEntry, odd }) => {
			const changes: unknown[] = chosen.map((index) => SAMPLES[index]);
			const broken = new Map<number, Mutation[]>();
			for (const { which, list } of damage) broken.set(which % chosen.length, list);
			for (const [index, list] of broken) changes[index] = mutate(changes[index], list);
			const intact = changes.filter((_, index) => !broken.has(index));
			const entries: unknown[] = isOneEntry ? [entryOf(changes, 0)] : changes.map((change) => entryOf([change], 0));
			for (const { at, value } of odd) entries.splice(at % (entries.length + 1), 0, value);
			const reply = await triggers.open().deliver(Buffer.from(toText(payloadOf(entries))));
			expectSound(reply);
			// A body that n8n cannot store is rejected completely, with a log line.
			if (reply.status !== 200) {
				expect(reply.status).toBe(422);
				return;
			}
			const got = itemsOf(reply);
			for (const change of intact) {
				const index = SAMPLES.indexOf(change as Change);
				if (!alone.has(index)) {
					const one = await triggers.open().deliver(Buffer.from(toText(payloadOf([entryOf([change], 0)]))));
					alone.set(index, itemsOf(one));
					expect(itemsOf(one).length).toBeGreaterThan(0);
				}
				for (const item of alone.get(index)!) expect(got.filter((other) => other === item)).toHaveLength(1);
			}
		});
	},
	timeFor(0.35),
);

test(
	'outputs or reports a value at any place of a delivery',
	async () => {
		const MARKS = [
			'MARK',
			['MARK'],
			{ MARK: 1 },
			{ messages: ['MARK'] },
			{ id: 'MARK' },
			[[{ a: 'MARK' }]],
			{ type: 'MARK' },
		];
		const inputs = fc.record({
			chosen: someSamples,
			mark: mutations(fc.constantFrom<unknown>(...MARKS), ['replace', 'insert']),
			isOneEntry: fc.boolean(),
		});
		await fuzz(0.25, inputs, async ({ chosen, mark, isOneEntry }) => {
			const changes = chosen.map((index) => SAMPLES[index]);
			const entries = isOneEntry ? [entryOf(changes, 0)] : changes.map((change, index) => entryOf([change], index));
			const text = toText(mutate(payloadOf(entries), [mark]));
			const reply = await triggers.open().deliver(Buffer.from(text));
			expectSound(reply);
			const out = JSON.stringify(reply.items?.map(({ json }) => json) ?? []);
			expect([text.includes('MARK') && out.includes('MARK'), reply.warnings.length > 0]).toContain(true);
		});
	},
	timeFor(0.25),
);

test(
	'handles any JSON with every output and filter',
	async () => {
		const payloads = fc.record({ chosen: someSamples, list: someMutations }).map(({ chosen, list }) =>
			mutate(
				payloadOf([
					entryOf(
						chosen.map((index) => SAMPLES[index]),
						0,
					),
				]),
				list,
			),
		);
		const inputs = fc.record({
			trigger: fc.constantFrom('open', 'bundle', 'raw', 'filtering'),
			payload: fc.oneof({ weight: 5, arbitrary: payloads }, { weight: 1, arbitrary: hostileValues }),
		});
		await fuzz(0.2, inputs, async ({ trigger, payload }) => {
			const host = triggers[trigger as keyof typeof triggers]();
			expectSound(await host.deliver(Buffer.from(toText(payload))));
			// The same delivery again, with the static data of the first one.
			expectSound(await host.deliver(Buffer.from(toText(payload))), false);
			expectStorable(host.staticData);
		});
	},
	timeFor(0.2),
);

test(
	'handles any correctly signed bytes',
	async () => {
		const bodies = damaged(
			someSamples.map((chosen) =>
				Buffer.from(
					toText(
						payloadOf([
							entryOf(
								chosen.map((index) => SAMPLES[index]),
								0,
							),
						]),
					),
				),
			),
		).filter(({ length }) => length > 0);
		await fuzz(0.2, bodies, async (raw) => expectSound(await triggers.open().deliver(raw)));
	},
	timeFor(0.2),
);
