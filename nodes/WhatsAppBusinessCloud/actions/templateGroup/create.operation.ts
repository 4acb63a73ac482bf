import { businessAccount, textField } from '../../shared/input/commonFields';
import { checkObjectId } from '../../shared/input/objectId';
import { emptyFieldError, isObject, optionalText, requiredText } from '../../shared/input/parameterValues';
import { compact, text } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { entriesOf } from '../listOperation';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';

const names = { name: 'Name', description: 'Description', templates: 'Template IDs' };

/** @throws InputError */
function readTemplates(item: OperationItem): string[] {
	const value = item.parameter('templateIds');
	const advice = 'Enter the IDs that Template > Get Many outputs, separated by commas';
	const ids = entriesOf(value).map((entry) =>
		checkObjectId(isObject(entry) ? entry.id : entry, names.templates, advice),
	);
	if (ids.length > 0) return [...new Set(ids)];
	throw emptyFieldError(value, names.templates, advice);
}

/** Template Group > Create: POST /{waba}/template_groups. WhatsApp docs: Templates > Template groups. */
export const create: Operation = {
	properties: [
		businessAccount,
		textField(names.name, 'name', { required: true, placeholder: 'e.g. Spring sale' }),
		textField(names.templates, 'templateIds', {
			required: true,
			placeholder: 'e.g. 594425479261596, 1689556908129832',
			description: 'IDs of the templates in the group, separated by commas, or an expression that returns a list',
		}),
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
