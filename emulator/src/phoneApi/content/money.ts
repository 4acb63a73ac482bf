import type { Json } from '../../messages/checks';

/** An amount with its currency, such as $12.50. */
export function money(value: number, currency: string): string {
	try {
		return new Intl.NumberFormat('en', { style: 'currency', currency }).format(value);
	} catch {
		// Not a currency code.
		return `${value} ${currency}`;
	}
}

/** An amount as Meta writes it: a value and its offset (Meta docs: Payments > Order details). */
export function amount({ value, offset }: Json, currency: string): string {
	return money(Number(value ?? 0) / Number(offset ?? 100), currency);
}
