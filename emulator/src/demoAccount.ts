import { seed, type Seed } from './seed';

const names = ['Acme Shop', 'Acme Bookings', 'Acme Support'];

/**
 * The data of the account for demonstrations: the first numbers of the seed, under a name each. Templates and Flows
 * follow from the option `demo` in their stores.
 */
export const demoSeed: Seed = {
	...seed,
	phoneNumbers: names.map((verifiedName, index) => ({
		...seed.phoneNumbers[index],
		verifiedName,
		status: 'CONNECTED',
		qualityRating: 'GREEN',
	})),
};
