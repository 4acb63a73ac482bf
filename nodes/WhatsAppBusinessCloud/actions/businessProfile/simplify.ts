import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { compact, objects, text } from '../../shared/untrustedJson';

/** All documented fields. WhatsApp docs: Business profiles. */
export const PROFILE_FIELDS = 'about,address,description,email,profile_picture_url,websites,vertical,messaging_product';

/** The profile in Meta's list of one. */
export function profileIn({ data }: IDataObject): IDataObject {
	const [first] = isObject(data) ? [data] : objects(data);
	return (first ?? {}) as IDataObject;
}

/** A profile with plain fields; those that are empty are left out. */
export function simplifyProfile(phoneNumberId: string, profile: IDataObject): IDataObject {
	const { websites } = profile;
	return compact({
		phoneNumberId,
		about: text(profile.about),
		address: text(profile.address),
		description: text(profile.description),
		email: text(profile.email),
		websites: Array.isArray(websites) ? websites.map(String) : undefined,
		industry: text(profile.vertical),
		pictureUrl: text(profile.profile_picture_url),
	});
}
