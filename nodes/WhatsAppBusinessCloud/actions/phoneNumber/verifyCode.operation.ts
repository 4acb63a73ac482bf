import { textField } from '../../shared/input/commonFields';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, readNumberId, readSixDigits } from './fields';

const FIELD = 'Verification Code';

/** Phone Number > Verify Code: POST /{phone}/verify_code. WhatsApp docs: Phone numbers > Verify. */
export const verifyCode: Operation = {
	properties: [
		numberLocator('The phone number to verify'),
		textField(FIELD, 'code', {
			required: true,
			placeholder: 'e.g. 123-456',
			description: 'The 6 digits that Meta sent to the phone number after Request Code',
		}),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const advice = "Enter the 6 digits that the phone number received, or run 'Request Code' for new ones";
		const code = readSixDigits(item.parameter('code'), FIELD, advice);
		return {
			async run() {
				// In the body, where logs of URLs do not contain it.
				const response = await item.graph.request({ method: 'POST', path: [id, 'verify_code'], body: { code } });
				return { json: { id, verified: response.success === true } };
			},
		};
	},
};
