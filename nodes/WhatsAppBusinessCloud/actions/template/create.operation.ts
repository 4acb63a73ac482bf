import { omitUndefined, readAdditionalFields } from '../../shared/input/parameterValues';
import { adviseDefinition } from '../../templates/advice';
import type { Definition } from '../../templates/advice/types';
import { checkComponents } from '../../templates/check';
import { checkCategory, checkLanguage, checkName } from '../../templates/check/definition';
import { buildComponents, componentParameters, createFields, inComponents, jsonField } from '../../templates/form';
import type { DisplayFormat } from '../../templates/types';
import { accountId } from '../accountId';
import { fingerprintOf } from '../../idempotency';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { createAdditional, readAdditional, readMoreProperties } from './additional';
import { createTemplate } from './createTemplate';
import { exampleKeys, readAppId, readyExamples, uploadExamples } from './examples';
import { categoryField, languageLocator, nameField } from './fields';

/** The parameters of the component form. */
export const readComponentParameters = (item: OperationItem): Record<string, unknown> =>
	Object.fromEntries(componentParameters.map((name) => [name, item.parameter(name)]));

/** Warns about what Meta advises against in a template that is about to be submitted. */
export function adviseOn(item: OperationItem, parameters: Record<string, unknown>, definition: Definition): void {
	const source = parameters.defineComponents === 'json' ? jsonField : undefined;
	for (const warning of adviseDefinition(definition, source)) item.warn(warning);
}

/** Template > Create: POST /{waba}/message_templates, after validation. WhatsApp docs: Templates > Create. */
export const create: Operation = {
	properties: [
		nameField,
		languageLocator,
		categoryField,
		...createFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: createAdditional,
		},
		...writeOptions,
	],

	async prepare(item) {
		const account = accountId(item);
		const name = checkName(item.parameter('templateName'));
		const language = checkLanguage(item.parameter('language', 'en_US'));
		const category = checkCategory(item.parameter('category', 'UTILITY'));
		const parameters = readComponentParameters(item);
		const built = buildComponents(parameters, category);
		const format = inComponents(parameters, () => checkComponents(built, category));
		const additional = readAdditionalFields(item.parameter('additionalFields', {}));
		const optional = omitUndefined({
			parameter_format: format === 'NAMED' ? format : undefined,
			components: built.components,
			display_format: built.displayFormat,
			...readAdditional(additional, category),
		});
		const form = { name, language, category, ...optional };
		const body = { ...readMoreProperties(additional, form), ...form };
		adviseOn(item, parameters, {
			components: built.components,
			category,
			displayFormat: optional.display_format as DisplayFormat | undefined,
		});
		const app = readAppId(additional.appId);
		const examples = await readyExamples(item, built.uploads);
		return {
			fingerprint: fingerprintOf(account, body, exampleKeys(examples)),
			async run() {
				await uploadExamples(item, examples, app);
				return { json: await createTemplate(item, account, body) };
			},
		};
	},
};
