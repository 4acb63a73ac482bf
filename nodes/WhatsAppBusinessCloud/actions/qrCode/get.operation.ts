import { simplifyField } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { optionalFlag } from '../../shared/input/parameterValues';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { codeLocator, pictureFields, readCode, readPicture } from './fields';
import { codeFields, codeIn, toItem } from './output';

/** QR Code > Get: GET /{phone}/message_qrdls?code=. WhatsApp docs: QR codes. */
export const get: Operation = {
	properties: [
		numberLocator('The phone number of the QR code'),
		codeLocator('The QR code to get'),
		...pictureFields(true),
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const code = readCode(item);
		const picture = readPicture(item, true);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				// The list, because only it has pictures.
				const query = { fields: codeFields(picture), code };
				const row = codeIn(await item.graph.request({ method: 'GET', path: [id, 'message_qrdls'], query }));
				if (row.code === undefined)
					throw new InputError(
						'QR Code',
						`'${code}' does not exist`,
						'Pick a QR code of this phone number from the list',
					);
				return await toItem(item, row, picture, simplify);
			},
		};
	},
};
