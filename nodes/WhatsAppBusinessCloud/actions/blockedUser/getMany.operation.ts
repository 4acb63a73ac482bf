import type { INodeExecutionData } from 'n8n-workflow';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { limitFields, phoneNumberId } from '../../shared/input/commonFields';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';

/** Blocked User > Get Many: GET /{phone}/block_users. WhatsApp docs: Block users. */
export const getMany: Operation = {
	properties: [
		{
			...phoneNumberId,
			displayName: 'Business Phone Number',
			description: 'The phone number to get the blocked users of',
		},
		...limitFields,
		...readOptions,
	],

	prepare(item) {
		const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
		const limit = readLimit(item);
		return {
			async run() {
				const found: INodeExecutionData[] = [];
				for await (const row of item.graph.pages({ method: 'GET', path: [sender, 'block_users'] }, { limit }))
					found.push({ json: row });
				return found;
			},
		};
	},
};
