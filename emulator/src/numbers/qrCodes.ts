import { randomInt } from 'node:crypto';
import { parameterError, unknownObject } from '../errors';
import { parseFields } from '../fields';
import { length, type Json } from '../messages/checks';
import { page } from '../paging';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { PhoneNumber } from '../types';
import { pictureUrl } from './pictures';
import { managedPhone } from './state';

/** Meta docs: QR codes. */
const MAX_LENGTH = 140;
const MAX_CODES = 2000;
const formats = ['PNG', 'SVG'];
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const known = ['code', 'prefilled_message', 'deep_link_url', 'qr_image_url', 'creation_time'];

export interface QrCode {
	code: string;
	message: string;
}

const codesOf = (phone: PhoneNumber): QrCode[] => (phone.qrCodes ??= []);
/** As the codes of all of Meta's examples: thirteen characters of Base32, and a 1. */
const newCode = (): string => `${Array.from({ length: 13 }, () => letters[randomInt(letters.length)]).join('')}1`;

function messageIn(ctx: RequestContext): string {
	const message = ctx.params.prefilled_message;
	if (typeof message !== 'string' || message === '')
		throw parameterError('The parameter prefilled_message is required.');
	if (length(message) > MAX_LENGTH)
		throw parameterError(`Param prefilled_message must be at most ${MAX_LENGTH} characters long.`);
	return message;
}

/** The link that a code contains. */
export const linkOf = (code: string): string => `https://wa.me/message/${code}`;

const node = (ctx: RequestContext, { code, message }: QrCode, format?: string): Json => ({
	code,
	prefilled_message: message,
	deep_link_url: linkOf(code),
	...(format === undefined ? {} : { qr_image_url: pictureUrl(ctx, code, format as 'PNG' | 'SVG') }),
});

/** POST /{phone}/message_qrdls: creates a code or, with `code`, changes its message (Meta docs: QR codes). */
export function postQrCode(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	const message = messageIn(ctx);
	const { code, generate_qr_image: format } = ctx.params;
	if (format !== undefined && !formats.includes(String(format)))
		throw parameterError(`Param generate_qr_image must be one of {${formats.join(', ')}}`);
	const codes = codesOf(phone);
	if (code !== undefined) {
		const found = codes.find((one) => one.code === code);
		if (!found) throw parameterError('Param code does not exist.');
		found.message = message;
		return { json: node(ctx, found) };
	}
	if (codes.length >= MAX_CODES) throw parameterError(`A phone number can have at most ${MAX_CODES} codes.`);
	const created = { code: newCode(), message };
	codes.unshift(created);
	return { json: node(ctx, created, format === undefined ? undefined : String(format)) };
}

/** GET /{phone}/message_qrdls: pictures only when asked for, in `qr_image_url.format(PNG)` (Meta docs: QR codes). */
export function getQrCodes(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	const { fields, code } = ctx.params;
	const asked = parseFields(typeof fields === 'string' ? fields : 'code,prefilled_message,deep_link_url');
	for (const { name } of asked)
		if (!known.includes(name))
			throw parameterError(`Tried accessing nonexisting field (${name}) on node type (WhatsAppBusinessQRCode)`);
	const picture = asked.find(({ name }) => name === 'qr_image_url');
	const format = picture?.modifiers?.format ?? 'SVG';
	if (!formats.includes(format)) throw parameterError(`Param format must be one of {${formats.join(', ')}}`);
	const found = codesOf(phone).filter((one) => code === undefined || one.code === code);
	const rows = found.map((one) => node(ctx, one, picture && format));
	return {
		json: page(
			ctx,
			rows.map((row) =>
				Object.fromEntries(Object.entries(row).filter(([key]) => asked.some(({ name }) => name === key))),
			),
		),
	};
}

const codeInPath = (ctx: RequestContext, phone: PhoneNumber): QrCode => {
	const found = codesOf(phone).find(({ code }) => code === ctx.segments[2]);
	if (found) return found;
	throw unknownObject(ctx.method, ctx.segments[2]);
};

/** GET /{phone}/message_qrdls/{code} (Meta docs: QR codes). */
export function getQrCode(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	return { json: { data: [node(ctx, codeInPath(ctx, phone))] } };
}

/** DELETE /{phone}/message_qrdls/{code} (Meta docs: QR codes). */
export function deleteQrCode(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	const found = codeInPath(ctx, phone);
	phone.qrCodes = codesOf(phone).filter((one) => one !== found);
	return { json: { success: true } };
}
