import { isDate } from '../literals';
import { childPath, type Path } from '../path';
import { staticValue } from '../properties';
import type { JsonObject, Node, ValidationContext } from '../types';
import { isObject, ownProperty, quoted } from '../values';

/** A date that can be compared as text; undefined for all other values, which other checks report. */
const asDate = (value: unknown): string | undefined => (typeof value === 'string' && isDate(value) ? value : undefined);

/** The static limits of a picker; undefined where it has none. */
function limitsOf(component: JsonObject): { first?: string; last?: string } {
	return { first: asDate(staticValue(component, 'min-date')), last: asDate(staticValue(component, 'max-date')) };
}

function checkDate(value: unknown, path: Path, component: JsonObject, { flow, what }: ValidationContext): void {
	const date = asDate(value);
	const { first, last } = limitsOf(component);
	const isRange = first === undefined || last === undefined || first <= last;
	if (date === undefined || !isRange || !((first !== undefined && date < first) || (last !== undefined && date > last)))
		return;
	const range = `${first ?? 'any day'} to ${last ?? 'any day'}`;
	flow.findings.add(
		'date-range',
		path,
		`${quoted(date)} of ${what} is outside of its range, ${range}`,
		"Choose a date from 'min-date' to 'max-date'",
	);
}

/**
 * Checks the initial value of a date picker: a date, or the first and last day of a range.
 * WhatsApp docs: Flows > Components > CalendarPicker; Flow Builder: INVALID_DATE_RANGE.
 */
export function checkInitialDates(value: unknown, path: Path, component: JsonObject, place: ValidationContext): void {
	if (!isObject(value)) return checkDate(value, path, component, place);
	const [start, end] = ['start-date', 'end-date'].map((key) => ownProperty(value, key));
	checkDate(start, childPath(path, 'start-date'), component, place);
	checkDate(end, childPath(path, 'end-date'), component, place);
	const [first, last] = [asDate(start), asDate(end)];
	if (first === undefined || last === undefined || first <= last) return;
	place.flow.findings.add(
		'date-range',
		childPath(path, 'start-date'),
		`The first day of ${place.what} is after its last day`,
		'Change one of them',
	);
}

/** Checks the dates of a picker against its range. WhatsApp docs: Flows > Components > DatePicker, CalendarPicker. */
export function checkDates({ component, path }: Node, place: ValidationContext): void {
	checkInitialDates(ownProperty(component, 'init-value'), childPath(path, 'init-value'), component, place);
	const days = ownProperty(component, 'unavailable-dates');
	if (!Array.isArray(days)) return;
	(days as unknown[]).forEach((day, index) =>
		checkDate(day, childPath(path, 'unavailable-dates', index), component, place),
	);
}
