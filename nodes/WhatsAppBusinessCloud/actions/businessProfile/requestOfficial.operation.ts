import { textField } from '../../shared/input/commonFields';
import { omitUndefined, optionalText, readAdditionalFields } from '../../shared/input/parameterValues';
import { checkCount, requiredTitle, requiredUrl } from '../../shared/input/validators';
import { entriesOf } from '../listOperation';
import { writeOptions } from '../options';
import { pendingUntil } from '../pending';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

const fields = {
	website: 'Business Website',
	country: 'Main Country',
	language: 'Main Language',
	brand: 'Parent Business or Brand',
	links: 'Supporting Links',
	more: 'Additional Information',
};
const source = 'WhatsApp docs: Official business accounts';
const links = { min: 0, max: 5, source };
/** Meta states no limit; this one keeps mistakes out. */
const country = { max: 100, source };

/**
 * Business Profile > Request Official Account: POST /{phone}/official_business_account. WhatsApp docs: Official
 * business accounts.
 */
export const requestOfficial: Operation = {
	properties: [
		numberLocator(
			'The phone number to request the badge for. The business must be verified, two-step verification on, and the number at least 30 days old.',
		),
		textField(fields.website, 'website', {
			required: true,
			placeholder: 'e.g. https://example.com',
			description: 'Website of the business',
		}),
		textField(fields.country, 'country', {
			required: true,
			placeholder: 'e.g. United States of America',
			description: 'The country in which the business mainly operates, in English',
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				textField(fields.more, 'information', {
					typeOptions: { rows: 3 },
					description: 'What else shows that the business is well known',
				}),
				textField(fields.language, 'language', {
					placeholder: 'e.g. English',
					description: 'The language in which the business mainly operates',
				}),
				textField(fields.brand, 'brand', {
					placeholder: 'e.g. Acme Holding',
					description: 'The business or brand that this one belongs to',
				}),
				textField(fields.links, 'links', {
					placeholder: 'e.g. https://news.example/acme, https://example.org/acme',
					description: 'Up to 5 links to articles about the business, separated by commas',
				}),
			],
		},
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const more = readAdditionalFields(item.parameter('additionalFields', {}));
		const list = checkCount(entriesOf(more.links), links, fields.links, ['link', 'links'], 'Remove links');
		const body = omitUndefined({
			business_website_url: requiredUrl(item.parameter('website'), fields.website),
			primary_country_of_operation: requiredTitle(
				item.parameter('country'),
				country,
				fields.country,
				'Enter a country',
			),
			primary_language: optionalText(more.language, fields.language)?.trim(),
			parent_business_or_brand: optionalText(more.brand, fields.brand)?.trim(),
			supporting_links: list.length > 0 ? list.map((link) => requiredUrl(link, fields.links)) : undefined,
			additional_supporting_information: optionalText(more.information, fields.more)?.trim(),
		});
		return {
			async run() {
				const path = [id, 'official_business_account'];
				const response = await item.graph.request({ method: 'POST', path, body });
				const requested = response.success !== false;
				return { json: { phoneNumberId: id, requested, ...pendingUntil('account_alerts') } };
			},
		};
	},
};
