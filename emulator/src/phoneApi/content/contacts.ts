import type { ContactCard } from '../types';
import { compact, objects, part, text } from './read';

/** Contact cards (Meta docs: Messages > Contacts messages). */
export function contactCards(contacts: unknown): ContactCard[] {
	return objects(contacts).map(({ name, org, phones, emails, urls, addresses, birthday }) => {
		const { company, title } = part(org);
		const lines = [
			...objects(phones).map(({ phone, wa_id }) => text(phone) ?? text(wa_id)),
			...objects(emails).map(({ email }) => text(email)),
			...objects(addresses).map(({ street, zip, city, country }) =>
				[street, zip, city, country].map(text).filter(Boolean).join(', '),
			),
			...objects(urls).map(({ url }) => text(url)),
			text(birthday),
		];
		return compact({
			name: text(part(name).formatted_name) ?? 'Contact',
			about: [title, company].map(text).filter(Boolean).join(', ') || undefined,
			lines: lines.filter((line): line is string => Boolean(line)),
		});
	});
}

/** A place (Meta docs: Messages > Location messages). */
export function placeOf(location: unknown): { latitude: number; longitude: number; name?: string; address?: string } {
	const { latitude, longitude, name, address } = part(location);
	return compact({
		latitude: Number(latitude),
		longitude: Number(longitude),
		name: text(name),
		address: text(address),
	});
}
