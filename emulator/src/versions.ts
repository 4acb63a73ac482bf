import { unknownPath } from './errors';

// Meta docs: Graph API > Changelog, table of versions, as of November 2026: v20.0 expired on 24 Sep 2026.
const live = ['v21.0', 'v22.0', 'v23.0', 'v24.0', 'v25.0', 'v26.0'];
const expired = /^v(?:[1-9]|1\d|20)\.0$|^v2\.\d+$/;

/**
 * Splits a path into the version that serves it and the rest. The oldest live version serves an expired version and a
 * path without a version (general Graph API behavior). A version that Meta never published is invalid: 2500.
 */
export function readVersion(path: string): { version: string; versionInPath: string; segments: string[] } {
	const segments = path.split('/').filter((segment) => segment !== '');
	const requested = segments[0];
	if (requested === undefined || !/^v\d+(\.\d+)?$/.test(requested))
		return { version: live[0], versionInPath: '', segments };
	const rest = segments.slice(1);
	if (live.includes(requested)) return { version: requested, versionInPath: requested, segments: rest };
	if (expired.test(requested)) return { version: live[0], versionInPath: requested, segments: rest };
	throw unknownPath(`/${segments.slice(1).join('/') || requested}`);
}

/** The path of a request without version, empty segments and query: `/v25.0//1/messages/?a=b` is `/1/messages`. */
export function pathWithoutVersion(url = '/'): string {
	const mark = url.indexOf('?');
	const path = mark === -1 ? url : url.slice(0, mark);
	const rest = path.replace(/^\/+v\d+(?:\.\d+)?(?=\/|$)/, '');
	if (!rest.includes('//') && !rest.endsWith('/')) return rest === '' ? '/' : rest;
	return `/${rest
		.split('/')
		.filter((segment) => segment !== '')
		.join('/')}`;
}
