import { InputError } from '../../shared/inputError';
import { emptyFieldError, isObject, describeType } from '../../shared/input/parameterValues';

/** Meta's money format: hundredths, with the offset in every amount. WhatsApp docs: Payments > Order details. */
export interface Amount {
	/** Hundredths of the currency's unit: paise, centavos. */
	value: number;
	offset: 100;
}

const advice = 'Enter an amount such as 12.50: digits, a dot and at most two decimals';

export const toAmount = (hundredths: number): Amount => ({ value: hundredths, offset: 100 });

/** Formats hundredths: 1250 becomes 12.50. */
export function readableAmount(hundredths: number): string {
	const [sign, digits] = hundredths < 0 ? ['-', String(-hundredths)] : ['', String(hundredths)];
	const padded = digits.padStart(3, '0');
	return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

/** Rejects sums that cannot be represented exactly. @throws InputError */
export function requireExact(hundredths: number, field: string): number {
	if (Number.isSafeInteger(hundredths)) return hundredths;
	throw new InputError(field, 'is too large', 'Check the amounts');
}

/** The decimal digits of a number without binary rounding errors: 0.1 + 0.2 is 0.3. */
function decimal(value: unknown, field: string): string {
	if (typeof value === 'number') return Number.isFinite(value) ? value.toPrecision(15) : String(value);
	if (typeof value === 'string') return value.trim();
	throw new InputError(field, `needs an amount, got ${describeType(value)}`, advice);
}

/**
 * An amount in units of the currency, converted without floating-point arithmetic.
 * @param value a number, text like `12.50`, or Meta's `{value, offset: 100}`
 * @returns hundredths; undefined when there is none
 * @throws InputError when it is not an amount, is negative, or has more than two decimals
 */
export function optionalAmount(value: unknown, field: string): number | undefined {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
	if (isObject(value)) return metaAmount(value, field);
	const text = decimal(value, field);
	const found = /^\+?(\d*)(?:\.(\d*))?$/.exec(text);
	if (found === null || !/\d/.test(text)) {
		const negative = /^-[\d.]+$/.test(text);
		throw new InputError(field, negative ? 'is negative' : 'is not an amount', advice);
	}
	const decimals = (found[2] ?? '').replace(/0+$/, '');
	if (decimals.length > 2)
		throw new InputError(field, 'has more than two decimals', 'Round the amount to two decimals');
	return requireExact(Number(`${found[1]}${decimals.padEnd(2, '0')}`), field);
}

function metaAmount({ value, offset }: Record<string, unknown>, field: string): number {
	const isWhole = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
	if (isWhole && Number(offset) === 100) return value;
	throw new InputError(field, 'needs an integer value with an offset of 100', advice);
}

/** Like optionalAmount, for a required amount. @throws InputError */
export function requiredAmount(value: unknown, field: string): number {
	const amount = optionalAmount(value, field);
	if (amount === undefined) throw emptyFieldError(value, field, advice);
	return amount;
}
