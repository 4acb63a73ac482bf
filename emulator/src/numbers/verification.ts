import { randomInt } from 'node:crypto';
import { parameterError } from '../errors';
import type { RequestContext, RouteResponse } from '../requestContext';
import { numberError } from './errors';
import { isVerified, managedPhone } from './state';

/** POST /{phone}/request_code (Meta docs: Phone numbers > Verify). GET /_emulator/numbers shows the code. */
export function requestCode(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	const { code_method: method, language } = ctx.params;
	if (method !== 'SMS' && method !== 'VOICE') throw parameterError('Param code_method must be one of {SMS, VOICE}');
	if (typeof language !== 'string' || !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language))
		throw parameterError('Param language is not a valid locale');
	if (isVerified(phone))
		throw numberError({ code: 136024 }, 'Unable to request code', 'This phone number is verified already.');
	phone.code = String(randomInt(0, 1_000_000)).padStart(6, '0');
	return { json: { success: true } };
}

/** POST /{phone}/verify_code (Meta docs: Phone numbers > Verify). */
export function verifyCode(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	const { code } = ctx.params;
	if (code === undefined || code === '') throw parameterError('The parameter code is required.');
	if (phone.code === undefined || String(code).replace('-', '') !== phone.code)
		throw numberError({ code: 136025 }, 'Unable to verify code', 'The code is wrong or has expired.');
	delete phone.code;
	phone.isVerified = true;
	if (phone.status === 'UNVERIFIED') phone.status = 'PENDING';
	return { json: { success: true } };
}
