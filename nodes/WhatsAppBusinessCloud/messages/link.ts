import { InputError } from '../inputError';
import { requiredText } from './values';

/** Networks that only machines inside them reach: RFC 1918, 1122, 3927, 6598. First address and prefix length. */
const privateNetworks: Array<[string, number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
];
/** Names that no public name server answers for: RFC 6761, 6762, 8375, and ICANN's private-use name. */
const privateNames = ['localhost', 'local', 'internal', 'home.arpa', 'test', 'invalid'];

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function isPrivateIpv4(address: string): boolean {
	return privateNetworks.some(([start, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(number(address) / size) === Math.floor(number(start) / size);
	});
}

/** @param address as the URL parser writes it: lower case, shortest form, without brackets */
function isPrivateIpv6(address: string): boolean {
	const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
	if (mapped) {
		const [high, low] = [parseInt(mapped[1], 16), parseInt(mapped[2], 16)];
		return isPrivateIpv4([high >> 8, high & 255, low >> 8, low & 255].join('.'));
	}
	return (
		address === '::' || address === '::1' || /^f[cd][0-9a-f]{2}:/.test(address) || /^fe[89ab][0-9a-f]:/.test(address)
	);
}

function isPrivate(hostname: string): boolean {
	if (hostname.startsWith('[')) return isPrivateIpv6(hostname.slice(1, -1));
	if (/^[\d.]+$/.test(hostname)) return isPrivateIpv4(hostname);
	const name = hostname.replace(/\.$/, '');
	return !name.includes('.') || privateNames.some((end) => name.endsWith(`.${end}`));
}

function parse(link: string): URL | undefined {
	try {
		return new URL(link);
	} catch {
		return undefined;
	}
}

/**
 * Checks a link that Meta's servers are to fetch a file from: http or https, a public host, no user name or password.
 * WhatsApp docs: Media > Using a link.
 * @returns the link, with spaces and letters beyond ASCII encoded
 * @throws InputError
 */
export function checkLink(value: unknown, field: string): string {
	const link = requiredText(value, field, 'Enter the public web address of the file').trim();
	const url = parse(link);
	if (url === undefined) {
		throw new InputError(field, `'${field}' is not a web address`, 'Enter the whole link, starting with https://');
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new InputError(
			field,
			`'${field}' has to start with https:// or http://`,
			'WhatsApp fetches files over HTTP only',
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new InputError(
			field,
			`'${field}' holds a user name or password`,
			'Meta fetches the file without signing in. Use a link that works without, or upload the file from n8n',
		);
	}
	if (isPrivate(url.hostname)) {
		throw new InputError(
			field,
			`'${field}' leads to a host that Meta's servers cannot reach`,
			'Use a link that works from the internet, or upload the file from n8n',
		);
	}
	return /^[\x21-\x7e]+$/.test(link) ? link : url.href;
}
