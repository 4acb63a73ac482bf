import {
	MAX_MESSAGES,
	OpenRounds,
	roundsKey,
} from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/openRounds';
import type { CombineSettings } from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/combineSettings';

const settings: CombineSettings = { silence: 8000, maxMessages: 3, maxTime: 20_000, types: new Set(['text']) };
const key = roundsKey('secret');
const START = 1_700_000_000_000;

/** A process that receives messages; each delivery is named after its message. */
class Process {
	readonly rounds = new OpenRounds();

	receive(id: string, seconds: number, customer = 'p') {
		const now = START + seconds * 1000;
		const round = this.rounds.add(customer, [{ hash: id, json: { id } }], { delivery: `d${id}`, settings, key, now });
		return { wait: round.wait, messages: round.messages.map(({ hash, earlier }) => [hash, ...earlier].join(' ')) };
	}

	load(stored: unknown, seconds: number): void {
		this.rounds.load(stored, START + seconds * 1000);
	}

	saved(seconds: number): unknown {
		return JSON.parse(JSON.stringify(this.rounds.stored(key, settings, START + seconds * 1000)));
	}
}

test('a delivery carries the messages before it, and names the deliveries that carry them', () => {
	const process = new Process();
	expect(process.receive('1', 0)).toEqual({ wait: 8000, messages: ['1'] });
	expect(process.receive('2', 8)).toEqual({ wait: 8000, messages: ['1 d1', '2'] });
	expect(process.receive('other', 8, 'q')).toEqual({ wait: 8000, messages: ['other'] });
});

test('a round is over after the silence', () => {
	const process = new Process();
	process.receive('1', 0);
	expect(process.receive('2', 8.001)).toEqual({ wait: 8000, messages: ['2'] });
});

test('a round ends at its maximum time and number', () => {
	const process = new Process();
	process.receive('1', 0);
	process.receive('2', 7);
	expect(process.receive('3', 14)).toEqual({ wait: 0, messages: ['1 d2 d1', '2 d2', '3'] });
	expect(process.receive('4', 14.5)).toEqual({ wait: 8000, messages: ['4'] });
	expect(process.receive('5', 22)).toEqual({ wait: 8000, messages: ['4 d4', '5'] });
	const long = new Process();
	long.receive('1', 0);
	long.rounds.add('p', [], { delivery: 'none', settings, key, now: START + 7000 });
	expect(long.receive('2', 7.5).wait).toBe(8000);
});

test('the wait is cut at the maximum time; a later message begins a new round', () => {
	const process = new Process();
	const slow = { ...settings, maxMessages: 50 };
	const at = (id: string, seconds: number) =>
		process.rounds.add('p', [{ hash: id, json: {} }], {
			delivery: id,
			settings: slow,
			key,
			now: START + seconds * 1000,
		});
	at('1', 0);
	at('2', 7);
	expect(at('3', 14).wait).toBe(6000);
	expect(at('4', 20)).toMatchObject({ wait: 8000, messages: [{ hash: '4' }] });
});

test('another process continues with what is stored, and both keep what the other wrote', () => {
	const [one, other] = [new Process(), new Process()];
	one.receive('1', 0);
	other.load(one.saved(0), 0);
	expect(other.receive('2', 1).messages).toEqual(['1 d1', '2']);
	other.receive('x', 1, 'q');
	one.load(other.saved(1), 1);
	expect(one.receive('3', 2).messages).toEqual(['1 d1 d2', '2 d2', '3']);
	expect(Object.keys(one.saved(2) as object)).toEqual(['q', 'p']);
	// What is over is no longer stored.
	expect(Object.keys(one.saved(9.5) as object)).toEqual(['p']);
});

test('a process does not overwrite what another one received later', () => {
	const [one, other, third] = [new Process(), new Process(), new Process()];
	one.receive('1', 0);
	other.load(one.saved(0), 0);
	other.receive('2', 1);
	one.load(other.saved(1), 1);
	one.receive('x', 2, 'q');
	third.load(one.saved(2), 2);
	expect(third.receive('3', 3).messages).toEqual(['1 d2 d1', '2 d2', '3']);
});

test('a full round is not continued with an old copy of it', () => {
	const [one, other] = [new Process(), new Process()];
	one.receive('1', 0);
	one.receive('2', 1);
	other.load(one.saved(1), 1);
	const old = one.saved(1);
	one.receive('3', 2);
	one.load(old, 2);
	expect(one.receive('4', 3).messages).toEqual(['4']);
});

test.each([null, 'x', { p: 1 }, { p: { at: START, data: 'x' } }, { p: { at: START } }])(
	'ignores unreadable static data: %j',
	(stored) => {
		const process = new Process();
		process.load(stored, 1);
		expect(process.receive('1', 1).messages).toEqual(['1']);
	},
);

test('a message that is delivered again is in the round once', () => {
	const process = new Process();
	process.receive('1', 0);
	expect(process.receive('1', 1).messages).toEqual(['1 d1']);
});

test('a process keeps a limited number of messages; the oldest rounds are split', () => {
	const process = new Process();
	for (let customer = 0; customer <= MAX_MESSAGES; customer++) process.receive(`m${customer}`, 1, `p${customer}`);
	expect(process.rounds.size).toBe(MAX_MESSAGES);
	expect(process.receive('next', 2, 'p0').messages).toEqual(['next']);
	expect(process.receive('next', 2, 'p2').messages).toEqual(['m2 dm2', 'next']);
});

test('a process without messages forgets what others received, also without new deliveries to combine', () => {
	const [one, other] = [new Process(), new Process()];
	one.receive('1', 0);
	const old = one.saved(0);
	other.load(old, 1);
	other.load({}, 26.1);
	other.load(old, 26.2);
	expect(Object.keys(other.saved(0) as object)).toEqual([]);
});

test('a process keeps the messages of a limited number of customers that others received', () => {
	const process = new Process();
	for (let customer = 0; customer < 2000; customer += 200) {
		const other = new Process();
		for (let count = 0; count < 200; count++) other.receive('1', 0, `p${customer + count}`);
		process.load(other.saved(0), 1);
	}
	expect(process.receive('2', 1, 'p999').messages).toEqual(['2']);
	expect(process.receive('2', 1, 'p1000').messages).toEqual(['1 d1', '2']);
});
