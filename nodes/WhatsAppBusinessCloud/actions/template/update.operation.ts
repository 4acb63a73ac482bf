import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { omitUndefined, readCollection } from '../../shared/input/parameterValues';
import { checkComponents } from '../../templates/check';
import { checkCategory } from '../../templates/check/definition';
import { buildComponents, inComponents, updateFields } from '../../templates/form';
import { fingerprintOf } from '../../idempotency';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { appIdField, maxPriceField, readAdditional, trackingField } from './additional';
import { adviseOn, readComponentParameters } from './create.operation';
import { exampleKeys, readAppId, readyExamples, uploadExamples } from './examples';
import { categoryField, readTemplateId, templateLocator, timeToLiveField } from './fields';

/** Template > Update: POST /{template}. Replaces all components. WhatsApp docs: Templates > Edit. */
export const update: Operation = {
	properties: [
		templateLocator('The approved, rejected or paused template to update. Meta reviews it again.'),
		...updateFields,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				appIdField,
				{ ...categoryField, description: 'The category of an approved template cannot be changed' },
				maxPriceField,
				trackingField,
				timeToLiveField,
			],
		},
		...writeOptions,
	],

	async prepare(item) {
		const id = readTemplateId(item);
		const fields = readCollection(item.parameter('updateFields', {}), 'Update Fields');
		const category =
			fields.category === undefined || fields.category === '' ? undefined : checkCategory(fields.category);
		const parameters = readComponentParameters(item);
		const isKept = (parameters.defineComponents ?? 'keep') === 'keep';
		const built = isKept ? undefined : buildComponents(parameters);
		const format = built && inComponents(parameters, () => checkComponents(built, category));
		if (built) adviseOn(item, parameters, { components: built.components, category, displayFormat: 'kept' });
		const body: IDataObject = omitUndefined({
			category,
			parameter_format: format,
			components: built?.components,
			...readAdditional(fields, category),
		});
		if (Object.keys(body).length === 0) {
			throw new InputError(
				'Update Fields',
				'are empty and the components are kept, so there is nothing to change',
				"Define the components again, or add a field under 'Update Fields'",
			);
		}
		const app = readAppId(fields.appId);
		const examples = await readyExamples(item, built?.uploads ?? []);
		return {
			fingerprint: fingerprintOf(id, body, exampleKeys(examples)),
			async run() {
				await uploadExamples(item, examples, app);
				const json = await item.graph.request({ method: 'POST', path: [id], body, idempotent: true });
				return { json };
			},
		};
	},
};
