import { InputError } from '../inputError';
import type { FieldPath } from '../inputPath';
import { isLoopback, isPublicHost } from '../publicHost';
import { requiredText } from './parameterValues';

function parse(link: string): URL | undefined {
	try {
		return new URL(link);
	} catch {
		return undefined;
	}
}

/** A link that Meta cannot fetch, as it leads into a private network or to this machine. */
export const unreachableHost = (field: FieldPath): InputError =>
	new InputError(
		field,
		"leads to a host that Meta's servers cannot reach",
		'Use a link that works from the internet, or upload the file from n8n',
	);

/**
 * Checks a link from which Meta's servers fetch a file: http or https, a public host, no user name or password.
 * WhatsApp docs: Media > Using a link.
 * @param allowLoopback accepts links to this machine too, for a caller that checks whether the Graph API is there
 * @returns the link, with spaces and non-ASCII letters encoded
 * @throws InputError
 */
export function checkLink(value: unknown, field: string, { allowLoopback = false } = {}): string {
	const link = requiredText(value, field, 'Enter the public web address of the file').trim();
	const url = parse(link);
	if (url === undefined) {
		throw new InputError(field, 'is not a valid URL', 'Enter the complete URL, starting with https://');
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new InputError(
			field,
			'must start with https:// or http://',
			'WhatsApp fetches files only over HTTP or HTTPS',
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new InputError(
			field,
			'contains a user name or password',
			'Meta fetches the file without signing in. Use a link that works without credentials, or upload the file from n8n',
		);
	}
	if (!isPublicHost(url.hostname) && !(allowLoopback && isLoopback(url.hostname))) throw unreachableHost(field);
	return /^[\x21-\x7e]+$/.test(link) ? link : url.href;
}
