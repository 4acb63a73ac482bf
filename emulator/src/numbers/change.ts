import { requireScope } from '../auth';
import { parameterError } from '../errors';
import type { RequestContext, RouteResponse } from '../requestContext';
import { postPhoneCallback } from '../routes/subscribedApps';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { checkPin } from './registration';
import { managedPhone } from './state';

const changes = ['pin', 'new_display_name', 'search_visibility', 'webhook_configuration'];

const shortNumber = (phone: PhoneNumber): string => phone.displayPhoneNumber.replace(/\D/g, '');

/** Meta docs: Display names > Guidelines: no names of Meta's products. */
const isForbidden = (name: string): boolean => /whatsapp|facebook|instagram|\bmeta\b/i.test(name);

/** Decides on a name a moment later, and reports it (Meta docs: Webhooks > phone_number_name_update). */
async function reviewName(state: State, phone: PhoneNumber, name: string): Promise<void> {
	if (!(await state.timers.wait(state.settings.statusDelayMs))) return;
	const request = phone.requestedName;
	if (request?.name !== name) return;
	request.status = isForbidden(name) ? 'DECLINED' : 'APPROVED';
	const value = {
		display_phone_number: shortNumber(phone),
		decision: isForbidden(name) ? 'REJECTED' : 'APPROVED',
		requested_verified_name: name,
		rejection_reason: isForbidden(name) ? 'NAME_FORMAT_UNACCEPTABLE' : null,
	};
	state.webhooks.events([{ field: 'phone_number_name_update', value, wabaId: phone.wabaId }]);
}

/** POST /{phone}: PIN, display name, visibility and callback, each or all (Meta docs: Phone numbers > Update). */
export async function postPhone(ctx: RequestContext, id: string): Promise<RouteResponse> {
	requireScope(ctx, 'whatsapp_business_management');
	const { state, params } = ctx;
	const { pin, new_display_name: name, search_visibility: visibility } = params;
	if (changes.every((one) => params[one] === undefined))
		throw parameterError('The parameter webhook_configuration is required');
	const phone = managedPhone(ctx, id);
	const newPin = pin === undefined ? undefined : checkPin(pin);
	if (name !== undefined && (typeof name !== 'string' || name.trim().length < 3))
		throw parameterError('Param new_display_name must be at least 3 characters long.');
	if (visibility !== undefined && visibility !== 'VISIBLE' && visibility !== 'HIDDEN')
		throw parameterError('Param search_visibility must be one of {VISIBLE, HIDDEN}');
	if (params.webhook_configuration !== undefined) await postPhoneCallback(ctx, id);
	if (newPin !== undefined) {
		phone.pin = newPin;
		// Meta docs: Webhooks > security.
		const value = { display_phone_number: shortNumber(phone), event: 'PIN_CHANGED' };
		state.webhooks.events([{ field: 'security', value, wabaId: phone.wabaId }]);
	}
	if (typeof name === 'string') {
		phone.requestedName = { name, status: 'PENDING_REVIEW' };
		void reviewName(state, phone, name);
	}
	if (visibility !== undefined) phone.searchVisibility = visibility;
	return { json: { success: true } };
}
