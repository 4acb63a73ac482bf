import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { readEnum, readCollection, isObject } from '../shared/input/parameterValues';

const MINUTE = 60_000;
const units: Record<string, number> = { minutes: MINUTE, hours: 60 * MINUTE, days: 24 * 60 * MINUTE };
/** The latest time that a JavaScript Date can represent. */
const LAST_MOMENT = 8.64e15;
const amountField = 'Amount';
const dateField = 'Max Date and Time';

/**
 * Reads the option 'Limit Wait Time'.
 * @param limitWaitTime `{values: {limitType, resumeAmount, resumeUnit, maxDateAndTime}}`
 * @returns a function that returns when to stop waiting, counted from its call; without a limit, n8n's date for waiting
 * indefinitely
 * @throws InputError if the amount or date is invalid
 */
export function readTimeLimit(limitWaitTime: unknown): () => Date {
	const { values } = readCollection(limitWaitTime, 'Limit Wait Time');
	if (!isObject(values) || Object.keys(values).length === 0) return () => WAIT_INDEFINITELY;
	const type = readEnum(values.limitType, 'Limit Type', ['afterTimeInterval', 'atSpecifiedTime'], 'afterTimeInterval');
	if (type === 'atSpecifiedTime') {
		const date = readDate(values.maxDateAndTime);
		return () => date;
	}
	const amount = Number(values.resumeAmount ?? 1);
	if (!(amount >= 0) || values.resumeAmount === '') {
		throw new InputError(amountField, "under 'Limit Wait Time' is not a number of 0 or more", 'Enter how long to wait');
	}
	const wait = amount * units[readEnum(values.resumeUnit, 'Unit', Object.keys(units), 'hours')];
	return () => new Date(Math.min(Date.now() + wait, LAST_MOMENT));
}

function readDate(value: unknown): Date {
	// A luxon date, as in n8n's expressions, converts to its time with valueOf().
	const date = new Date(
		typeof value === 'object' && value !== null ? (value.valueOf() as number) : String(value ?? ''),
	);
	if (Number.isNaN(date.getTime())) {
		throw new InputError(
			dateField,
			"under 'Limit Wait Time' is not a date",
			'Pick a date, or give one such as 2030-01-31T18:00:00Z',
		);
	}
	return date;
}
