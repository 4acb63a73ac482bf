import type { App } from './apps';
import type { Seed } from './seed';
import { tokenError } from './errors';

export type Scope =
	| 'whatsapp_business_messaging'
	| 'whatsapp_business_management'
	| 'catalog_management'
	| 'business_management';

export interface Token {
	/** Shown in records in place of its value. */
	kind: string;
	type: 'SYSTEM_USER' | 'APP';
	/** The app that it was created for. */
	app: App;
	scopes: Scope[];
	/** Accounts assigned to the user of the token. */
	wabaIds: string[];
	rejection?: { message: string; subcode: number };
}

const both: Scope[] = ['whatsapp_business_messaging', 'whatsapp_business_management'];

// An app token is what the grant returns, or app ID and secret joined by a pipe (Meta docs: Graph API > Access tokens).
const appToken = (app: App): Token => ({ kind: 'app', type: 'APP', app, scopes: [], wabaIds: [] });

/** All tokens, by their text. */
function tokensOf(seed: Seed, [mainApp, bookingApp]: readonly [App, App]): Map<string, Token> {
	const user = (kind: string, scopes: Scope[], wabaIds: string[], rejection?: Token['rejection']): Token => ({
		kind,
		type: 'SYSTEM_USER',
		app: mainApp,
		scopes,
		wabaIds,
		...(rejection ? { rejection } : {}),
	});
	return new Map<string, Token>([
		[seed.accessToken, user('system user', [...both, 'catalog_management', 'business_management'], [seed.wabaId])],
		[seed.bookingAccessToken, { ...user('system user of the booking app', both, [seed.wabaId]), app: bookingApp }],
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
		...[mainApp, bookingApp].flatMap((app): Array<[string, Token]> => [
			[app.token, appToken(app)],
			[`${app.id}|${app.secret}`, appToken(app)],
		]),
	]);
}

/** The tokens of an emulator. */
export class Tokens {
	/** Of a call without one. */
	readonly none: Token;
	private readonly tokens: Map<string, Token>;

	constructor(seed: Seed, apps: readonly [App, App]) {
		this.none = { kind: 'none', type: 'APP', app: apps[0], scopes: [], wabaIds: [] };
		this.tokens = tokensOf(seed, apps);
	}

	/** The token, or undefined for an unknown text. */
	find(text: string): Token | undefined {
		return this.tokens.get(text);
	}

	/** How records describe a token. */
	kind(text: string): string {
		return this.find(text)?.kind ?? 'unknown';
	}

	/**
	 * The token of a text; throws 190 for one that is unknown, expired or invalidated (Meta docs: Error codes >
	 * Authorization errors).
	 */
	usable(text: string): Token {
		const token = this.find(text);
		if (!token) throw tokenError('Invalid OAuth access token - Cannot parse access token');
		if (token.rejection) throw tokenError(token.rejection.message, token.rejection.subcode);
		return token;
	}
}
