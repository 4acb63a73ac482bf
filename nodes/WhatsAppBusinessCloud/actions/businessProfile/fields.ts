import type { INodeProperties } from 'n8n-workflow';
import { maxCharacters } from '../../shared/input/maxCharacters';

/** WhatsApp docs: Business profiles. */
const source = 'WhatsApp docs: Business profiles';
export const limits = {
	about: { max: 139, source },
	address: { max: 256, source },
	description: { max: 512, source },
	email: { max: 128, source },
	website: { max: 256, source },
};
export const websiteCount = { min: 0, max: 2, source };

/** Display names of the fields. */
export const names = {
	about: 'About',
	address: 'Address',
	appId: 'App ID',
	description: 'Description',
	email: 'Email',
	picture: 'Picture',
	websites: 'Websites',
	vertical: 'Industry',
};

/** The industries that can be set, with Meta's name for each. */
const industries: ReadonlyArray<[value: string, name: string]> = [
	['ALCOHOL', 'Alcohol'],
	['APPAREL', 'Apparel and Clothing'],
	['AUTO', 'Automotive'],
	['BEAUTY', 'Beauty, Spa and Salon'],
	['EDU', 'Education'],
	['ENTERTAIN', 'Entertainment'],
	['EVENT_PLAN', 'Event Planning and Service'],
	['FINANCE', 'Finance and Banking'],
	['GOVT', 'Government'],
	['GROCERY', 'Grocery'],
	['HOTEL', 'Hotel and Lodging'],
	['MATRIMONY_SERVICE', 'Matrimony Service'],
	['HEALTH', 'Medical and Health'],
	['NONPROFIT', 'Nonprofit'],
	['ONLINE_GAMBLING', 'Online Gambling'],
	['OTHER', 'Other'],
	['OTC_DRUGS', 'Over-the-Counter Drugs'],
	['PHYSICAL_GAMBLING', 'Physical Gambling'],
	['PROF_SERVICES', 'Professional Services'],
	['RESTAURANT', 'Restaurant'],
	['RETAIL', 'Retail'],
	['TRAVEL', 'Travel and Transportation'],
];

const text = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	rows?: number,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	...(rows && { typeOptions: { rows } }),
	default: '',
	placeholder,
	description,
});

/** The parts of a profile, each optional. A field that is added and left empty clears that part. */
export const profileFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Fields that you do not add stay as they are. A field that you leave empty is cleared.',
	options: [
		text(
			names.about,
			'about',
			'e.g. Flowers for every day',
			`The line below the name, up to ${maxCharacters(limits.about)}. It cannot be cleared.`,
		),
		text(
			names.address,
			'address',
			'e.g. 1 Market Street, Berlin',
			`Address of the business, up to ${maxCharacters(limits.address)}`,
		),
		text(
			names.appId,
			'appId',
			'e.g. 634974688087057',
			'ID of the Meta app that uploads the picture. By default, the app of the access token.',
		),
		text(
			names.description,
			'description',
			'e.g. We deliver fresh flowers.',
			`What the business does, up to ${maxCharacters(limits.description)}`,
			3,
		),
		text(names.email, 'email', 'e.g. hello@example.com', 'Email address of the business'),
		{
			displayName: names.vertical,
			name: 'vertical',
			type: 'options',
			options: industries.map(([value, name]) => ({ name, value })),
			default: 'RETAIL',
			description: 'The industry of the business',
		},
		text(
			names.picture,
			'picture',
			'e.g. data',
			'The name of the input field that contains the picture: JPEG or PNG, square, at least 192 by 192 pixels (640 recommended), up to 5 MB',
		),
		text(
			names.websites,
			'websites',
			'e.g. https://example.com, https://shop.example.com',
			'Up to two web addresses, separated by commas',
		),
	],
};
