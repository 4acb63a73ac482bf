import type { INodeExecutionData } from 'n8n-workflow';
import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { pictureFields, readPicture } from './fields';
import { codeFields, toItem } from './output';

/** QR Code > Get Many: GET /{phone}/message_qrdls. WhatsApp docs: QR codes. */
export const getMany: Operation = {
	properties: [
		numberLocator('The phone number to get the QR codes of'),
		...limitFields,
		...pictureFields(false),
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const path = [readNumberId(item), 'message_qrdls'];
		const limit = readLimit(item);
		const picture = readPicture(item, false);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const found: INodeExecutionData[] = [];
				const request = { method: 'GET' as const, path, query: { fields: codeFields(picture) } };
				for await (const row of item.graph.pages(request, { limit }))
					found.push(await toItem(item, row, picture, simplify));
				return found;
			},
		};
	},
};
