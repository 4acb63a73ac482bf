import type { IDataObject } from 'n8n-workflow';
import { parseJson } from '../shared/untrustedJson';
import type { Usage } from './types';

function jsonHeader(value: unknown): IDataObject | undefined {
	const parsed = parseJson(value);
	return typeof parsed === 'object' && parsed !== null ? (parsed as IDataObject) : undefined;
}

/**
 * Reads how much of Meta's call limits is used up (Graph API docs: Rate Limits > Headers).
 * @param headers response headers, names in lower case
 */
export function readUsage(headers: Record<string, unknown>): Usage {
	const app = jsonHeader(headers['x-app-usage']);
	const businessUseCase = jsonHeader(headers['x-business-use-case-usage']);
	return { ...(app && { app }), ...(businessUseCase && { businessUseCase }) };
}

/** Percentage from which fewer requests are made; at 100 Meta rejects them (Graph API docs: Rate Limits). */
const CLOSE = 90;

/**
 * Share of the usual rate that remains at 100 percent: some requests must continue, to notice when there is room again.
 */
const LEAST_SHARE = 0.1;

const PERCENTAGES = ['call_count', 'total_cputime', 'total_time'];

/** Entries of the business use case header that count messages. Those of management calls do not slow messages down. */
function messageEntries(usage: Usage): IDataObject[] {
	const entries = Object.values(usage.businessUseCase ?? {}).flatMap((list) =>
		Array.isArray(list) ? (list as IDataObject[]) : [],
	);
	return entries.filter(
		(entry) => typeof entry === 'object' && entry !== null && entry.type !== 'whatsapp_business_management',
	);
}

function highest(entry: IDataObject): number {
	return Math.max(0, ...PERCENTAGES.map((name) => Number(entry[name]) || 0));
}

/** @returns share of the usual rate for messages, 0.1 to 1: lower from 90 percent of Meta's call limits on */
export function rateShareForUsage(usage: Usage): number {
	if (usage.app === undefined && usage.businessUseCase === undefined) return 1;
	const used = Math.max(0, ...[...(usage.app ? [usage.app] : []), ...messageEntries(usage)].map(highest));
	return used < CLOSE ? 1 : Math.max(LEAST_SHARE, (100 - used) / (100 - CLOSE));
}

/** Longest wait that a response can state, in ms: a year. A longer one is a mistake, such as a time in its place. */
const LONGEST_WAIT = 365 * 24 * 3_600_000;

/** A wait that a response states. @returns undefined for one that makes no sense */
export const statedWait = (ms: number): number | undefined => (ms <= LONGEST_WAIT ? Math.max(0, ms) : undefined);

/** Minutes until Meta accepts calls of this account again, from the business use case header; undefined when absent. */
export function minutesUntilRegained(usage: Usage): number | undefined {
	let longest: number | undefined;
	for (const entries of Object.values(usage.businessUseCase ?? {})) {
		if (!Array.isArray(entries)) continue;
		for (const entry of entries as IDataObject[]) {
			const minutes = Number(entry?.estimated_time_to_regain_access);
			if (minutes > 0 && statedWait(minutes * 60_000) !== undefined) longest = Math.max(longest ?? 0, minutes);
		}
	}
	return longest;
}
