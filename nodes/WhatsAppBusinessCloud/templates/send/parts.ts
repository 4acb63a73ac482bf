import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { checkMaxLength } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import type { Limit } from '../../shared/input/limit';
import { checkLink } from '../../shared/input/publicUrl';
import { emptyFieldError, isObject, optionalText, requiredText } from '../../shared/input/parameterValues';
import { valueLimits } from './valueLimits';
import type { Files, FillContext } from './types';

/** Kinds of media that a template header can have. */
export const headerMedia = ['image', 'video', 'document', 'gif'] as const;
export type HeaderMedia = (typeof headerMedia)[number];

/** A media ID is a long number; binary field names that are numbers are short. */
const MEDIA_ID = /^\d{8,20}$/;

const LOOKS_LIKE_LINK = /^(https?:|www\.|\/\/)|:\/\//i;

const mediaAdvice =
	"Enter the name of the input item's binary field, such as data, the ID of uploaded media, or a public link";

/** Describes white space that WhatsApp rejects in a variable. */
function oddSpace(text: string): string | undefined {
	if (/[\n\r]/.test(text)) return 'a line break';
	if (text.includes('\t')) return 'a tab';
	const { max } = valueLimits.spaces;
	return text.includes(' '.repeat(max + 1)) ? `more than ${max} spaces in a row` : undefined;
}

/**
 * The text of a variable. WhatsApp docs: Error codes > 132012, 132018 (no line breaks, tabs or long runs of spaces).
 * @throws InputError when it is empty or contains what a variable cannot
 */
export function variableText(value: unknown, field: string, limit?: Limit): string {
	const text = requiredText(value, field, 'Enter a value: WhatsApp rejects templates with an empty variable');
	const odd = oddSpace(text);
	if (odd !== undefined) {
		throw new InputError(
			field,
			`contains ${odd}, which WhatsApp does not allow in a template`,
			'Use single spaces instead, for example with {{ $json.text.replace(/\\s+/g, " ").trim() }}',
		);
	}
	return limit ? checkMaxLength(text, limit, field) : text;
}

/** A text parameter of header, body or button; `name` for named variables. @throws InputError */
export function textParameter(value: unknown, field: string, name?: string): IDataObject {
	return { type: 'text', ...(name !== undefined && { parameter_name: name }), text: variableText(value, field) };
}

/**
 * Determines the content of a media field: the name of a binary field, a binary file, a media ID or a link.
 * @param files receives the upload or the link
 * @param fileName of a document, as shown to the recipient
 * @returns the parameter for WhatsApp: `{id}`, `{link}`, or an object to which the upload adds `id`
 * @throws InputError
 */
export function media(kind: HeaderMedia, value: unknown, field: string, files: Files, fileName?: string): IDataObject {
	const target: IDataObject = {};
	// Meta's GIFs are MP4 videos.
	const fileKind = kind === 'gif' ? 'video' : kind;
	const upload = (binary: unknown): IDataObject => {
		files.uploads.push({ kind: fileKind, field, binary, target, ...(kind === 'document' && { wantsFileName: true }) });
		return target;
	};
	if (isObject(value)) {
		if (['mimeType', 'id', 'data'].some((key) => typeof value[key] === 'string')) return upload(value);
		throw new InputError(field, 'got an object that is not a binary file', mediaAdvice);
	}
	const text = optionalText(value, field)?.trim();
	if (text === undefined) throw emptyFieldError(value, field, mediaAdvice);
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new InputError(
			field,
			'is a number that cannot be a media ID',
			'Pass the ID as text: numbers of more than 15 digits lose their last digits',
		);
	}
	if (MEDIA_ID.test(text)) {
		target.id = text;
		return target;
	}
	if (!LOOKS_LIKE_LINK.test(text)) return upload(text);
	target.link = checkLink(text, field, { allowLoopback: true });
	files.links.push({ kind: fileKind, field, link: target.link, ...(fileName && { fileName }) });
	return target;
}

/** A header parameter with media. @param fileName documents only @throws InputError */
export function mediaParameter(
	kind: HeaderMedia,
	value: unknown,
	field: string,
	files: Files,
	fileName?: string,
): IDataObject {
	const target = media(kind, value, field, files, fileName);
	if (fileName !== undefined) target.filename = fileName;
	return { type: kind, [kind]: target };
}

/**
 * Expiration of an offer, in ms: a date with time, in the workflow's time zone unless it includes one, or Unix time.
 * WhatsApp docs: Templates > Limited-time offers (expiration_time_ms).
 * @throws InputError when it is not a time or is in the past
 */
export function expiration(value: unknown, field: string, { timezone, now }: FillContext): number {
	const time = milliseconds(value, field, timezone);
	if (time > now) return time;
	throw new InputError(field, 'is in the past', 'Enter a time in the future');
}

function milliseconds(value: unknown, field: string, zone: string): number {
	if (value instanceof Date) return value.getTime();
	if (DateTime.isDateTime(value)) return value.toMillis();
	const advice = 'Enter a date and time, such as 2027-01-31T18:00';
	const text = requiredText(value, field, advice).trim();
	// Unix time in seconds (10 digits) or milliseconds (13).
	if (/^\d{10}$/.test(text)) return Number(text) * 1000;
	if (/^\d{13}$/.test(text)) return Number(text);
	const read = [
		DateTime.fromISO(text, { zone }),
		DateTime.fromSQL(text, { zone }),
		DateTime.fromRFC2822(text, { zone }),
	].find(({ isValid }) => isValid);
	if (read === undefined) throw new InputError(field, 'is not a date and time', advice);
	return read.toMillis();
}
