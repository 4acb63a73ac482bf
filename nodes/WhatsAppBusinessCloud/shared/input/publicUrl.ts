import { InputError } from '../inputError';
import { isPublicHost } from '../publicHost';
import { requiredText } from './parameterValues';

function parse(link: string): URL | undefined {
	try {
		return new URL(link);
	} catch {
		return undefined;
	}
}

/**
 * Checks a link from which Meta's servers fetch a file: http or https, a public host, no user name or password.
 * WhatsApp docs: Media > Using a link.
 * @returns the link, with spaces and non-ASCII letters encoded
 * @throws InputError
 */
export function checkLink(value: unknown, field: string): string {
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
	if (!isPublicHost(url.hostname)) {
		throw new InputError(
			field,
			"leads to a host that Meta's servers cannot reach",
			'Use a link that works from the internet, or upload the file from n8n',
		);
	}
	return /^[\x21-\x7e]+$/.test(link) ? link : url.href;
}
