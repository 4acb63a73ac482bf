import { parameterError, whatsappError } from '../errors';
import type { RequestContext, RouteResponse } from '../requestContext';
import { requireMessagingProduct } from '../routes/messages';
import type { PhoneNumber } from '../types';
import { numberError } from './errors';
import { isVerified, managedPhone, pinOf } from './state';

/** Meta docs: Phone numbers > Register: 10 calls per number in 72 hours; Error codes, 133016. */
const MAX_CALLS = 10;
const WINDOW = 72 * 3600_000;

/** Meta docs: Cloud API > Local storage. */
const regions = ['AE', 'AU', 'BH', 'BR', 'CA', 'CH', 'DE', 'GB', 'ID', 'IN', 'JP', 'KR', 'SG', 'ZA'];

/** Counts a call. @throws GraphError 133016 */
function count(calls: number[] = [], now: number): number[] {
	const recent = calls.filter((at) => now - at < WINDOW);
	if (recent.length >= MAX_CALLS)
		throw whatsappError(133016, 'Too many attempts were made to register or deregister this number in 72 hours.');
	return [...recent, now];
}

/** @throws GraphError unless it is six digits */
export function checkPin(pin: unknown): string {
	if (typeof pin === 'string' && /^\d{6}$/.test(pin)) return pin;
	throw parameterError('Param pin must be a 6 digit string.');
}

/** The display name that was approved takes effect (Meta docs: Display names). */
function takeApprovedName(phone: PhoneNumber): void {
	if (phone.requestedName?.status !== 'APPROVED') return;
	phone.verifiedName = phone.requestedName.name;
	phone.nameStatus = 'APPROVED';
	delete phone.requestedName;
}

/** POST /{phone}/register (Meta docs: Phone numbers > Register; Error codes, 133005, 133006, 133016). */
export function register(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id, 'whatsapp_business_messaging', 'whatsapp_business_management');
	const { state, params } = ctx;
	requireMessagingProduct(params.messaging_product);
	const pin = checkPin(params.pin);
	const region = params.data_localization_region;
	if (region !== undefined && !regions.includes(String(region)))
		throw parameterError(`Param data_localization_region must be one of {${regions.join(', ')}}`);
	phone.registrations = count(phone.registrations, state.clock.now());
	if (!isVerified(phone))
		throw whatsappError(133006, 'The phone number needs to be verified before it can be registered.');
	const current = pinOf(phone);
	if (current !== undefined && current !== pin) throw whatsappError(133005, 'The PIN is incorrect.');
	const isNew = !phone.registered;
	Object.assign(phone, { pin, registered: true, isVerified: true, status: 'CONNECTED' });
	if (region !== undefined)
		phone.settings = {
			...phone.settings,
			storage_configuration: { status: 'IN_COUNTRY_STORAGE_ENABLED', data_localization_region: region },
		};
	if (phone.qualityRating === 'UNKNOWN') phone.qualityRating = 'GREEN';
	takeApprovedName(phone);
	// Meta docs: Webhooks > phone_number_quality_update, event ONBOARDING.
	if (isNew) {
		const value = {
			display_phone_number: phone.displayPhoneNumber.replace(/\D/g, ''),
			event: 'ONBOARDING',
			max_daily_conversations_per_business: 'TIER_2K',
		};
		state.webhooks.events([{ field: 'phone_number_quality_update', value, wabaId: phone.wabaId }]);
	}
	return { json: { success: true } };
}

/** POST /{phone}/deregister (Meta docs: Phone numbers > Deregister): not for numbers in the Business app. */
export function deregister(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id, 'whatsapp_business_messaging', 'whatsapp_business_management');
	if (phone.onBusinessApp)
		throw numberError({}, 'Cannot deregister', 'This number is also used in the WhatsApp Business app.');
	phone.deregistrations = count(phone.deregistrations, ctx.state.clock.now());
	if (!phone.registered) throw whatsappError(133010, 'The phone number is not registered.');
	// The PIN stays: it is needed to register again.
	Object.assign(phone, { pin: pinOf(phone), isVerified: true, registered: false, status: 'DISCONNECTED' });
	return { json: { success: true } };
}
