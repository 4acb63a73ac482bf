import type { Flow, Part, Screen } from './flow';
import { isObject, list, type Report } from './report';

const hasReference = (value: unknown): boolean => typeof value === 'string' && value.includes('${');

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Whether a day exists: 2026-02-30 does not. */
const exists = (date: string): boolean =>
	!Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);

/** The value that the Form of a screen gives a field at first. */
function initialValue(parts: Part[], { component }: Part): unknown {
	const values = parts.find(({ type }) => type === 'Form')?.component['init-values'];
	return isObject(values) ? values[String(component.name)] : undefined;
}

/** Meta docs: Flows > Components > CalendarPicker, DatePicker (format of dates). */
function checkFormat(report: Report, { component, path }: Part, dates: unknown[]): void {
	for (const date of [component['min-date'], component['max-date'], ...dates])
		if (typeof date === 'string' && !hasReference(date) && !(isDate(date) && exists(date)))
			report.add('INVALID_DATE_RANGE', 'The date field must be in the format "YYYY-MM-DD".', path);
}

/** Meta docs: Flows > Components > CalendarPicker, DatePicker (min-date, max-date). */
function checkRange(report: Report, { component, path, type }: Part, initial: unknown, dates: unknown[]): void {
	const { 'min-date': first, 'max-date': last } = component;
	const isOutside = (date: string): boolean => (isDate(first) && date < first) || (isDate(last) && date > last);
	if (dates.some((date) => isDate(date) && isOutside(date)))
		report.add('INVALID_DATE_RANGE', `A date of ${type} must be in the range of its min-date and max-date.`, path);
	if (isObject(initial) && String(initial['start-date']) > String(initial['end-date']))
		report.add('INVALID_DATE_RANGE', "'start date' cannot be greater than 'end date'.", path);
}

/** Properties whose form depends on the mode. Meta docs: Flows > Components > CalendarPicker (mode). */
function checkFormOfMode(report: Report, { component, path }: Part): void {
	for (const key of ['label', 'helper-text', 'required', 'init-value', 'error-message']) {
		const value = component[key];
		if (value === undefined || hasReference(value)) continue;
		const needed = key === 'label' ? ['start-date', 'end-date'] : ['start-date'];
		if ((component.mode === 'range') !== isObject(value))
			report.add('INVALID_TYPE', `The value of property '${key}' does not fit the mode.`, [...path, key]);
		else if (isObject(value) && needed.some((name) => value[name] === undefined))
			report.add('MISSING_CALENDAR_PICKER_RANGE_MODE_PROP', `'${key}' needs a start-date.`, [...path, key]);
	}
}

/** Meta docs: Flows > Components > CalendarPicker (mode). */
function checkMode(report: Report, part: Part): void {
	const { component, path } = part;
	if (hasReference(component.mode)) return;
	checkFormOfMode(report, part);
	if (component.mode === 'range') return;
	for (const key of ['title', 'description', 'min-days', 'max-days'])
		if (component[key] !== undefined) report.unknown(key, path);
}

/**
 * Checks that dates are within the range of their picker, in the picker or in its Form. Meta docs: Flows > Components >
 * CalendarPicker, DatePicker.
 */
export function checkDates(report: Report, _flow: Flow, { parts }: Screen, part: Part): void {
	const { component, type, inForm } = part;
	const isCalendar = type === 'CalendarPicker';
	if (type !== 'DatePicker' && !isCalendar) return;
	const initial = component['init-value'] ?? (isCalendar && inForm ? initialValue(parts, part) : undefined);
	const dates: unknown[] = [
		...(isObject(initial) ? Object.values(initial) : [initial]),
		...list(component['unavailable-dates']),
	];
	checkFormat(report, part, dates);
	checkRange(report, part, initial, dates);
	if (isCalendar) checkMode(report, part);
}
