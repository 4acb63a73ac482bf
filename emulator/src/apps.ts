import type { Seed } from './seed';

/** A Meta app. */
export interface App {
	id: string;
	name: string;
	secret: string;
	/** The token that the client-credentials grant returns. */
	token: string;
}

/** The apps of the business: the main one first. */
export const appsOf = (seed: Seed): readonly [App, App] => [
	{ ...seed.app, token: seed.appToken },
	{ ...seed.bookingApp, token: seed.bookingAppToken },
];
