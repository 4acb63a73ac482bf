import { seed } from './seed';

/** A Meta app. */
export interface App {
	id: string;
	name: string;
	secret: string;
	/** The token that the client-credentials grant returns. */
	token: string;
}

export const mainApp: App = { ...seed.app, token: seed.appToken };

/** The apps of the business. */
export const apps: readonly App[] = [mainApp, { ...seed.bookingApp, token: seed.bookingAppToken }];

export const findApp = (id: string): App | undefined => apps.find((app) => app.id === id);
