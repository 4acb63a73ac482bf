import { apps, findApp, mainApp, type App } from './apps';
import { seed } from './seed';
import { tokenError } from './errors';

export type Scope = 'whatsapp_business_messaging' | 'whatsapp_business_management' | 'catalog_management';

export interface Token {
	/** Shown in records in place of its value. */
	kind: string;
	type: 'SYSTEM_USER' | 'APP';
	/** The app that it was created for. */
	app: App;
	scopes: Scope[];
	/** Accounts assigned to the user of the token. */
	wabaIds: string[];
	refusal?: { message: string; subcode: number };
}

const both: Scope[] = ['whatsapp_business_messaging', 'whatsapp_business_management'];
const user = (kind: string, scopes: Scope[], wabaIds: string[], refusal?: Token['refusal']): Token => ({
	kind,
	type: 'SYSTEM_USER',
	app: mainApp,
	scopes,
	wabaIds,
	...(refusal ? { refusal } : {}),
});
const appToken = (app: App): Token => ({ kind: 'app', type: 'APP', app, scopes: [], wabaIds: [] });

// An app token is what the grant returns, or app ID and secret joined by a pipe (Meta docs: Graph API > Access tokens).
const tokens = new Map<string, Token>([
	[seed.accessToken, user('system user', [...both, 'catalog_management'], [seed.wabaId])],
	[
		seed.bookingAccessToken,
		{ ...user('system user of the booking app', both, [seed.wabaId]), app: findApp(seed.bookingApp.id)! },
	],
	[
		seed.expiredToken,
		// Meta docs: Graph API > Handling errors: 190 with subcode 463.
		user('expired', both, [seed.wabaId], {
			message:
				'Error validating access token: Session has expired on Saturday, 14-Nov-26 09:00:00 PST. The current time is Saturday, 21-Nov-26 12:00:00 PST.',
			subcode: 463,
		}),
	],
	[
		seed.passwordChangedToken,
		// Meta docs: Graph API > Handling errors: 190 with subcode 460.
		user('password changed', both, [seed.wabaId], {
			message:
				'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
			subcode: 460,
		}),
	],
	[seed.withoutMessagingToken, user('without messaging', ['whatsapp_business_management'], [seed.wabaId])],
	[seed.withoutManagementToken, user('without management', ['whatsapp_business_messaging'], [seed.wabaId])],
	[seed.withoutAssetsToken, user('without assets', both, [])],
	...apps.flatMap((app): Array<[string, Token]> => [
		[app.token, appToken(app)],
		[`${app.id}|${app.secret}`, appToken(app)],
	]),
]);

/** The token, or undefined for an unknown text. */
export function findToken(text: string): Token | undefined {
	return tokens.get(text);
}

/** How records describe a token. */
export function tokenKind(text: string): string {
	return tokens.get(text)?.kind ?? 'unknown';
}

/**
 * The token of a text; throws 190 for one that is unknown, expired or invalidated (Meta docs: Error codes >
 * Authorization errors).
 */
export function usableToken(text: string): Token {
	const token = tokens.get(text);
	if (!token) throw tokenError('Invalid OAuth access token - Cannot parse access token');
	if (token.refusal) throw tokenError(token.refusal.message, token.refusal.subcode);
	return token;
}
