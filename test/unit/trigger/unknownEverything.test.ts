import { fieldOf, samples } from '../../../emulator/src/samples';
import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { leavesOf, lost, objectsOf, type Path } from './lostValues';
import { NOW, PHONE, WABA, type Json } from './payloads';

/** A sample of the emulator as a delivery, with IDs and times. */
const delivered = (group: string, value: unknown): Json => ({
	object: 'whatsapp_business_account',
	entry: [
		{
			id: WABA,
			changes: [
				{
					field: fieldOf(group),
					value: JSON.parse(
						JSON.stringify(value)
							.replaceAll(
								'"<metadata>"',
								JSON.stringify({ display_phone_number: '16315558100', phone_number_id: PHONE }),
							)
							.replaceAll('<number id>', PHONE)
							.replaceAll('<number>', '16315558100')
							.replace(/"<seconds ?(-?\d*)>"/g, '1749416383')
							.replaceAll('<time>', '1749416383')
							.replace(/<(id|sent|file)>/g, 'wamid.$1'),
					) as Json,
				},
			],
		},
	],
});

const all = Object.entries(samples).flatMap(([group, kinds]) =>
	Object.entries(kinds).map(([kind, value]) => ({
		name: `${group}.${kind}`,
		group,
		delivery: delivered(group, value),
	})),
);

const at = (delivery: Json, path: Path): Json =>
	path.slice(0, -1).reduce<unknown>((one, key) => (one as Json)[key], delivery) as Json;

test.each(all)('outputs $name complete with an unknown field in any of its objects', ({ delivery }) => {
	const items = parseEvents(delivery, NOW).events.length;
	objectsOf(delivery).forEach((_, index) => {
		for (const value of ['new', 7, true, ['new'], { inner: { new_thing: 'new' } }]) {
			const copy = structuredClone(delivery);
			objectsOf(copy)[index].new_thing = value;
			const parsed = parseEvents(copy, NOW);
			expect([index, parsed.events.length, lost(copy, parsed)]).toEqual([index, items, []]);
		}
	});
});

/** Values that select how an event is read, by the path within the change. */
const DISCRIMINATOR =
	/^value\.(messages\.\d+\.type|statuses\.\d+\.status|calls\.\d+\.event|groups\.\d+\.type|state_sync\.\d+\.type|user_actions\.\d+\.action_type)$|^field$/;

/** Changes that the readers take as they are, and kinds that have no types. */
const inChange = (path: Path): string => path.slice(4).join('.');

test.each(all)('outputs $name complete, and marked, with an unknown type or value', ({ group, delivery }) => {
	const texts = leavesOf(delivery).filter(({ path, leaf }) => path.length > 4 && typeof leaf === 'string');
	for (const { path } of texts) {
		const copy = structuredClone(delivery);
		at(copy, path)[path.at(-1)!] = 'never_seen_before';
		const name = inChange(path);
		const parsed = parseEvents(copy, NOW);
		const items = parsed.events.map(({ json }): Json => json);
		expect([name, items.length > 0, lost(copy, parsed)]).toEqual([name, true, []]);
		const isPayment = group === 'statuses' && JSON.stringify(delivery).includes('"payment"');
		const isCallStatus = group === 'calls' && name.startsWith('value.statuses');
		if (DISCRIMINATOR.test(name) && group !== 'history' && !isPayment && !isCallStatus)
			expect([name, items.some(({ known }) => known === false)]).toEqual([name, true]);
	}
});

test.each(all)('never throws when a value of $name has any other type', ({ delivery }) => {
	for (const { path } of leavesOf(delivery)) {
		for (const value of [null, 1e300, -1, '', [], {}, [[]], true]) {
			const copy = structuredClone(delivery);
			at(copy, path)[path.at(-1)!] = value;
			expect(() => parseEvents(copy, NOW)).not.toThrow();
		}
	}
});
