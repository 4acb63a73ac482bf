import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { quotePath } from '../../../nodes/WhatsAppBusinessCloud/shared/inputPath';
import { checkComponents } from '../../../nodes/WhatsAppBusinessCloud/templates/check';
import type { Category, ParameterFormat } from '../../../nodes/WhatsAppBusinessCloud/templates/types';

/** The error of a check, as `field: message`; undefined if it passes. */
export function rejectionMessage(run: () => unknown): string | undefined {
	try {
		run();
	} catch (thrown) {
		if (!(thrown instanceof InputError)) throw thrown;
		expect(thrown.message).toContain(quotePath(thrown.path));
		expect(thrown.message).not.toMatch(/\berror|problem|failure|mistake/i);
		expect(thrown.advice).toBeTruthy();
		return thrown.message;
	}
	return undefined;
}

/** The variable format of a template, checked as a marketing template by default. */
export const checkedFormat = (
	components: IDataObject[],
	category: Category = 'MARKETING',
): ParameterFormat | undefined => checkComponents({ components, uploads: [] }, category);

export const errorMessageOf = (components: IDataObject[], category: Category = 'MARKETING'): string | undefined =>
	rejectionMessage(() => checkedFormat(components, category));

export const BODY: IDataObject = { type: 'BODY', text: 'Hello there' };
export const HANDLE = { header_handle: ['4::aW1hZ2U=:ARZ'] };
export const IMAGE: IDataObject = { type: 'HEADER', format: 'IMAGE', example: HANDLE };
export const buttons = (...list: IDataObject[]): IDataObject => ({ type: 'BUTTONS', buttons: list });
export const reply = (text = 'Yes'): IDataObject => ({ type: 'QUICK_REPLY', text });
export const web: IDataObject = { type: 'URL', text: 'Open', url: 'https://example.com' };
/** A body component with its examples. */
export const body = (text: string, ...examples: string[]): IDataObject => ({
	type: 'BODY',
	text,
	...(examples.length > 0 && { example: { body_text: [examples] } }),
});
