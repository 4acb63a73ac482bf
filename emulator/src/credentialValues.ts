import type { Seed } from './seed';

/** How many of the account's numbers are listed. */
export const SHOWN_NUMBERS = 3;

/** A value that a form of n8n asks for. */
export interface CredentialValue {
	/** Name of the field in n8n. */
	label: string;
	value: string;
	/** What the value is, where the label is not enough. */
	about?: string;
}

/** What to enter in n8n to use an emulator: the fields of the credentials, and the sending numbers. */
export function credentialValues(url: string, { accessToken, wabaId, app, phoneNumbers }: Seed): CredentialValue[] {
	return [
		{ label: 'Access Token', value: accessToken },
		{ label: 'WhatsApp Business Account ID', value: wabaId },
		{ label: 'App ID', value: app.id },
		{ label: 'App Secret', value: app.secret },
		{ label: 'Base URL', value: url },
		...phoneNumbers.slice(0, SHOWN_NUMBERS).map(({ id, displayPhoneNumber, verifiedName }) => ({
			label: 'Phone Number ID',
			value: id,
			about: `${displayPhoneNumber}, ${verifiedName}`,
		})),
	];
}

/** The same as lines of text, with the values in one column. */
export function credentialLines(url: string, seed: Seed): string[] {
	const values = credentialValues(url, seed);
	const width = Math.max(...values.map(({ label }) => label.length));
	return values.map(({ label, value, about }) =>
		`  ${label.padEnd(width)}  ${value}${about === undefined ? '' : `  (${about})`}`.trimEnd(),
	);
}
