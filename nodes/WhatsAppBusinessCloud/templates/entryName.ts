import type { IDataObject } from 'n8n-workflow';
import { shorten } from '../shared/shorten';
import { templateSummary } from './send';

/** Number of characters of a template's body in the list. */
const BODY_TEXT = 60;

const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'];

/** A code as words: `PENDING_DELETION` is `pending deletion`. */
const toWords = (code: unknown): string =>
	String(code ?? '')
		.toLowerCase()
		.replace(/_/g, ' ');

/**
 * The name of a template in a list: what identifies it, its category, its state if it cannot be sent, and the start of
 * its body: `sale (en_US, marketing): Only today`. Almost all templates of an account are approved, so that state is
 * left out.
 * @param row a template of the Graph API, with name, language, category, status and components
 */
export function templateEntryName({ name, language, category, status, ...row }: IDataObject): string {
	const state = toWords(status);
	const facts = [language, toWords(category), state === 'approved' ? '' : state].filter(Boolean);
	const body = templateSummary(row);
	const text = body === undefined ? '' : `: ${shorten(body, BODY_TEXT)}`;
	return `${String(name)} (${facts.join(', ')})${text}`;
}

/** @returns the category in a name of templateEntryName, such as `MARKETING`; undefined if there is none */
export function categoryOfEntryName(entryName: unknown): string | undefined {
	const facts = typeof entryName === 'string' ? (/^\w+ \(([^)]*)\)/.exec(entryName)?.[1] ?? '') : '';
	const names = facts.split(', ').map((fact) => fact.toUpperCase());
	return CATEGORIES.find((category) => names.includes(category));
}
