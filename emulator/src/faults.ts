import { errorCodes } from './errorCodes';
import { GraphError } from './errors';
import { seededRandom } from './random';
import { phoneDigits } from './messages/recipient';
import type { ErrorFault, Fault, FaultMatch } from './types';

/** What is known about a request when faults are chosen. */
export interface FaultTarget {
	method: string;
	path: string;
	to?: string;
}

/** A fault reduced to its effect on one request. */
export type InjectedFault = Exclude<Fault, { kind: 'random' }>;

const kinds: Array<Fault['kind']> = [
	'error',
	'html',
	'empty',
	'delay',
	'cut',
	'cutAfterAcceptance',
	'half',
	'redirect',
	'random',
];

interface Armed {
	fault: Fault;
	seen: number;
	left: number;
	random: () => number;
}

/** The pending faults in the order they were added; the first that matches wins. */
export class Faults {
	private armed: Armed[] = [];

	/** Throws RangeError for an unknown kind, or an unknown key of a random fault. */
	add(fault: Fault): void {
		if (!kinds.includes(fault.kind))
			throw new RangeError(`There is no fault of the kind '${String(fault.kind)}'; there are ${kinds.join(', ')}`);
		if (fault.kind === 'random') Object.keys(fault.probabilities).forEach(parseFault);
		const left =
			fault.count === 'always' || (fault.kind === 'random' && fault.count === undefined)
				? Infinity
				: (fault.count ?? 1);
		this.armed.push({ fault, seen: 0, left, random: seededRandom(fault.seed ?? 1) });
	}

	clear(): void {
		this.armed = [];
	}

	/** The faults that have not happened yet, or not often enough. */
	pending(): Fault[] {
		return this.armed.map(({ fault }) => fault);
	}

	count(): number {
		return this.armed.length;
	}

	/** The fault that affects this request, if any; exhausted faults are dropped. */
	take(target: FaultTarget): InjectedFault | undefined {
		if (this.armed.length === 0) return undefined;
		for (const armed of this.armed) {
			if (!matches(armed.fault.match, target)) continue;
			armed.seen += 1;
			if (armed.seen < (armed.fault.match?.nth ?? 1)) continue;
			const injected = draw(armed);
			if (!injected) continue;
			armed.left -= 1;
			if (armed.left <= 0) this.armed = this.armed.filter((other) => other !== armed);
			return injected;
		}
		return undefined;
	}
}

function matches(match: FaultMatch | undefined, target: FaultTarget): boolean {
	if (!match) return true;
	if (match.method !== undefined && match.method.toUpperCase() !== target.method) return false;
	if (match.to !== undefined && phoneDigits(match.to) !== phoneDigits(target.to ?? '')) return false;
	if (match.path === undefined) return true;
	if (match.path instanceof RegExp) return match.path.test(target.path);
	const pattern = /^\/(.*)\/(i?)$/.exec(match.path);
	return pattern && /[\\^$*+?.()|[\]{}]/.test(pattern[1])
		? new RegExp(pattern[1], pattern[2]).test(target.path)
		: target.path.includes(match.path);
}

function draw(armed: Armed): InjectedFault | undefined {
	const { fault } = armed;
	if (fault.kind !== 'random')
		return fault.probability === undefined || armed.random() < fault.probability ? fault : undefined;
	let point = armed.random();
	for (const [key, chance] of Object.entries(fault.probabilities)) {
		if (point < chance) return parseFault(key);
		point -= chance;
	}
	return undefined;
}

function parseFault(key: string): InjectedFault {
	if (/^\d+$/.test(key)) return { kind: 'error', code: Number(key) };
	if (key === 'html' || key === 'empty') return { kind: key, status: 502 };
	if (key === 'cut' || key === 'cutAfterAcceptance' || key === 'half') return { kind: key };
	throw new RangeError(`There is no random fault '${key}'`);
}

/**
 * The Graph error of an error fault (Meta docs: Graph API > Handling errors for the parts, Error codes for the status
 * per code).
 */
export function faultError(fault: ErrorFault): GraphError {
	const known = errorCodes[fault.code];
	const details = fault.details === undefined ? undefined : { messaging_product: 'whatsapp', details: fault.details };
	return new GraphError(
		fault.status ?? known?.status ?? 400,
		{
			message: fault.message ?? `(#${fault.code}) ${known?.title ?? 'Unknown error'}`,
			type: fault.type ?? 'OAuthException',
			code: fault.code,
			...(fault.subcode === undefined ? {} : { error_subcode: fault.subcode }),
			...(details ? { error_data: fault.errorDataAsString ? JSON.stringify(details) : details } : {}),
			...(fault.isTransient === undefined ? {} : { is_transient: fault.isTransient }),
			...(fault.userTitle === undefined ? {} : { error_user_title: fault.userTitle }),
			...(fault.userMessage === undefined ? {} : { error_user_msg: fault.userMessage }),
		},
		fault.headers,
	);
}
