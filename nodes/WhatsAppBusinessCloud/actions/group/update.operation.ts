import type { INodeProperties } from 'n8n-workflow';
import { binaryField } from '../../messages/media';
import { textField } from '../../shared/input/commonFields';
import { omitUndefined, optionalText, readCollection } from '../../shared/input/parameterValues';
import { checkMaxLength, SHORTEN } from '../../shared/input/textLength';
import { requiredTitle } from '../../shared/input/validators';
import { InputError } from '../../shared/inputError';
import { writeOptions } from '../options';
import { prepareBinary, type PreparedBinary } from '../run/binaryData';
import type { Operation, OperationItem } from '../types';
import { descriptionField, groupFields, limits, names, readGroup, subjectField } from './fields';
import { pendingChange } from './simplify';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Fields that you do not add stay as they are',
	options: [
		descriptionField,
		subjectField(),
		textField(names.picture, 'picture', {
			placeholder: 'e.g. data',
			description:
				'The name of the input field that contains the picture: JPEG, square, at least 192 by 192 pixels, up to 5 MB',
		}),
	],
};

/** WhatsApp docs: Groups API > Update group settings: JPEG of at most 5 MB. @throws InputError */
async function readPicture(item: OperationItem, value: unknown): Promise<PreparedBinary | undefined> {
	if (value === undefined) return undefined;
	const file = await prepareBinary(item, { kind: 'image', field: names.picture, binary: binaryField(value) });
	if (file.mimeType === 'image/jpeg') return file;
	throw new InputError(
		names.picture,
		(quoted) => `The file in ${quoted} is of the type ${file.mimeType}, pictures of groups need image/jpeg`,
		'Convert the file, for example with the Edit Image node',
	);
}

/** The texts to change; an empty description clears it. @throws InputError */
function readTexts({ subject, description }: Record<string, unknown>): Record<string, string> {
	const about = description === undefined ? undefined : (optionalText(description, names.description)?.trim() ?? '');
	return omitUndefined({
		subject:
			subject === undefined
				? undefined
				: requiredTitle(subject, limits.subject, names.subject, 'Enter a name, or remove the field'),
		description:
			about === undefined ? undefined : checkMaxLength(about, limits.description, names.description, SHORTEN),
	}) as Record<string, string>;
}

/** Group > Update: POST /{group}. WhatsApp docs: Groups API > Update group settings. */
export const update: Operation = {
	properties: [...groupFields('The group to change'), updateFields, ...writeOptions],

	async prepare(item) {
		const id = readGroup(item);
		const values = readCollection(item.parameter('updateFields', {}), updateFields.displayName);
		const texts = readTexts(values);
		const picture = await readPicture(item, values.picture);
		const updatedFields = [...Object.keys(texts), ...(picture ? ['picture'] : [])];
		if (updatedFields.length === 0)
			throw new InputError(updateFields.displayName, 'has no field', "Use 'Add Field' to choose what to change");
		return {
			// Changes of one group take effect in the order of the items.
			orderingKey: `group ${id}`,
			async run() {
				const body = { messaging_product: 'whatsapp', ...texts };
				const response = picture
					? await item.graph.postFile([id], body, picture)
					: await item.graph.request({ method: 'POST', path: [id], body, idempotent: true });
				return { json: { groupId: id, updatedFields, ...pendingChange(response, 'group_settings_update') } };
			},
		};
	},
};
