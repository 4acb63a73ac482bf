import { parameterError } from '../errors';

/** What is asked of analytics: a time, its units, filters and dimensions. */
export interface AnalyticsQuery {
	start: number;
	end: number;
	granularity: string;
	/** Lists, by name. */
	lists: Record<string, string[]>;
}

const lists = [
	'phone_numbers',
	'product_types',
	'country_codes',
	'metric_types',
	'pricing_types',
	'pricing_categories',
	'conversation_categories',
	'conversation_types',
	'conversation_directions',
	'directions',
	'dimensions',
	'tiers',
];

/** `["A","B"]`, `[A,B]` or `A,B`. */
const entries = (text: string): string[] =>
	text
		.replace(/^\[|\]$/g, '')
		.split(',')
		.map((one) => one.trim().replace(/^["']|["']$/g, ''))
		.filter((one) => one !== '');

function time(text: string | undefined, name: string): number {
	if (text === undefined || !/^\d{9,11}$/.test(text)) throw parameterError(`The parameter ${name} is required`);
	return Number(text);
}

/** Reads the modifiers of an analytics field (Meta docs: Analytics). @throws GraphError */
export function readQuery(modifiers: Record<string, string>, granularities: readonly string[]): AnalyticsQuery {
	for (const name of Object.keys(modifiers))
		if (!['start', 'end', 'granularity', ...lists].includes(name)) throw parameterError(`Unknown modifier ${name}`);
	const query = { start: time(modifiers.start, 'start'), end: time(modifiers.end, 'end') };
	if (query.start >= query.end) throw parameterError('Param start must be before end.');
	const { granularity } = modifiers;
	if (!granularities.includes(granularity))
		throw parameterError(`Param granularity must be one of {${granularities.join(', ')}}`);
	return {
		...query,
		granularity,
		lists: Object.fromEntries(
			Object.entries(modifiers).flatMap(([name, text]) => (lists.includes(name) ? [[name, entries(text)]] : [])),
		),
	};
}

const HALF_HOUR = 1800;
const DAY = 86_400;

/** The unit of time that a moment is in: its start and end. */
export function unitOf(at: number, granularity: string): { start: number; end: number } {
	if (granularity.startsWith('MONTH')) {
		const date = new Date(at * 1000);
		const month = (offset: number): number => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1) / 1000;
		return { start: month(0), end: month(1) };
	}
	const length = granularity === 'HALF_HOUR' ? HALF_HOUR : DAY;
	const start = at - (at % length);
	return { start, end: start + length };
}
