/** A number with separators, and with decimals only if it is small. */
export function count(value: number): string {
	const digits = value >= 10 || Number.isInteger(value) ? 0 : value >= 1 ? 1 : 2;
	return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

const UNITS: Array<[size: number, name: string]> = [
	[1e12, 'TB'],
	[1e9, 'GB'],
	[1e6, 'MB'],
	[1e3, 'KB'],
];

/** A number of bytes in its largest decimal unit. */
export function bytes(value: number): string {
	const [size, name] = UNITS.find(([unit]) => value >= unit) ?? [1, 'bytes'];
	return `${count(value / size)} ${name}`;
}

/** A share of 1 in percent. */
export const percent = (share: number): string => `${count(share * 100)}%`;
