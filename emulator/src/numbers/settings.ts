import { GraphError, parameterError } from '../errors';
import { isObject, type Json } from '../messages/checks';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { PhoneNumber } from '../types';
import { checkCalling } from './calling';
import { managedPhone } from './state';

/** Meta docs: Phone numbers > Settings: one feature per request. */
const features = ['calling', 'user_identity_change', 'payload_encryption', 'storage_configuration'] as const;

/** Settings whose changes are reported (Meta docs: Webhooks > account_settings_update). */
const reported = ['status', 'call_icon_visibility', 'callback_permission_status', 'sip', 'srtp_key_exchange_protocol'];

const defaults: Json = {
	calling: { status: 'DISABLED', call_icon_visibility: 'DEFAULT', callback_permission_status: 'DISABLED' },
	storage_configuration: { status: 'DEFAULT' },
};

const settingsOf = (phone: PhoneNumber): Json => ({ ...defaults, ...phone.settings });

/** Whether calling is on: not at first. */
export const isCallingOn = (phone: PhoneNumber): boolean =>
	(settingsOf(phone).calling as Json | undefined)?.status === 'ENABLED';

/** Whether calls go through SIP, and not through the Graph API (Meta docs: Calling API > SIP). */
export function isSipOn(phone: PhoneNumber): boolean {
	const { sip } = (settingsOf(phone).calling as Json | undefined) ?? {};
	return isObject(sip) && sip.status === 'ENABLED';
}

/** The servers without their passwords, or with them. */
function shownCalling(calling: Json, withPasswords: boolean): Json {
	const { sip } = calling;
	if (!isObject(sip) || !Array.isArray(sip.servers)) return calling;
	const servers = sip.servers.map((one: Json) =>
		withPasswords ? { ...one, sip_user_password: 'emulator-sip-pw' } : one,
	);
	return { ...calling, sip: { ...sip, servers } };
}

/** GET /{phone}/settings (Meta docs: Phone numbers > Settings). */
export function getSettings(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	const { fields, include_sip_credentials: withPasswords } = ctx.params;
	const all = settingsOf(phone);
	const wanted = typeof fields === 'string' && fields !== '' ? fields.split(',') : Object.keys(all);
	const shown = Object.entries(all).filter(([name]) => wanted.includes(name));
	const json: Json = Object.fromEntries(shown);
	if (isObject(json.calling)) json.calling = shownCalling(json.calling, String(withPasswords) === 'true');
	return { json };
}

function checkStorage(value: Json): void {
	const modes = ['DEFAULT', 'IN_COUNTRY_STORAGE_ENABLED', 'NO_STORAGE_ENABLED'];
	if (!modes.includes(String(value.status))) throw parameterError(`Param status must be one of {${modes.join(', ')}}`);
	if (value.status === 'IN_COUNTRY_STORAGE_ENABLED' && value.data_localization_region === undefined)
		throw parameterError('The parameter data_localization_region is required.');
}

/** POST /{phone}/settings (Meta docs: Phone numbers > Settings; Cloud API Calling > Settings). */
export function postSettings(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id, 'whatsapp_business_management', 'whatsapp_business_messaging');
	const given = features.filter((name) => ctx.params[name] !== undefined);
	if (given.length !== 1) throw parameterError(`Exactly one of {${features.join(', ')}} is required.`);
	const [feature] = given;
	const value = ctx.params[feature];
	if (!isObject(value)) throw parameterError(`Param ${feature} must be a JSON object.`);
	if (feature === 'calling') checkCalling(ctx, phone, value);
	if (feature === 'storage_configuration') checkStorage(value);
	if (feature === 'user_identity_change' && typeof value.enable_identity_key_check !== 'boolean')
		throw parameterError('Param enable_identity_key_check must be a boolean.');
	if (feature === 'payload_encryption')
		throw new GraphError(400, { message: '(#100) Not available here.', type: 'OAuthException', code: 100 });
	const before = settingsOf(phone)[feature] as Json | undefined;
	const after = feature === 'calling' ? { ...before, ...value } : value;
	phone.settings = { ...phone.settings, [feature]: after };
	if (feature === 'calling') report(ctx, phone, before ?? {}, after);
	return { json: { success: true } };
}

function report(ctx: RequestContext, phone: PhoneNumber, before: Json, after: Json): void {
	if (!reported.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))) return;
	const value = {
		messaging_product: 'whatsapp',
		timestamp: String(ctx.state.clock.seconds()),
		type: 'phone_number_settings',
		phone_number_settings: { phone_number_id: phone.id, calling: shownCalling(after, false) },
	};
	ctx.state.webhooks.events([{ field: 'account_settings_update', value, phoneNumberId: phone.id }]);
}
