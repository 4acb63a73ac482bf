import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { codeLocator, readCode } from './fields';

const change = {
	what: 'delete the QR code',
	consequence: 'Printed copies and the link of a deleted QR code stop working, and the code cannot be restored.',
};

/** QR Code > Delete: DELETE /{phone}/message_qrdls/{code}. WhatsApp docs: QR codes. */
export const remove: Operation = {
	properties: [
		numberLocator('The phone number of the QR code'),
		codeLocator('The QR code to delete'),
		...confirmFields(change),
		...writeOptions,
	],

	prepare(item) {
		const path = [readNumberId(item), 'message_qrdls', readCode(item)];
		checkConfirmed(item, change);
		return {
			async run() {
				const response = await item.graph.request({ method: 'DELETE', path });
				return { json: { code: path[2], deleted: response.success === true } };
			},
		};
	},
};
