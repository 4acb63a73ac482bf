import { textField } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { optionalText, readEnum } from '../../shared/input/parameterValues';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, readNumberId } from './fields';

const methods = ['SMS', 'VOICE'] as const;

/** @throws InputError */
function readLanguage(value: unknown): string {
	const code = optionalText(value, 'Language')?.trim() ?? 'en_US';
	if (/^[a-z]{2,3}(_[A-Z]{2})?$/.test(code)) return code;
	throw new InputError('Language', 'is not a language code', 'Enter a code such as en_US or de');
}

/** Phone Number > Request Code: POST /{phone}/request_code. WhatsApp docs: Phone numbers > Verify. */
export const requestCode: Operation = {
	properties: [
		numberLocator('The phone number to verify. A number that is verified already needs no code.'),
		{
			displayName: 'Send Code By',
			name: 'codeMethod',
			type: 'options',
			options: [
				{ name: 'SMS', value: 'SMS', description: 'A text message to the number' },
				{ name: 'Voice Call', value: 'VOICE', description: 'A call that reads the code out' },
			],
			default: 'SMS',
			description: 'How Meta sends the code. A number with an automatic menu cannot receive it by call.',
		},
		textField('Language', 'language', { default: 'en_US', description: 'The language of the SMS or call' }),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const codeMethod = readEnum(item.parameter('codeMethod'), 'Send Code By', methods, 'SMS');
		const body = { code_method: codeMethod, language: readLanguage(item.parameter('language')) };
		return {
			async run() {
				const response = await item.graph.request({ method: 'POST', path: [id, 'request_code'], body });
				return { json: { id, codeSent: response.success === true, codeMethod } };
			},
		};
	},
};
