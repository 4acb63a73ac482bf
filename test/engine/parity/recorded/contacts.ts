import type { SentRequest } from '../recorder';

/** Requests for locations and contacts. */
export const recordedContacts: Record<string, SentRequest[]> = {
	location: [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				location: { longitude: 13.3777, latitude: -52.5163 },
				type: 'location',
				to: '49151234567',
			},
		},
	],
	'location with name and address': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				location: { longitude: 13.3777, latitude: 52.5163, name: 'Brandenburg Gate', address: 'Pariser Platz' },
				type: 'location',
				to: '49151234567',
			},
		},
	],
	'contact of version 1.1, everything filled in': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: {
							formatted_name: 'Countess Ada Lovelace',
							first_name: 'Ada',
							last_name: 'Lovelace',
							middle_name: 'King',
							suffix: 'FRS',
							prefix: 'Countess',
						},
						addresses: [
							{
								type: 'HOME',
								street: '12 St James Square',
								city: 'London',
								state: 'LDN',
								zip: 'SW1Y',
								country: 'United Kingdom',
								country_code: 'gb',
							},
							{
								type: 'WORK',
								street: 'Main St',
								city: 'Bath',
								state: 'SOM',
								zip: 'BA1',
								country: 'United Kingdom',
								country_code: 'gb',
							},
						],
						birthday: '1815-12-10',
						emails: [
							{ type: 'HOME', email: 'ada@example.com' },
							{ type: 'WORK', email: 'lovelace@example.com' },
						],
						org: { company: 'Engines Ltd', department: 'Programs', title: 'Head' },
						phones: [{ type: 'CELL', phone: '+442079460000', wa_id: '442079460000' }],
						urls: [
							{ type: 'HOME', url: 'https://example.com' },
							{ type: 'WORK', url: 'https://example.org' },
						],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
	'contact of version 1, everything filled in': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: {
							formatted_name: 'Countess Ada Lovelace',
							first_name: 'Ada',
							last_name: 'Lovelace',
							middle_name: 'King',
							suffix: 'FRS',
							prefix: 'Countess',
						},
						addresses: [
							{
								type: 'HOME',
								street: '12 St James Square',
								city: 'London',
								state: 'LDN',
								zip: 'SW1Y',
								country: 'United Kingdom',
								country_code: 'gb',
							},
							{
								type: 'WORK',
								street: 'Main St',
								city: 'Bath',
								state: 'SOM',
								zip: 'BA1',
								country: 'United Kingdom',
								country_code: 'gb',
							},
						],
						birthday: '1815-12-10',
						emails: [
							{ type: 'HOME', email: 'ada@example.com' },
							{ type: 'WORK', email: 'lovelace@example.com' },
						],
						org: { company: 'Engines Ltd', department: 'Programs', title: 'Head' },
						phones: [
							{ type: 'CELL', phone: '+442079460000' },
							{ type: 'IPHONE', phone: '+442079460001' },
						],
						urls: [
							{ type: 'HOME', url: 'https://example.com' },
							{ type: 'WORK', url: 'https://example.org' },
						],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
	'contact of version 1.1 with little filled in': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: { formatted_name: 'Ada', first_name: 'Ada', last_name: '', middle_name: '', suffix: '', prefix: '' },
						phones: [{ type: 'WORK', phone: '+442079460000', wa_id: '' }],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
	'contact of version 1 with a WhatsApp ID': [
		{
			method: 'POST',
			path: '/106540352242922/messages',
			json: {
				messaging_product: 'whatsapp',
				contacts: [
					{
						name: { formatted_name: 'Ada', first_name: 'Ada', last_name: '', middle_name: '', suffix: '', prefix: '' },
						phones: [{ type: 'wa_id', phone: '442079460000' }],
					},
				],
				type: 'contacts',
				to: '49151234567',
			},
		},
	],
};
