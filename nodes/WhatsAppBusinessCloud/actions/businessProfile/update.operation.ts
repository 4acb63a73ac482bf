import type { IDataObject } from 'n8n-workflow';
import { binaryField } from '../../messages/media';
import { InputError } from '../../shared/inputError';
import { omitUndefined, optionalText, readCollection } from '../../shared/input/parameterValues';
import { checkMaxLength, SHORTEN } from '../../shared/input/textLength';
import { checkCount, requiredUrl } from '../../shared/input/validators';
import { entriesOf } from '../listOperation';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import { prepareBinary, type PreparedBinary } from '../run/binaryData';
import { OWN_APP, readAppId } from '../template/examples';
import type { Operation, OperationItem } from '../types';
import { limits, names, profileFields, websiteCount } from './fields';

type Values = Record<string, unknown>;

/** Text that is sent as it is; an empty one clears the part. @throws InputError */
function clearable(values: Values, name: 'address' | 'description' | 'email'): string | undefined {
	if (values[name] === undefined) return undefined;
	const text = optionalText(values[name], names[name])?.trim() ?? '';
	return checkMaxLength(text, limits[name], names[name], SHORTEN);
}

/** @throws InputError */
function readAbout(value: unknown): string | undefined {
	if (value === undefined) return undefined;
	const text = optionalText(value, names.about)?.trim();
	if (text !== undefined) return checkMaxLength(text, limits.about, names.about, SHORTEN);
	throw new InputError(
		names.about,
		'is empty',
		'WhatsApp does not allow to clear it. Enter a text, or remove the field',
	);
}

/** @throws InputError */
function readEmail(values: Values): string | undefined {
	const email = clearable(values, 'email');
	if (email === undefined || email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
	throw new InputError(names.email, 'is not an email address', 'Enter an address such as hello@example.com');
}

/** @throws InputError */
function readWebsites(value: unknown): string[] | undefined {
	if (value === undefined) return undefined;
	const list = checkCount(entriesOf(value), websiteCount, names.websites, ['address', 'addresses'], 'Remove addresses');
	return list.map((one) =>
		checkMaxLength(requiredUrl(one, names.websites), limits.website, names.websites, 'Use a shorter URL'),
	);
}

const types = ['image/jpeg', 'image/png'];

/** WhatsApp docs: Business profiles: JPEG or PNG of at most 5 MB. @throws InputError */
async function readPicture(item: OperationItem, value: unknown): Promise<PreparedBinary | undefined> {
	if (value === undefined) return undefined;
	const file = await prepareBinary(item, { kind: 'image', field: names.picture, binary: binaryField(value) });
	if (types.includes(file.mimeType)) return file;
	throw new InputError(
		names.picture,
		(quoted) => `The file in ${quoted} is of the type ${file.mimeType}, profile pictures need ${types.join(' or ')}`,
		'Convert the file, for example with the Edit Image node',
	);
}

/** Business Profile > Update: POST /{phone}/whatsapp_business_profile. WhatsApp docs: Business profiles. */
export const update: Operation = {
	properties: [numberLocator('The phone number whose profile to change'), profileFields, ...writeOptions],

	async prepare(item) {
		const id = readNumberId(item);
		const values = readCollection(item.parameter('updateFields', {}), profileFields.displayName);
		const body: IDataObject = omitUndefined({
			about: readAbout(values.about),
			address: clearable(values, 'address'),
			description: clearable(values, 'description'),
			email: readEmail(values),
			websites: readWebsites(values.websites),
			vertical: optionalText(values.vertical, names.vertical)?.trim(),
		});
		const picture = await readPicture(item, values.picture);
		const app = readAppId(values.appId);
		const updated = [...Object.keys(body), ...(picture ? ['picture'] : [])];
		if (updated.length === 0)
			throw new InputError(profileFields.displayName, 'has no field', "Use 'Add Field' to choose what to change");
		return {
			// Changes of one profile take effect in the order of the items.
			orderingKey: `${id} profile`,
			async run() {
				const handle = picture && { profile_picture_handle: await item.graph.uploadHandle(app ?? OWN_APP, picture) };
				const response = await item.graph.request({
					method: 'POST',
					path: [id, 'whatsapp_business_profile'],
					body: { messaging_product: 'whatsapp', ...body, ...handle },
					idempotent: true,
				});
				return { json: { phoneNumberId: id, updated: response.success !== false, updatedFields: updated } };
			},
		};
	},
};
