import { InputError } from '../../../shared/inputError';
import { optionalText } from '../../../shared/input/parameterValues';

/**
 * A time of day as Meta writes it: `0930` (WhatsApp docs: Cloud API Calling > Settings > Call hours).
 * @param value `9:30`, `09:30`, `0930` or `9.30`
 * @throws InputError
 */
export function readTime(value: unknown, field: string): string {
	const text = (typeof value === 'number' ? String(value).padStart(4, '0') : optionalText(value, field))?.trim();
	const [, hours, minutes] = /^(\d{1,2})[:.h]?(\d{2})$/.exec(text ?? '') ?? [];
	if (hours !== undefined && Number(hours) <= 23 && Number(minutes) <= 59) return hours.padStart(2, '0') + minutes;
	if (text === '24:00' || text === '2400') return '2359';
	throw new InputError(field, text === undefined ? 'is empty' : 'is not a time of day', 'Enter a time such as 09:30');
}

/** @throws InputError unless `from` is before `to` */
export function checkOrder(from: string, to: string, fields: { from: string; to: string }): void {
	if (from < to) return;
	throw new InputError(
		fields.to,
		`is not after '${fields.from}'`,
		'For hours past midnight, add a second entry for the next day',
	);
}
