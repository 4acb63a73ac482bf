import { simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { text } from '../../shared/untrustedJson';
import { readOptions } from '../options';
import { outputField, readOutputField } from '../outputField';
import type { Operation } from '../types';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import { PROFILE_FIELDS, profileIn, simplifyProfile } from './simplify';

const DOWNLOAD = 'Download Picture';

/** Business Profile > Get: GET /{phone}/whatsapp_business_profile. WhatsApp docs: Business profiles. */
export const get: Operation = {
	properties: [
		numberLocator('The phone number whose profile to get'),
		{
			displayName: DOWNLOAD,
			name: 'downloadPicture',
			type: 'boolean',
			default: false,
			description: 'Whether to output the profile picture as a file. Its URL works for a limited time.',
		},
		{ ...outputField, displayOptions: { show: { downloadPicture: [true] } } },
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const isDownload = optionalFlag(item.parameter('downloadPicture', false), DOWNLOAD) ?? false;
		const field = isDownload ? readOutputField(item) : undefined;
		return {
			async run() {
				const path = [id, 'whatsapp_business_profile'];
				const response = await item.graph.request({ method: 'GET', path, query: { fields: PROFILE_FIELDS } });
				const profile = profileIn(response);
				const url = text(profile.profile_picture_url);
				const json = simplify ? simplifyProfile(id, profile) : profile;
				if (field === undefined || url === undefined) return { json };
				return { json, binary: { [field]: await item.graph.downloadPicture(url, 'profile-picture.jpg') } };
			},
		};
	},
};
