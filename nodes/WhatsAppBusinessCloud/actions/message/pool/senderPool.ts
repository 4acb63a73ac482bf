import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../../../shared/inputError';
import { inputWarning } from '../../../shared/inputWarning';
import { logOf } from '../../../shared/log';
import type { Recipient } from '../../../shared/input/recipient';
import { formatNumber } from '../../../shared/formatNumber';
import { TEMPLATE_MISSING } from '../../../transport/errorCodes/codes';
import { GraphApiError } from '../../../transport/errors';
import { blocksSender } from '../../../transport/rateLimit/stopOnBlock';
import type { GraphClient, SenderBlock } from '../../../transport/types';
import type { SenderRate } from '../../../idempotency/types';
import type { OperationItem } from '../../types';
import { poolField } from './fields';
import { rankNumbers, weigh, type PoolNumber, type WeightedNumber } from './rankNumbers';

/** Which number sent a message, as output. */
export interface SentFrom {
	/** Phone number ID. */
	phoneNumberId: string;
	/** The number as people know it; absent when Meta did not say. */
	displayPhoneNumber?: string;
	/** ID of the recipient's own number, if another one took over. */
	movedFrom?: string;
	/** That number as people know it. */
	movedFromDisplayPhoneNumber?: string;
	/** Why that number could not send. */
	moveReason?: string;
	[key: string]: string | undefined;
}

const reasonOf = ({ known, message, code }: SenderBlock): string =>
	`${known?.title ?? message}${code === undefined ? '' : ` (${code})`}`;

/** The rejection, if another number can take over: Meta certainly did nothing, and the number or its account is at fault. */
export function numbersFault(thrown: unknown): SenderBlock | undefined {
	if (!(thrown instanceof GraphApiError) || !thrown.isCertainlyUndone) return undefined;
	const { response } = thrown;
	return response && (blocksSender(response, true) || response.code === TEMPLATE_MISSING) ? response : undefined;
}

const unreadable = (id: string, { message }: GraphApiError): InputError =>
	new InputError(
		poolField,
		() =>
			`Meta did not say what the number with the ID ${id} may send (${message}), so the recipients could not be divided and nothing was sent`,
		'Run this step again in a few minutes, or remove the number from the pool',
	);

/** Numbers that share the messages of a run. Its rules need no memory, so that all executions and workers agree. */
export class SenderPool {
	/** Rejections of templates that the account of a number does not have, by number and template. */
	private readonly missing = new Map<string, SenderBlock>();

	/** Numbers whose failure was reported. */
	private readonly reported = new Set<string>();

	/** The recipients of templates, by the messaging limit of their number: at most as many as the limit. */
	private readonly recipients = new Map<number, Set<string>>();

	private readonly rates: Map<string, SenderRate>;

	private readonly weighted: WeightedNumber[];

	/** The numbers as people know them, by ID. */
	private readonly displayed: Map<string, string | undefined>;

	private constructor(
		private readonly n8n: IExecuteFunctions,
		private readonly numbers: PoolNumber[],
	) {
		this.weighted = weigh(numbers);
		this.rates = new Map(numbers.map(({ id, capacity }) => [id, { key: id, perSecond: capacity.perSecond }]));
		this.displayed = new Map(numbers.map(({ id, capacity }) => [id, capacity.displayPhoneNumber]));
	}

	/** Reads what the numbers may send. @param ids of the numbers @throws InputError when one cannot be read */
	static async open(n8n: IExecuteFunctions, graph: GraphClient, ids: string[]): Promise<SenderPool> {
		const read = async (id: string): Promise<PoolNumber> => ({
			id,
			capacity: await graph.capacityOf(id).catch((thrown: Error) => {
				throw thrown instanceof GraphApiError ? unreadable(id, thrown) : thrown;
			}),
		});
		return new SenderPool(n8n, await Promise.all(ids.map(read)));
	}

	/** The numbers for a recipient. */
	shareOf({ key }: Recipient): PoolShare {
		const numbers = rankNumbers(this.weighted, key);
		return new PoolShare(this, numbers, this.numbers[0].id, this.rates.get(numbers[0])!);
	}

