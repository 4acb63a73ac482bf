import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { listLocator } from '../../shared/input/listLocator';
import { emptyFieldError, optionalFlag, optionalId, readEnum } from '../../shared/input/parameterValues';
import { requiredLimitedText } from '../../shared/input/validators';
import { outputField, readOutputField } from '../outputField';
import type { OperationItem } from '../types';

/** WhatsApp docs: QR codes. */
const messageLength = { max: 140, source: 'WhatsApp docs: QR codes' };

const names = { code: 'QR Code', message: 'Message', download: 'Download Picture', format: 'Picture Format' };

/** A QR code of the number in the form, selected from its list or by code. */
export const codeLocator = (description: string): INodeProperties =>
	listLocator({
		field: names.code,
		name: 'qrCode',
		description,
		noun: 'a QR code',
		search: 'searchQrCodes',
		modes: [{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. 4O4YGZEG3RIVE1' }],
	});

/** @returns the code; it may be in a link `https://wa.me/message/CODE` @throws InputError */
export function readCode(item: OperationItem): string {
	const value = item.parameter('qrCode');
	const text = optionalId(value, names.code);
	if (text === undefined) throw emptyFieldError(value, names.code, 'Pick a QR code from the list, or enter its code');
	const code = /^(?:https?:\/\/)?wa\.me\/message\/([A-Za-z0-9]+)$/.exec(text)?.[1] ?? text;
	if (/^[A-Za-z0-9]{5,40}$/.test(code)) return code;
	throw new InputError(names.code, 'is not a code', 'Enter the code, such as 4O4YGZEG3RIVE1, or its wa.me link');
}

export const messageField = (description: string): INodeProperties => ({
	displayName: names.message,
	name: 'prefilledMessage',
	type: 'string',
	required: true,
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Hi, I am at your branch in Main Street',
	description: `${description}, up to ${messageLength.max} characters`,
});

/** @throws InputError */
export const readMessage = (item: OperationItem): string =>
	requiredLimitedText(
		item.parameter('prefilledMessage'),
		messageLength,
		names.message,
		'Enter the text that the customer sends first',
	);

const formats = ['PNG', 'SVG'] as const;
export type PictureFormat = (typeof formats)[number];

const downloadField: INodeProperties = {
	displayName: names.download,
	name: 'downloadPicture',
	type: 'boolean',
	default: false,
	description: "Whether to output the picture as a file. Meta's URL of the picture works for a limited time.",
};

/** The picture of a QR code as a file. @param isDefault whether it is downloaded unless the user turns it off */
export const pictureFields = (isDefault: boolean): INodeProperties[] => {
	const ifDownloaded = { show: { downloadPicture: [true] } };
	return [
		{ ...downloadField, default: isDefault },
		{
			displayName: names.format,
			name: 'pictureFormat',
			type: 'options',
			options: [
				{ name: 'PNG', value: 'PNG', description: 'For screens and office printers' },
				{ name: 'SVG', value: 'SVG', description: 'For print in any size' },
			],
			default: 'PNG',
			description: 'The format of the picture',
			displayOptions: ifDownloaded,
		},
		{ ...outputField, displayOptions: ifDownloaded },
	];
};

/** @returns what to download, and to which field; undefined for no picture @throws InputError */
export function readPicture(
	item: OperationItem,
	isDefault: boolean,
): { format: PictureFormat; field: string } | undefined {
	if (!(optionalFlag(item.parameter('downloadPicture', isDefault), names.download) ?? isDefault)) return undefined;
	return {
		format: readEnum(item.parameter('pictureFormat'), names.format, formats, 'PNG'),
		field: readOutputField(item),
	};
}
