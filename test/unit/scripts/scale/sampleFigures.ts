import { eachQuantity, total } from '../../../../scripts/scale/cost';
import { type Cost, type Figures, QUANTITIES } from '../../../../scripts/scale/measured';

/** A cost with some quantities; the others are zero. */
export const cost = (given: Partial<Cost> = {}): Cost => eachQuantity((quantity) => given[quantity] ?? 0);

/** Each quantity is the same number. */
export const allOf = (value: number): Cost =>
	total([[value, Object.fromEntries(QUANTITIES.map((name) => [name, 1])) as Cost]]);

/** Round numbers to calculate with by hand. Nothing costs anything unless a test says so. */
export const figures = (costs: Partial<Figures['costs']> = {}, more: Partial<Figures> = {}): Figures => ({
	machine: {
		date: '2026-01-02',
		commit: 'abc1234',
		n8n: '2.0.0',
		node: '24.0.0',
		cpus: 2,
		cpu: 'Test CPU',
		postgres: '15.1',
		redis: '7.0',
	},
	costs: {
		replySaved: cost(),
		reply: cost(),
		status: cost(),
		part: cost(),
		smallPart: cost(),
		idle: cost(),
		...costs,
	},
	memoryMb: { main: 400, webhook: 300, worker: 500 },
	jobBytes: 1000,
	payloadBytes: { incoming: 500, status: 1000 },
	...more,
});