	/**
	 * Counts the recipient of a template. All numbers of a portfolio share one messaging limit, and different limits mean
	 * different portfolios (WhatsApp docs: Messaging limits).
	 * @returns the messaging limit, if the run already has this many other recipients for its portfolio
	 */
	exceededLimit({ key }: Recipient, number: string): number | undefined {
		const limit = this.numbers.find(({ id }) => id === number)?.capacity.messagingLimit;
		if (limit === undefined || limit === Infinity) return undefined;
		const recipients = this.recipients.get(limit) ?? new Set();
		this.recipients.set(limit, recipients);
		if (recipients.size < limit) recipients.add(key);
		return recipients.has(key) ? undefined : limit;
	}

	/**
	 * Sends a message from the first number that can. A message of which Meta may have accepted an attempt is never sent
	 * from another number.
	 * @param numbers in the order in which to try them
	 * @param template name and language, if it is one
	 * @param attempt sends it from a number
	 * @throws errors of `attempt`
	 */
	async send<T>(
		{ graph, numbers, template }: { graph: GraphClient; numbers: string[]; template?: string },
		attempt: (number: string) => Promise<T>,
	): Promise<{ response: T; from: SentFrom }> {
		let moved: Partial<SentFrom> | undefined;
		let failure: Error | undefined;
		for (const number of numbers) {
			const templateHere = `${number} ${template}`;
			let fault = graph.blockOf(number) ?? this.missing.get(templateHere);
			if (fault === undefined) {
				const response = await attempt(number).catch((thrown: Error) => thrown);
				if (!(response instanceof Error)) return { response, from: { ...this.sentFrom(number), ...moved } };
				failure = response;
				fault = numbersFault(failure);
				if (fault === undefined) throw failure;
				if (fault.code === TEMPLATE_MISSING) this.missing.set(templateHere, fault);
				this.report(number, fault);
			}
			moved ??= this.movedFrom(number, fault);
		}
		if (failure !== undefined) throw failure;
		// No number is left. This one reports why, without a request if it is blocked.
		return { response: await attempt(numbers[0]), from: this.sentFrom(numbers[0]) };
	}

	private sentFrom(number: string): SentFrom {
		const displayPhoneNumber = this.displayed.get(number);
		return { phoneNumberId: number, ...(displayPhoneNumber !== undefined && { displayPhoneNumber }) };
	}

	private movedFrom(number: string, fault: SenderBlock): Partial<SentFrom> {
		const display = this.displayed.get(number);
		return {
			movedFrom: number,
			...(display !== undefined && { movedFromDisplayPhoneNumber: display }),
			moveReason: reasonOf(fault),
		};
	}

	/** Reports once that a number dropped out: in n8n's log, and in the output pane. */
	private report(number: string, fault: SenderBlock): void {
		if (this.reported.has(number)) return;
		this.reported.add(number);
		const others = this.numbers.length - this.reported.size;
		const then = others > 0 ? 'The other numbers send its messages.' : 'No other number is left.';
		const display = this.displayed.get(number);
		const name = display === undefined ? number : `${display} (ID ${number})`;
		const message = `The number ${name} cannot send: ${reasonOf(fault)}. ${then}`;
		logOf(this.n8n).warn(`WhatsApp '${this.n8n.getNode().name}': ${message}`);
		this.n8n.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
	}
}

/** The numbers of a pool for one recipient. */
export class PoolShare {
	constructor(
		private readonly pool: SenderPool,
		/** Phone number IDs, the recipient's own number first. */
		readonly numbers: string[],
		/** ID of the first number in the form: progress messages come from it. */
		readonly first: string,
		readonly senderRate: SenderRate,
	) {}

	/** The same, but no other number takes over. */
	get ownNumberOnly(): PoolShare {
		return new PoolShare(this.pool, this.numbers.slice(0, 1), this.first, this.senderRate);
	}

	/** Warns about a template for more people than the portfolio may reach in a day. */
	checkLimit(item: OperationItem, recipient: Recipient): void {
		const limit = this.pool.exceededLimit(recipient, this.numbers[0]);
		if (limit === undefined) return;
		item.warn(
			inputWarning(
				poolField,
				() =>
					`The portfolio of these numbers may write to ${formatNumber(limit)} people in 24 hours outside of open windows, and this run has more`,
				'All numbers of a portfolio share this limit. Send the rest on another day, or ask Meta for a higher limit.',
			),
		);
	}

	/** See SenderPool. */
	async send<T>(
		graph: GraphClient,
		template: string | undefined,
		attempt: (number: string) => Promise<T>,
	): Promise<{ response: T; from: SentFrom }> {
		return await this.pool.send({ graph, numbers: this.numbers, template }, attempt);
	}
}
