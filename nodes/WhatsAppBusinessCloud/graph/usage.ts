import type { IDataObject } from 'n8n-workflow';
import type { Usage } from './types';

function jsonHeader(value: unknown): IDataObject | undefined {
	if (typeof value !== 'string') return undefined;
	try {
		const parsed: unknown = JSON.parse(value);
		return typeof parsed === 'object' && parsed !== null ? (parsed as IDataObject) : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Reads how much of Meta's call limits is used up (Graph API docs: Rate Limits > Headers).
 * @param headers an answer's headers, names in lower case
 */
export function readUsage(headers: Record<string, unknown>): Usage {
	const app = jsonHeader(headers['x-app-usage']);
	const businessUseCase = jsonHeader(headers['x-business-use-case-usage']);
	return { ...(app && { app }), ...(businessUseCase && { businessUseCase }) };
}

/** Minutes until Meta lets this account call again, from the business use case header; undefined when it does not say. */
export function minutesUntilAccess(usage: Usage): number | undefined {
	let longest: number | undefined;
	for (const entries of Object.values(usage.businessUseCase ?? {})) {
		if (!Array.isArray(entries)) continue;
		for (const entry of entries as IDataObject[]) {
			const minutes = Number(entry?.estimated_time_to_regain_access);
			if (minutes > 0) longest = Math.max(longest ?? 0, minutes);
		}
	}
	return longest;
}
