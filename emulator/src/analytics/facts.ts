import { countryOfNumber } from './countries';
import type { State } from '../state';

/** Messages of one kind to one country: what analytics add up. */
export interface Fact {
	/** Unix time in seconds. */
	at: number;
	/** Digits of the business number. */
	phone: string;
	country: string;
	/** As in prices: SERVICE, UTILITY ... */
	category: string;
	type: 'REGULAR' | 'FREE_CUSTOMER_SERVICE' | 'FREE_GROUP_CUSTOMER_SERVICE';
	volume: number;
	/** In the currency of the account. */
	cost: number;
}

const DAY = 86_400;

/** How many numbers of the account have a past. */
const NUMBERS_WITH_PAST = 2;

/** Prices are made up: no API returns Meta's. */
const rates: Record<string, { service: number; marketing: number }> = {
	US: { service: 0.004, marketing: 0.025 },
	DE: { service: 0.055, marketing: 0.1131 },
};
const rateOf = (country: string, category: string): number => {
	const rate = rates[country] ?? rates.US;
	return category.startsWith('MARKETING') ? rate.marketing : rate.service;
};

/** Since October 2026, service messages beyond the free ones are billed (Meta docs: Pricing). */
const BILLED_SINCE = Date.UTC(2026, 9, 1) / 1000;

/** The same past on each run: a day's number of messages depends on the day alone. */
const daily = (day: number, number: number): number => 20 + number * 15 + ((day * 7919) % 23);

function past(phone: string, number: number, from: number, to: number, freeMessages: number): Fact[] {
	const facts: Fact[] = [];
	let used = 0;
	let month = '';
	// From the beginning of the month, since the free messages are counted by month.
	const start = new Date(from * 1000);
	const first = Math.floor(Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), 1) / 1000 / DAY);
	for (let day = first; day * DAY < to; day += 1) {
		const at = day * DAY + DAY / 2;
		const current = new Date(at * 1000).toISOString().slice(0, 7);
		if (current !== month) [month, used] = [current, 0];
		for (const country of ['US', 'DE']) {
			const service = daily(day, number);
			const free = at < BILLED_SINCE ? service : Math.min(service, Math.max(0, freeMessages - used));
			used += service;
			const add = (category: string, volume: number, isFree = false): void => {
				if (volume === 0 || at < from || at >= to) return;
				const cost = isFree ? 0 : volume * rateOf(country, category);
				facts.push({ at, phone, country, category, type: isFree ? 'FREE_CUSTOMER_SERVICE' : 'REGULAR', volume, cost });
			};
			add('SERVICE', free, true);
			add('SERVICE', service - free);
			add('UTILITY', Math.floor(service / 2));
			add('MARKETING', day % 7 === 0 ? service * 10 : 0);
		}
	}
	return facts;
}

/** What happened in a time: a made-up past up to this day, and the messages that the emulator accepted. */
export function factsBetween(state: State, from: number, to: number): Fact[] {
	const { phones, seed, clock, messages, settings } = state;
	const today = Math.floor(clock.seconds() / DAY) * DAY;
	const digitsOf = (id: string): string => (phones.get(id)?.displayPhoneNumber ?? '').replace(/\D/g, '');
	const history = seed.phoneNumbers
		.slice(0, NUMBERS_WITH_PAST)
		.flatMap(({ id }, number) => past(digitsOf(id), number, from, Math.min(to, today), settings.freeServiceMessages));
	const live = messages.flatMap(({ at, phoneNumberId, to: recipient, category = 'service', recipientType }): Fact[] => {
		const time = Math.floor(at / 1000);
		if (time < from || time > to) return [];
		const isGroup = recipientType === 'group';
		const country = countryOfNumber(recipient);
		const billed = category === 'service' ? 0 : rateOf(country, category.toUpperCase());
		const type = billed > 0 ? 'REGULAR' : isGroup ? 'FREE_GROUP_CUSTOMER_SERVICE' : 'FREE_CUSTOMER_SERVICE';
		return [
			{
				at: time,
				phone: digitsOf(phoneNumberId),
				country,
				category: `${isGroup ? 'GROUP_' : ''}${category.toUpperCase()}`,
				type,
				volume: 1,
				cost: billed,
			},
		];
	});
	return [...history, ...live];
}
