import { parameterError } from '../errors';
import { isObject, type Json } from '../messages/checks';
import type { RequestContext } from '../requestContext';
import type { PhoneNumber } from '../types';

const days = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const enums: Record<string, readonly string[]> = {
	status: ['ENABLED', 'DISABLED'],
	call_icon_visibility: ['DEFAULT', 'DISABLE_ALL'],
	callback_permission_status: ['ENABLED', 'DISABLED'],
	srtp_key_exchange_protocol: ['DTLS', 'SDES'],
};

function oneOf(value: unknown, name: string, allowed: readonly string[]): void {
	if (!allowed.includes(String(value))) throw parameterError(`Param ${name} must be one of {${allowed.join(', ')}}`);
}

function objectsIn(value: unknown, name: string): Json[] {
	if (value === undefined) return [];
	if (Array.isArray(value) && value.every(isObject)) return value;
	throw parameterError(`Param ${name} must be an array of objects.`);
}

function time(value: unknown, name: string): string {
	if (typeof value === 'string' && /^([01]\d|2[0-3])[0-5]\d$/.test(value)) return value;
	throw parameterError(`Param ${name} must be a time such as 0900.`);
}

/** Meta docs: Cloud API Calling > Settings > Call hours. */
function checkHours(value: unknown): void {
	if (!isObject(value)) throw parameterError('Param call_hours must be a JSON object.');
	oneOf(value.status, 'status', enums.status);
	if (typeof value.timezone_id !== 'string' || !/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/.test(value.timezone_id))
		throw parameterError('Param timezone_id is not a valid time zone.');
	const weekly = objectsIn(value.weekly_operating_hours, 'weekly_operating_hours').map((one) => {
		oneOf(one.day_of_week, 'day_of_week', days);
		const [from, to] = [time(one.open_time, 'open_time'), time(one.close_time, 'close_time')];
		if (from >= to) throw parameterError('Param open_time must be before close_time.');
		return { day: String(one.day_of_week), from, to };
	});
	for (const day of days) {
		const ofDay = weekly.filter((one) => one.day === day).sort((a, b) => a.from.localeCompare(b.from));
		if (ofDay.length > 2) throw parameterError(`At most 2 weekly_operating_hours are allowed for ${day}.`);
		if (ofDay.length === 2 && ofDay[1].from < ofDay[0].to)
			throw parameterError(`The weekly_operating_hours for ${day} overlap.`);
	}
	const holidays = objectsIn(value.holiday_schedule, 'holiday_schedule');
	if (holidays.length > 20) throw parameterError('Param holiday_schedule must have at most 20 elements.');
	for (const one of holidays) {
		if (!/^\d{4}-\d\d-\d\d$/.test(String(one.date))) throw parameterError('Param date must be YYYY-MM-DD.');
		time(one.start_time, 'start_time');
		time(one.end_time, 'end_time');
	}
}

/** Meta docs: Cloud API Calling > SIP. */
function checkSip(value: unknown): void {
	if (!isObject(value)) throw parameterError('Param sip must be a JSON object.');
	if (value.status !== undefined) oneOf(value.status, 'status', enums.status);
	const servers = objectsIn(value.servers, 'servers');
	if (servers.length > 1) throw parameterError('Only one SIP server per app is allowed.');
	for (const { hostname } of servers)
		if (typeof hostname !== 'string' || hostname === '') throw parameterError('The parameter hostname is required.');
}

/** Meta docs: Cloud API Calling > Voicemail. */
function checkVoicemail({ state }: RequestContext, phone: PhoneNumber, value: unknown): void {
	if (!isObject(value)) throw parameterError('Param voicemail must be a JSON object.');
	oneOf(value.status, 'status', enums.status);
	if (value.status === 'DISABLED') return;
	const { triggers } = value;
	if (!Array.isArray(triggers) || triggers.length === 0) throw parameterError('Param triggers must not be empty.');
	for (const trigger of triggers) oneOf(trigger, 'triggers', ['REJECT', 'TIMEOUT']);
	const audio = isObject(value.audio) && isObject(value.audio.default) ? value.audio.default : {};
	const media = state.media.find(String(audio.announcement_media_id));
	if (media?.phoneNumberId !== phone.id || media.useCase !== 'call_voicemail_announcement')
		throw parameterError('Param announcement_media_id is not an announcement of this number.');
	const seconds = audio.timeout_seconds;
	if (triggers.includes('TIMEOUT') && !(typeof seconds === 'number' && seconds >= 0 && seconds <= 30))
		throw parameterError('Param timeout_seconds must be a number from 0 to 30.');
}

/** Checks the feature `calling` of the settings (Meta docs: Cloud API Calling > Settings). @throws GraphError */
export function checkCalling(ctx: RequestContext, phone: PhoneNumber, value: Json): void {
	for (const [name, allowed] of Object.entries(enums)) if (value[name] !== undefined) oneOf(value[name], name, allowed);
	if (value.call_hours !== undefined) checkHours(value.call_hours);
	if (value.sip !== undefined) checkSip(value.sip);
	if (value.voicemail !== undefined) checkVoicemail(ctx, phone, value.voicemail);
}
