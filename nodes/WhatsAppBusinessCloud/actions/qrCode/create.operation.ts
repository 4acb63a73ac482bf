import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { messageField, pictureFields, readMessage, readPicture } from './fields';
import { toItem } from './output';

/** QR Code > Create: POST /{phone}/message_qrdls. WhatsApp docs: QR codes. */
export const create: Operation = {
	properties: [
		numberLocator('The phone number that customers write to when they scan the code'),
		messageField('The text that is ready to send when a customer scans the code'),
		...pictureFields(true),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const prefilledMessage = readMessage(item);
		const picture = readPicture(item, true);
		return {
			async run() {
				const body = {
					prefilled_message: prefilledMessage,
					...(picture && { generate_qr_image: picture.format }),
				};
				const row = await item.graph.request({ method: 'POST', path: [id, 'message_qrdls'], body });
				return await toItem(item, row, picture);
			},
		};
	},
};
