import { businessAccount, textField } from '../../shared/input/commonFields';
import { checkObjectId } from '../../shared/input/objectId';
import { pickedValue } from '../../shared/input/listLocator';
import { listFields, type ListSpec, mapEntries, readList } from '../../shared/input/listParameter';
import { emptyFieldError, isObject, optionalText, requiredText } from '../../shared/input/parameterValues';
import { checkCount } from '../../shared/input/validators';
import { compact, text } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { entriesOf } from '../listOperation';
import { writeOptions } from '../options';
import { templateLocator } from '../template/fields';
import type { Operation, OperationItem } from '../types';

const source = 'WhatsApp docs: Templates > Template groups';
const names = { name: 'Name', description: 'Description', template: 'Template' };

const spec: ListSpec = {
	name: 'templates',
	key: 'template',
	title: 'Templates',
	one: names.template,
	description: 'The templates in the group',
	values: [
		{
			...templateLocator('A template in the group. By ID, you can enter several IDs, separated by commas.'),
			// Errors of this package name the entry.
			required: false,
		},
	],
	json: {
		default: '["594425479261596", "1689556908129832"]',
		description: 'A list of IDs of templates, or of the items of Template > Get Many',
	},
};

/** The IDs of the templates, each once. @throws InputError */
function readTemplates(item: OperationItem): string[] {
	const parameters = Object.fromEntries(listFields(spec).map(({ name }) => [name, item.parameter(name)]));
	const { entries, field } = readList(parameters, spec);
	const advice = 'Pick a template from the list, or enter the ID that Template > Get Many outputs';
	const ids = mapEntries(entries, 'template', (entry) => {
		const value = pickedValue(isObject(entry) ? (entry.templateId ?? entry.id) : entry);
		const list = entriesOf(value);
		if (list.length === 0) throw emptyFieldError(value, names.template, advice);
		return list.map((one) => checkObjectId(one, names.template, advice));
	});
	return [...new Set(checkCount(ids.flat(), { min: 1, max: Infinity, source }, field, ['template', 'templates']))];
}

/** Template Group > Create: POST /{waba}/template_groups. WhatsApp docs: Templates > Template groups. */
export const create: Operation = {
	properties: [
		businessAccount,
		textField(names.name, 'name', { required: true, placeholder: 'e.g. Spring sale' }),
		...listFields(spec),
		textField(names.description, 'description', { placeholder: 'e.g. All messages about the spring sale' }),
		...writeOptions,
	],

	prepare(item) {
		const path = [readAccount(item), 'template_groups'];
		const name = requiredText(item.parameter('name'), names.name, 'Enter a name for the group').trim();
		const body = {
			name,
			description: optionalText(item.parameter('description'), names.description)?.trim() ?? '',
			whatsapp_business_templates: readTemplates(item),
		};
		return {
			async run() {
				const { id } = await item.graph.request({ method: 'POST', path, body });
				return { json: compact({ id: text(id), name }) };
			},
		};
	},
};
