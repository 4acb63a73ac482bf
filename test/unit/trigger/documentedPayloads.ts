import { read, type Json } from './payloads';

// Values of payloads that follow the examples in Meta's documentation.

export const PERSON = '16505551234';
export const USER = 'US.13491208655302741918';
export const BUSINESS = '15550783881';
export const error = {
	code: 138021,
	title: 'Call failed',
	message: 'Call failed',
	error_data: { details: 'Relay connection issues' },
	href: 'https://x.test',
};
export const errorFields = {
	errorCode: 138021,
	errorTitle: 'Call failed',
	errorMessage: 'Call failed',
	errorDetails: 'Relay connection issues',
};
/** The deduplication keys of the events of these changes. */
export const keysOf = (...changes: Json[]): string[] => read(...changes).map(({ key }) => key);
