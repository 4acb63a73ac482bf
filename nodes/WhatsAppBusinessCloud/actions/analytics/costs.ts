import type { IDataObject } from 'n8n-workflow';
import { compact, number, text, type Data } from '../../shared/untrustedJson';

/** What a row of costs can be about: our name, Meta's key, and Meta's dimension. */
export const splits = {
	category: { key: 'pricing_category', dimension: 'PRICING_CATEGORY' },
	country: { key: 'country', dimension: 'COUNTRY' },
	phoneNumber: { key: 'phone_number', dimension: 'PHONE' },
} as const;
export type Split = keyof typeof splits;

/** Delivered service messages that are free per number and month since October 2026 (WhatsApp docs: Pricing). */
export const FREE_MESSAGES = 1000;
const FREE_SINCE = '2026-10';

/** Pricing types that the free tier consists of: one for chats, one for groups. They share the number. */
const freeTier = ['FREE_CUSTOMER_SERVICE', 'FREE_GROUP_CUSTOMER_SERVICE'];

const volumeOf = ({ volume }: Data): number => number(volume) ?? 0;
const sum = (points: Data[]): number => points.reduce((total, point) => total + volumeOf(point), 0);

/** Sums money without the errors of binary fractions. */
function money(points: Data[]): number | undefined {
	const costs = points.flatMap(({ cost }) => number(cost) ?? []);
	// Accounts on the credit line of a partner have no costs.
	if (costs.length === 0) return undefined;
	return Math.round(costs.reduce((total, cost) => total + cost, 0) * 1e6) / 1e6;
}

const isOfFreeTier = ({ pricing_type: type }: Data): boolean => freeTier.includes(String(type));
const isFree = ({ pricing_type: type }: Data): boolean => String(type).startsWith('FREE_');

/** What is left of the free tier of a number. */
function freeTierOf(points: Data[]): IDataObject {
	const used = sum(points.filter(isOfFreeTier));
	return { freeServiceMessagesUsed: used, freeServiceMessagesLeft: Math.max(0, FREE_MESSAGES - used) };
}

/**
 * The volume tier of a category in a country: Meta writes `0:100000`, both included, or `100001:MAX`. Each tier has its
 * own row; the last one that is reached counts.
 */
function tierOf(points: Data[]): IDataObject {
	const tiers = points.flatMap(({ tier }) => {
		const [, from, to] = /^(\d+):(\d+|MAX)$/.exec(text(tier) ?? '') ?? [];
		return from === undefined
			? []
			: [{ tier: text(tier), from: Number(from), to: to === 'MAX' ? undefined : Number(to) }];
	});
	const reached = tiers.sort((a, b) => b.from - a.from).at(0);
	if (reached === undefined) return {};
	const messagesToNextTier = reached.to === undefined ? undefined : Math.max(0, reached.to - sum(points));
	return compact({ tier: reached.tier, messagesToNextTier });
}

function groupBy(points: Data[], keyOf: (point: Data) => string): Map<string, Data[]> {
	const groups = new Map<string, Data[]>();
	for (const point of points) {
		const key = keyOf(point);
		groups.set(key, [...(groups.get(key) ?? []), point]);
	}
	return groups;
}

const placeOf = (point: Data): string => JSON.stringify([text(point.pricing_category), text(point.country)]);

/**
 * One row per category, country and number, as far as the rows are split by them, the most expensive first.
 * @param month `2026-11`
 * @param points of pricing analytics, by all dimensions except the tier
 * @param tiers those by category, country and tier
 */
export function costRows(
	{ month, currency, split }: { month: string; currency: unknown; split: readonly Split[] },
	points: Data[],
	tiers: Data[],
): IDataObject[] {
	const byNumber = groupBy(points, ({ phone_number: phone }) => text(phone) ?? '');
	const byPlace = groupBy(tiers, placeOf);
	const groups = groupBy(points, (point) => JSON.stringify(split.map((one) => text(point[splits[one].key]) ?? null)));
	const rows = [...groups.values()].map((own) => {
		const [first] = own;
		const hasTiers = split.includes('category') && split.includes('country');
		const hasFreeTier = split.includes('phoneNumber') && month >= FREE_SINCE;
		return compact({
			month,
			...Object.fromEntries(split.map((one) => [one, text(first[splits[one].key])])),
			cost: money(own),
			currency: text(currency),
			messages: sum(own),
			paidMessages: sum(own.filter((point) => !isFree(point))),
			freeMessages: sum(own.filter(isFree)),
			...(hasFreeTier && freeTierOf(byNumber.get(text(first.phone_number) ?? '') ?? [])),
			...(hasTiers && tierOf(byPlace.get(placeOf(first)) ?? [])),
		});
	});
	return rows.sort((a, b) => (number(b.cost) ?? 0) - (number(a.cost) ?? 0));
}
