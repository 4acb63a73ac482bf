import { InputError } from '../inputError';

/** Marker properties of Luxon objects. They are set by any copy of Luxon, and survive n8n's expression engines. */
const luxonMarkers = ['isLuxonDateTime', 'isLuxonDuration', 'isLuxonInterval'] as const;

function isoOf(value: object): { iso: unknown } | undefined {
	if (Object.prototype.toString.call(value) === '[object Date]') {
		const date = value as Date;
		return { iso: Number.isNaN(date.getTime()) ? null : date.toISOString() };
	}
	const object = value as Record<string, unknown>;
	if (!luxonMarkers.some((mark) => object[mark] === true) || typeof object.toISO !== 'function') return undefined;
	if (object.isValid === false) return { iso: null };
	// n8n converts both ends of an Interval to text when it resolves a parameter; its own toISO then fails.
	if (typeof object.s === 'string' && typeof object.e === 'string') return { iso: `${object.s}/${object.e}` };
	return { iso: (object.toISO as () => unknown)() };
}

/**
 * A date as ISO 8601 text, as n8n's built-in nodes send it. Accepts Date, and Luxon's DateTime, Duration and Interval,
 * which n8n's expressions return, e.g. `{{ $now }}`.
 * @returns undefined for anything else
 * @throws InputError when the date does not exist
 */
export function dateText(value: unknown, field: string): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const found = isoOf(value);
	if (found === undefined) return undefined;
	if (typeof found.iso === 'string' && !found.iso.startsWith('Invalid')) return found.iso;
	throw new InputError(
		field,
		'is a date that does not exist',
		'Check the expression that creates the date, such as its format',
	);
}
