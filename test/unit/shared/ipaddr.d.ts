/** The part of ipaddr.js that publicHost is compared with. */
declare module 'ipaddr.js' {
	/** @returns the address with the name of its range in IANA's registries; `unicast` if it is in none of them */
	export function parse(address: string): { range(): string };
}
