import { PART_SIZE, QUANTITIES, SMALL_PART_SIZE, type Cost, type Figures, type Load } from './measured';

/** A cost, computed quantity by quantity. */
export const eachQuantity = (compute: (quantity: keyof Cost) => number): Cost =>
	Object.fromEntries(QUANTITIES.map((quantity) => [quantity, compute(quantity)])) as Cost;

/** The sum of costs, each times a number. */
export const total = (terms: Array<[times: number, cost: Cost]>): Cost =>
	eachQuantity((quantity) => terms.reduce((sum, [times, cost]) => sum + times * cost[quantity], 0));

/** What each message of a campaign takes: the difference of two parts, divided by the difference of their sizes. */
export const campaignMessage = ({ costs: { part, smallPart } }: Figures): Cost =>
	eachQuantity((quantity) => Math.max(0, (part[quantity] - smallPart[quantity]) / (PART_SIZE - SMALL_PART_SIZE)));

/** What an execution that sends a part of a campaign takes, beside its messages. */
export function campaignExecution(figures: Figures): Cost {
	const message = campaignMessage(figures);
	return eachQuantity((quantity) =>
		Math.max(0, figures.costs.smallPart[quantity] - SMALL_PART_SIZE * message[quantity]),
	);
}

/** What is still in the tables after a successful execution that is not saved: nothing. */
const withoutTable = (cost: Cost): Cost => ({ ...cost, tableBytes: 0 });

/**
 * What a load takes.
 * @param figures measured costs of one unit of work
 */
export function costOf(figures: Figures, load: Load): Cost {
	const { replySaved, reply, status, idle } = figures.costs;
	const kept = load.saved ? (cost: Cost) => cost : withoutTable;
	return total([
		[load.replies, load.saved ? replySaved : withoutTable(reply)],
		[load.statuses, withoutTable(status)],
		[load.parts, kept(campaignExecution(figures))],
		[load.campaignMessages, kept(campaignMessage(figures))],
		[load.seconds, withoutTable(idle)],
	]);
}
