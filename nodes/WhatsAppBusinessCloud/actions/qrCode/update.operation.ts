import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { codeLocator, messageField, readCode, readMessage } from './fields';
import { simplifyCode } from './output';

/** QR Code > Update: POST /{phone}/message_qrdls with a code. Code and link stay. WhatsApp docs: QR codes. */
export const update: Operation = {
	properties: [
		numberLocator('The phone number of the QR code'),
		codeLocator('The QR code to update. Printed codes keep working.'),
		messageField('The new text that is ready to send when a customer scans the code'),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const body = { code: readCode(item), prefilled_message: readMessage(item) };
		return {
			async run() {
				const row = await item.graph.request({ method: 'POST', path: [id, 'message_qrdls'], body, idempotent: true });
				return { json: { ...simplifyCode(body), ...simplifyCode(row) } };
			},
		};
	},
};
