import type { IDataObject } from 'n8n-workflow';
import { nonEmptyString, part } from '../shared/untrustedJson';

/** The callback for messages of a number, and what it is set for. */
export interface EffectiveCallback {
	level: 'phone number' | 'business account' | 'app';
	callbackUrl: string;
}

/**
 * Meta uses the number's callback first, then the account's, then the app's. WhatsApp docs: Webhooks > Overrides.
 * @param phone a phone number with its field `webhook_configuration`
 * @returns undefined when there is none
 */
export function effectiveCallback(phone: IDataObject): EffectiveCallback | undefined {
	const levels = part(phone.webhook_configuration);
	const order = [
		['phone number', levels.phone_number],
		['business account', levels.whatsapp_business_account],
		['app', levels.application],
	] as const;
	for (const [level, value] of order) {
		const callbackUrl = nonEmptyString(value);
		if (callbackUrl !== undefined) return { level, callbackUrl };
	}
	return undefined;
}
