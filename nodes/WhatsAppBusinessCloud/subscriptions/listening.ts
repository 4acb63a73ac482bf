import { isObject } from '../shared/input/parameterValues';
import { parseJson } from '../shared/untrustedJson';

/** Where a trigger registers its URL at Meta. */
export type ListenOn = 'app' | 'businessAccount' | 'phoneNumber';

/** What a trigger listens to; an absent ID matches everything. */
export interface Scope {
	listenOn: ListenOn;
	wabaId?: string;
	phoneNumberId?: string;
}

/**
 * What a trigger accepts, as reported to callers that know its verify token: Meta, and this package with the app
 * secret. It contains IDs of the app's own accounts and numbers, no secrets, and no user data.
 */
export interface Listening extends Scope {
	/** Whether messages start the workflow. */
	messages: boolean;
	/** The filter 'Phone Number IDs'; absent when all numbers pass. */
	phoneNumberIds?: string[];
}

/** Maximum number of filter IDs in the response, to keep the header small. */
const MAX_IDS = 100;

const LISTEN_ON: ListenOn[] = ['app', 'businessAccount', 'phoneNumber'];
const isId = (value: unknown): value is string => typeof value === 'string' && /^\d{1,20}$/.test(value);

/** @returns the value of the header */
export function writeListening(
	scope: Scope,
	{ messages, phoneNumberIds }: { messages: boolean; phoneNumberIds: ReadonlySet<string> },
): string {
	const isIncluded = phoneNumberIds.size > 0 && phoneNumberIds.size <= MAX_IDS;
	const listening: Listening = {
		...scope,
		messages,
		...(isIncluded && { phoneNumberIds: [...phoneNumberIds].filter(isId) }),
	};
	return JSON.stringify(listening);
}

/** Parses the header. @returns undefined when it is missing or not from this package */
export function readListening(header: string | undefined): Listening | undefined {
	const value = parseJson(header);
	if (!isObject(value)) return undefined;
	const { wabaId, phoneNumberId, messages, phoneNumberIds } = value;
	const listenOn = LISTEN_ON.find((one) => one === value.listenOn);
	if (listenOn === undefined) return undefined;
	return {
		listenOn,
		...(isId(wabaId) && { wabaId }),
		...(isId(phoneNumberId) && { phoneNumberId }),
		messages: messages !== false,
		...(Array.isArray(phoneNumberIds) && { phoneNumberIds: phoneNumberIds.filter(isId) }),
	};
}
