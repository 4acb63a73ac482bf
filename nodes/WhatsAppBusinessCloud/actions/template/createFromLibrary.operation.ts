import { checkCategory, checkLanguage, checkName } from '../../templates/check/definition';
import { accountId } from '../accountId';
import { fingerprintOf } from '../../idempotency';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { createTemplate } from './createTemplate';
import { categoryField, languageLocator, nameField } from './fields';
import { adviseLibraryButtons } from './libraryButtons';
import { libraryInputFields, readLibraryInputs } from './libraryInputs';

const libraryField = 'Library Template Name';

/** Template > Create From Library: POST /{waba}/message_templates. WhatsApp docs: Template library. */
export const createFromLibrary: Operation = {
	properties: [
		{
			displayName: libraryField,
			name: 'libraryTemplateName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. delivery_update_1',
			description: 'Name of the library template, as returned by Template > Get Library Templates',
		},
		{ ...nameField, description: 'Name of the new template' },
		languageLocator,
		categoryField,
		...libraryInputFields,
		...writeOptions,
	],

	async prepare(item) {
		const account = accountId(item);
		const body = {
			name: checkName(item.parameter('templateName')),
			language: checkLanguage(item.parameter('language', 'en_US')),
			category: checkCategory(item.parameter('category', 'UTILITY')),
			library_template_name: checkName(item.parameter('libraryTemplateName'), libraryField),
			...readLibraryInputs(item.parameter('libraryButtons'), item.parameter('libraryBody')),
		};
		await adviseLibraryButtons(item, body);
		return {
			fingerprint: fingerprintOf(account, body),
			run: async () => ({ json: await createTemplate(item, account, body) }),
		};
	},
};
