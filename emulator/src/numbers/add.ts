import { requireScope } from '../auth';
import { parameterError } from '../errors';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { PhoneNumber } from '../types';
import { numberError } from './errors';

const digitsOf = (text: string): string => text.replace(/\D/g, '');

function required(ctx: RequestContext, name: string): string {
	const value = ctx.params[name];
	if ((typeof value !== 'string' && typeof value !== 'number') || String(value).trim() === '')
		throw parameterError(`The parameter ${name} is required.`);
	return String(value).trim();
}

/** An ID that no number has. */
function newId(phones: ReadonlyMap<string, PhoneNumber>): string {
	for (let serial = phones.size; ; serial += 1) {
		const id = `1065403527${String(serial).padStart(5, '0')}`;
		if (!phones.has(id)) return id;
	}
}

/**
 * POST /{waba}/phone_numbers (Meta docs: Phone numbers > Add a phone number). The number can be used after it was
 * verified and registered.
 */
export function addPhoneNumber(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { phones } = ctx.state;
	const cc = digitsOf(required(ctx, 'cc'));
	const rest = digitsOf(required(ctx, 'phone_number'));
	const verifiedName = required(ctx, 'verified_name');
	if (cc.length > 3 || rest.length < 4 || cc.length + rest.length > 15)
		throw parameterError('Param phone_number is not a valid phone number.');
	const digits = cc + rest;
	const known = [...phones.values()].find((one) => digitsOf(one.displayPhoneNumber) === digits);
	if (known?.wabaId === wabaId)
		throw numberError(
			{ subcode: 2388012 },
			'Phone number already added',
			'This phone number is already in your account.',
		);
	const isMove = ctx.params.migrate_phone_number === true || ctx.params.migrate_phone_number === 'true';
	if (known !== undefined && !isMove)
		throw numberError(
			{ subcode: 2388001 },
			'Cannot add phone number',
			'This phone number is in use in another account.',
		);
	const phone: PhoneNumber = {
		id: newId(phones),
		wabaId,
		displayPhoneNumber: `+${cc} ${rest}`,
		verifiedName,
		status: 'PENDING',
		qualityRating: 'UNKNOWN',
		registered: false,
		throughputLevel: 'STANDARD',
		accountMode: 'LIVE',
		isVerified: false,
		nameStatus: 'AVAILABLE_WITHOUT_REVIEW',
	};
	if (known !== undefined) phones.delete(known.id);
	phones.set(phone.id, phone);
	return { json: { id: phone.id } };
}
