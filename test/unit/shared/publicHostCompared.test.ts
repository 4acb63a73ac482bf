import fc from 'fast-check';
import { parse } from 'ipaddr.js';
import { isPublicHost } from '../../../nodes/WhatsAppBusinessCloud/shared/publicHost';

/** What the library calls public, and publicHost does not: inside Azure only, and IPv6 that IANA has not assigned. */
const isKnownDifference = (host: string): boolean =>
	host === '168.63.129.16' || (host.startsWith('[') && !/^\[[23][\da-f]{3}:/.test(host));

/** Ranges of services on the internet, which the library tells apart (RFC 7534, RFC 7535, RFC 7450). */
const SERVICES = ['as112', 'as112v6', 'amt'];

const byte = fc.nat(255);
/** Often at the start of a range. */
const ipv4 = fc
	.tuple(
		fc.oneof(fc.constantFrom(0, 10, 100, 127, 168, 169, 172, 192, 198, 203, 224, 240, 255), byte),
		fc.oneof(fc.constantFrom(0, 16, 18, 19, 31, 51, 63, 64, 88, 127, 128, 168, 175, 254, 255), byte),
		fc.oneof(fc.constantFrom(0, 2, 99, 100, 113, 129, 196, 255), byte),
		byte,
	)
	.map((bytes) => bytes.join('.'));

const group = fc.nat(0xffff);
const ipv6 = fc
	.tuple(
		fc.oneof(fc.constantFrom(0, 0x64, 0x100, 0x2001, 0x2002, 0x2620, 0x3fff, 0xfc00, 0xfe80, 0xff02), group),
		fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 0x4f, 0xdb8, 0x1ff, 0x200, 0xfff, 0xff9b), group),
		fc.array(group, { minLength: 6, maxLength: 6 }),
	)
	.map(([first, second, rest]) => `[${[first, second, ...rest].map((one) => one.toString(16)).join(':')}]`);

test('IP addresses are public where ipaddr.js finds them in no special range', () => {
	fc.assert(
		fc.property(fc.oneof(ipv4, ipv6), (address) => {
			const host = new URL(`https://${address}/`).hostname;
			const range = parse(host.replace(/[[\]]/g, '')).range();
			fc.pre(!SERVICES.includes(range));
			expect(isPublicHost(host)).toBe(range === 'unicast' && !isKnownDifference(host));
		}),
		{ numRuns: 20_000 },
	);
});
