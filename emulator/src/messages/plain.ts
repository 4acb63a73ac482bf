import { parameterError } from '../errors';
import { at, invalid, missing, onlyKeys, optionalBoolean, optionalText, text, type Json } from './checks';

/** Meta docs: Messages > Text messages: body at most 4096 characters, preview_url a boolean. */
export function checkText(part: Json): void {
	onlyKeys(part, 'text', ['body', 'preview_url']);
	text(part.body, at('text', 'body'), 4096);
	optionalBoolean(part.preview_url, at('text', 'preview_url'));
}

/** Meta docs: Messages > Location messages: latitude and longitude required. */
export function checkLocation(part: Json): void {
	onlyKeys(part, 'location', ['latitude', 'longitude', 'name', 'address']);
	coordinate(part.latitude, 'latitude', 90);
	coordinate(part.longitude, 'longitude', 180);
	optionalText(part.name, at('location', 'name'));
	optionalText(part.address, at('location', 'address'));
}

function coordinate(value: unknown, name: string, limit: number): void {
	const place = at('location', name);
	if (value === undefined || value === null || value === '') missing(place);
	const number = typeof value === 'string' ? Number(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) throw parameterError(`Param ${place} must be a number.`);
	if (Math.abs(number) > limit) invalid(`Parameter ${place} must be between -${limit} and ${limit}.`);
}

/** Meta docs: Messages > Reaction messages: message_id, and emoji; an empty emoji removes the reaction. */
export function checkReaction(part: Json, body: Json): void {
	onlyKeys(part, 'reaction', ['message_id', 'emoji']);
	text(part.message_id, at('reaction', 'message_id'));
	if (part.emoji === undefined || part.emoji === null) missing(at('reaction', 'emoji'));
	if (typeof part.emoji !== 'string') throw parameterError(`Param ${at('reaction', 'emoji')} must be a string.`);
	if (part.emoji !== '' && !oneEmoji(part.emoji)) invalid(`Parameter ${at('reaction', 'emoji')} must be one emoji.`);
	// Meta docs: Messages > Request syntax: context is not for reactions.
	if (body.context !== undefined) invalid('A reaction cannot be sent as a reply.');
}

function oneEmoji(value: string): boolean {
	const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(value)];
	return graphemes.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(value);
}

/** Meta docs: Groups API > Pin messages: groups only; pin or unpin, a message, 1 to 30 days. */
export function checkPin(part: Json, body: Json): void {
	onlyKeys(part, 'pin', ['type', 'message_id', 'expiration_days']);
	if (body.recipient_type !== 'group') invalid('Messages can be pinned in groups only.');
	if (part.type !== 'pin' && part.type !== 'unpin')
		throw parameterError(`Param ${at('pin', 'type')} must be one of {PIN, UNPIN}.`);
	text(part.message_id, at('pin', 'message_id'));
	if (part.type === 'pin') {
		const days = part.expiration_days;
		if (!Number.isInteger(days) || (days as number) < 1 || (days as number) > 30)
			invalid(`Parameter ${at('pin', 'expiration_days')} must be 1 to 30.`);
	}
}
