import type { Action, ChatPlace, Details, Entry, PhoneState } from '../phoneApi/types';

const API = '/_emulator/phone';
const BUSINESS = '/_emulator/business';

/** What a call that was rejected says. */
export class Problem extends Error {}

async function call<T>(method: string, url: string, body?: unknown): Promise<T> {
	const response = await fetch(url, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
	});
	const value = (await response.json().catch(() => ({}))) as T & { problem?: string };
	if (!response.ok) throw new Problem(value.problem ?? `The emulator responded ${response.status}`);
	return value;
}

export const get = async <T>(path: string): Promise<T> => await call<T>('GET', `${API}/${path}`);
export const post = async <T>(path: string, body: unknown): Promise<T> => await call<T>('POST', `${API}/${path}`, body);
export const remove = async <T>(path: string): Promise<T> => await call<T>('DELETE', `${API}/${path}`);

export const loadState = async (): Promise<PhoneState> => await get('state');
/** @param last how many of the latest messages; default: all */
export const loadChat = async ({ customer, business, group }: ChatPlace, last?: number): Promise<Entry[]> => {
	const query = new URLSearchParams({ customer, business });
	if (group !== undefined) query.set('group', group);
	if (last !== undefined) query.set('last', String(last));
	return await get(`chat?${query}`);
};
export const loadDetails = async (id: string): Promise<Details> => await get(`details?id=${encodeURIComponent(id)}`);
/** @returns the ID of what came of it, such as a message, a call or a group */
export const act = async (action: Action): Promise<string | undefined> =>
	(await post<{ id?: string }>('act', action)).id;

/** Uploads a file that the customer sends. @returns its media ID */
export async function upload(file: Blob, name: string, business: string): Promise<{ id: string; mimeType: string }> {
	const query = `name=${encodeURIComponent(name)}&business=${encodeURIComponent(business)}`;
	const response = await fetch(`${API}/files?${query}`, {
		method: 'POST',
		body: file,
		headers: { 'Content-Type': file.type || 'application/octet-stream' },
	});
	const value = (await response.json()) as { id: string; mimeType: string; problem?: string };
	if (!response.ok) throw new Problem(value.problem ?? 'The file was not accepted');
	return value;
}

/** Changes something on the side of the business. */
export const postToBusiness = async (path: string, body: unknown = {}): Promise<void> =>
	void (await call('POST', `${BUSINESS}/${path}`, body));

/** Follows what happens on the side of the business, until the page is closed. */
export const followBusiness = (): EventSource => new EventSource(`${BUSINESS}/events`);

/** Follows events until the page is closed. */
export const follow = (): EventSource => new EventSource(`${API}/events`);
