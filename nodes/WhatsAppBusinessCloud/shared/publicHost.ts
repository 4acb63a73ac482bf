/**
 * IPv4 ranges without public servers: IANA IPv4 Special-Purpose Address Registry (not globally reachable, or
 * deprecated), IANA IPv4 Multicast Address Space. First IP address and prefix length.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const IPV4_RANGES: Array<[string, number]> = [
	['0.0.0.0', 8], // this network
	['10.0.0.0', 8], // private use
	['100.64.0.0', 10], // shared address space (carrier-grade NAT)
	['127.0.0.0', 8], // loopback
	['168.63.129.16', 32], // public, but reachable inside Azure only (Azure docs: What is IP address 168.63.129.16)
	['169.254.0.0', 16], // link-local, with the metadata service of most clouds
	['172.16.0.0', 12], // private use
	['192.0.0.0', 24], // IETF protocol assignments
	['192.0.2.0', 24], // documentation
	['192.88.99.0', 24], // 6to4 relay anycast, deprecated
	['192.168.0.0', 16], // private use
	['198.18.0.0', 15], // benchmarking
	['198.51.100.0', 24], // documentation
	['203.0.113.0', 24], // documentation
	['224.0.0.0', 4], // multicast
	['240.0.0.0', 4], // reserved, and limited broadcast
];

/**
 * The only IPv6 range of public servers (IANA IPv6 Address Space: Global Unicast). It excludes, among others, loopback
 * (::1), IPv4-mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96 and 64:ff9b:1::/48), unique local (fc00::/7), link-local
 * (fe80::/10) and multicast (ff00::/8).
 */
const IPV6_PUBLIC: [string, number] = ['2000::', 3];

/**
 * Parts of IPV6_PUBLIC without public servers: IANA IPv6 Special-Purpose Address Registry.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const IPV6_RANGES: Array<[string, number]> = [
	['2001::', 23], // IETF protocol assignments: Teredo, benchmarking, ORCHID and others
	['2001:db8::', 32], // documentation
	['2002::', 16], // 6to4: embeds an IPv4 address, deprecated by RFC 7526
	['3fff::', 20], // documentation
];

/**
 * Suffixes of names that do not resolve in public DNS: IANA Special-Use Domain Names (RFC 6761, 6762, 7686, 8375,
 * 9476), ICANN's private-use name `internal`, the names that RFC 6762, appendix G, lists as used in private networks,
 * and the service names of Kubernetes.
 */
const PRIVATE_NAMES = [
	'localhost',
	'local',
	'localdomain',
	'internal',
	'intranet',
	'private',
	'corp',
	'home',
	'lan',
	'home.arpa',
	'test',
	'invalid',
	'example',
	'onion',
	'alt',
	'svc',
	// Google Cloud resolves it to the metadata service.
	'metadata.goog',
];

const ipv4Number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

function isPublicIpv4(address: string): boolean {
	return !IPV4_RANGES.some(([start, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(ipv4Number(address) / size) === Math.floor(ipv4Number(start) / size);
	});
}

const groupsOf = (text: string): string[] => (text === '' ? [] : text.split(':'));

/** @param address as the URL parser writes it: without dotted decimal, without a zone, without brackets */
function ipv6Number(address: string): bigint {
	const [head, tail] = address.split('::');
	const before = groupsOf(head);
	const after = groupsOf(tail ?? '');
	const zeros = Array<string>(8 - before.length - after.length).fill('0');
	return [...before, ...zeros, ...after].reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function isInIpv6Range(address: string, [start, bits]: [string, number]): boolean {
	const shift = BigInt(128 - bits);
	return ipv6Number(address) >> shift === ipv6Number(start) >> shift;
}

function isPublicIpv6(address: string): boolean {
	return isInIpv6Range(address, IPV6_PUBLIC) && !IPV6_RANGES.some((range) => isInIpv6Range(address, range));
}

/**
 * Whether a host can be a server on the internet, judged by its name only. A public name may still resolve to an
 * internal IP address, which only DNS could show.
 * @param hostname as URL returns it, so that decimal, octal and hexadecimal IPv4 addresses are in dotted decimal
 */
export function isPublicHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return isPublicIpv6(hostname.slice(1, -1));
	if (/^\d+(\.\d+){3}$/.test(hostname)) return isPublicIpv4(hostname);
	const name = hostname.toLowerCase().replace(/\.+$/, '');
	return name.includes('.') && !PRIVATE_NAMES.some((end) => name === end || name.endsWith(`.${end}`));
}

/** Whether a host name, as URL returns it, is this machine. */
export function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
