import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { compact, objects, text } from '../../shared/untrustedJson';
import type { OperationItem } from '../types';
import type { PictureFormat } from './fields';

/** Where the picture goes. */
export interface Picture {
	format: PictureFormat;
	field: string;
}

/** The fields of a QR code, with its picture if it is wanted. WhatsApp docs: QR codes. */
export const codeFields = (picture: Picture | undefined): string =>
	`code,prefilled_message,deep_link_url${picture ? `,qr_image_url.format(${picture.format})` : ''}`;

/** The QR code in Meta's list of one, or the response itself. */
export function codeIn(response: IDataObject): IDataObject {
	if (response.data === undefined) return response;
	const [first] = isObject(response.data) ? [response.data] : objects(response.data);
	return (first ?? {}) as IDataObject;
}

/** A QR code with plain fields. */
export const simplifyCode = (row: IDataObject): IDataObject =>
	compact({
		code: text(row.code),
		message: text(row.prefilled_message),
		link: text(row.deep_link_url),
		pictureUrl: text(row.qr_image_url),
	});

/** The item of a QR code, with its picture. The picture is downloaded at once: its URL expires. @throws NodeOperationError */
export async function toItem(
	item: OperationItem,
	row: IDataObject,
	picture: Picture | undefined,
	simplify = true,
): Promise<INodeExecutionData> {
	const json = simplify ? simplifyCode(row) : row;
	const url = text(row.qr_image_url);
	if (picture === undefined || url === undefined) return { json };
	const name = `whatsapp-${text(row.code) ?? 'qr'}.${picture.format.toLowerCase()}`;
	return { json, binary: { [picture.field]: await item.graph.downloadPicture(url, name) } };
}
