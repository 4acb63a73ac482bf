import { whatsappError } from './errors';
import { tokenText } from './auth';
import type { RequestContext } from './requestContext';

/** Position as an opaque cursor. */
function cursor(index: number): string {
	return Buffer.from(`QVFIU:${index}`).toString('base64url');
}

function readCursor(text: string): number {
	const index = /^QVFIU:(\d+)$/.exec(Buffer.from(text, 'base64url').toString('latin1'))?.[1];
	// Meta docs: Error codes, 131059: invalid cursor.
	if (index === undefined)
		throw whatsappError(131059, 'The cursor is not valid or has expired. Start again without it.');
	return Number(index);
}

/**
 * One page of a list with cursors and absolute next and previous URLs, which contain the access token as Meta's do
 * (Meta docs: Graph API > Paginated results). Page size 25 by default; parameters limit, after, before.
 * @param most the largest page
 */
export function page(ctx: RequestContext, items: Array<Record<string, unknown>>, most = 100): Record<string, unknown> {
	const requested = Number(ctx.params.limit ?? 25);
	const limit = Number.isInteger(requested) && requested > 0 ? Math.min(requested, most) : 25;
	const { after, before } = ctx.params;
	let start = typeof after === 'string' && after !== '' ? readCursor(after) + 1 : 0;
	let end = start + limit;
	if (typeof before === 'string' && before !== '') {
		end = readCursor(before);
		start = Math.max(0, end - limit);
	}
	const data = items.slice(start, end);
	if (data.length === 0) return { data };
	const first = cursor(start);
	const last = cursor(start + data.length - 1);
	return {
		data,
		paging: {
			cursors: { before: first, after: last },
			...(start + data.length < items.length ? { next: pageUrl(ctx, limit, { after: last }) } : {}),
			...(start > 0 ? { previous: pageUrl(ctx, limit, { before: first }) } : {}),
		},
	};
}

function pageUrl(ctx: RequestContext, limit: number, place: Record<string, string>): string {
	const token = tokenText(ctx.req.headers.authorization, ctx.params);
	const query = new URLSearchParams({ ...(token === undefined ? {} : { access_token: token }), pretty: '0' });
	for (const name of ['fields', 'filtering', 'sort']) {
		const value = ctx.params[name];
		if (typeof value === 'string') query.set(name, value);
	}
	query.set('limit', String(limit));
	for (const [name, value] of Object.entries(place)) query.set(name, value);
	return `${ctx.origin}/${ctx.version}/${ctx.segments.join('/')}?${query.toString()}`;
}
