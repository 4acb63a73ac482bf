import type { Json } from '../messages/checks';
import type { State } from '../state';
import { factsBetween, type Fact } from './facts';
import { readQuery, unitOf, type AnalyticsQuery } from './query';

const units = ['HALF_HOUR', 'DAILY', 'MONTHLY'];

/** The value of a fact in a dimension, under the key that Meta uses in data points. */
const dimensions: Record<string, { key: string; of: (fact: Fact) => string }> = {
	COUNTRY: { key: 'country', of: ({ country }) => country },
	PHONE: { key: 'phone_number', of: ({ phone }) => phone },
	PRICING_CATEGORY: { key: 'pricing_category', of: ({ category }) => category },
	PRICING_TYPE: { key: 'pricing_type', of: ({ type }) => type },
	CONVERSATION_CATEGORY: { key: 'conversation_category', of: ({ category }) => category },
	CONVERSATION_TYPE: { key: 'conversation_type', of: ({ type }) => (type === 'REGULAR' ? 'REGULAR' : 'FREE_TIER') },
	CONVERSATION_DIRECTION: {
		key: 'conversation_direction',
		of: ({ category }) => (category === 'SERVICE' ? 'USER_INITIATED' : 'BUSINESS_INITIATED'),
	},
	DIRECTION: {
		key: 'direction',
		of: ({ category }) => (category === 'SERVICE' ? 'USER_INITIATED' : 'BUSINESS_INITIATED'),
	},
	// One tier is enough here: a month stays below its end.
	TIER: {
		key: 'tier',
		of: ({ category }) => (['UTILITY', 'AUTHENTICATION'].includes(category) ? '0:100000' : '0:MAX'),
	},
};

const isAmong = (list: string[] | undefined, value: string): boolean =>
	list === undefined || list.length === 0 || list.includes(value);

function chosen(state: State, { start, end, lists }: AnalyticsQuery): Fact[] {
	return factsBetween(state, start, end).filter(
		(fact) =>
			isAmong(lists.phone_numbers, fact.phone) &&
			isAmong(lists.country_codes, fact.country) &&
			isAmong(lists.pricing_categories ?? lists.conversation_categories, fact.category) &&
			isAmong(lists.pricing_types, fact.type) &&
			isAmong(lists.directions ?? lists.conversation_directions, dimensions.DIRECTION.of(fact)),
	);
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5;

/** Adds facts up, per unit of time and combination of dimensions. */
function points(state: State, query: AnalyticsQuery, measure: (facts: Fact[]) => Json): Json[] {
	const split = (query.lists.dimensions ?? [])
		.filter((name) => Object.hasOwn(dimensions, name))
		.map((name) => dimensions[name]);
	const groups = new Map<string, { head: Json; facts: Fact[] }>();
	for (const fact of chosen(state, query)) {
		const head = {
			...unitOf(fact.at, query.granularity),
			...Object.fromEntries(split.map(({ key, of }) => [key, of(fact)])),
		};
		const key = JSON.stringify(head);
		const group: { head: Json; facts: Fact[] } = groups.get(key) ?? { head, facts: [] };
		group.facts.push(fact);
		groups.set(key, group);
	}
	return [...groups.values()].map(({ head, facts }) => ({ ...head, ...measure(facts) }));
}

const volume = (facts: Fact[]): number => facts.reduce((sum, one) => sum + one.volume, 0);
const cost = (facts: Fact[]): number => round(facts.reduce((sum, one) => sum + one.cost, 0));

/** Only the metrics that are asked for. */
const metrics = ({ lists }: AnalyticsQuery, all: Json): Json =>
	Object.fromEntries(Object.entries(all).filter(([name]) => isAmong(lists.metric_types, name.toUpperCase())));

type Read = (state: State, modifiers: Record<string, string>) => Json;

/** The analytics that are fields of an account (Meta docs: Analytics). */
export const analyticsFields: Record<string, Read> = {
	analytics: (state, modifiers) => {
		const query = readQuery(modifiers, ['HALF_HOUR', 'DAY', 'MONTH']);
		const data_points = points(state, query, (facts) => ({
			sent: volume(facts),
			delivered: Math.floor(volume(facts) * 0.98),
		}));
		return {
			phone_numbers: query.lists.phone_numbers ?? [],
			country_codes: query.lists.country_codes ?? [],
			granularity: query.granularity,
			data_points,
		};
	},
	pricing_analytics: (state, modifiers) => {
		const query = readQuery(modifiers, units);
		const data_points = points(state, query, (facts) => metrics(query, { volume: volume(facts), cost: cost(facts) }));
		return data_points.length === 0 ? { data: [] } : { data: [{ data_points }] };
	},
	conversation_analytics: (state, modifiers) => {
		const query = readQuery(modifiers, units);
		const data_points = points(state, query, (facts) =>
			metrics(query, { conversation: Math.ceil(volume(facts) / 3), cost: cost(facts) }),
		);
		return { data: [{ data_points }] };
	},
	call_analytics: (state, modifiers) => {
		const query = readQuery(modifiers, units);
		const data_points = points(state, query, (facts) =>
			metrics(query, { count: Math.ceil(volume(facts) / 20), cost: round(cost(facts) / 4), average_duration: 95 }),
		);
		return { granularity: query.granularity, data_points };
	},
};
