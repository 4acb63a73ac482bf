import { parameterError } from '../errors';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { numberError } from './errors';
import { managedPhone, pinOf } from './state';

const statusOf = ({ officialStatus = 'NOT_STARTED' }: PhoneNumber): string => officialStatus;

/** GET /{phone}/official_business_account (Meta docs: Official business accounts). */
export function getOfficialAccount(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	return {
		json: { id, oba_status: statusOf(phone), ...(phone.officialMessage && { status_message: phone.officialMessage }) },
	};
}

/** Approves a request a moment later (Meta docs: Webhooks > account_alerts, OBA_APPROVED). */
async function approve(state: State, phone: PhoneNumber): Promise<void> {
	if (!(await state.timers.wait(state.settings.statusDelayMs))) return;
	phone.officialStatus = 'APPROVED';
	delete phone.officialMessage;
	const value = {
		entity_type: 'PHONE_NUMBER',
		entity_id: phone.id,
		alert_info: {
			alert_severity: 'INFORMATIONAL',
			alert_status: 'NONE',
			alert_type: 'OBA_APPROVED',
			alert_description: 'Your request for an official business account was approved.',
		},
	};
	state.webhooks.events([{ field: 'account_alerts', value, wabaId: phone.wabaId }]);
}

/** POST /{phone}/official_business_account (Meta docs: Official business accounts): needs two-step verification. */
export function postOfficialAccount(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id);
	const { business_website_url: website, supporting_links: links = [] } = ctx.params;
	if (typeof website !== 'string' || !/^https?:\/\/\S+$/.test(website))
		throw parameterError('Param business_website_url is not a valid URL.');
	if (!Array.isArray(links) || links.length > 5)
		throw parameterError('Param supporting_links must be an array of at most 5 URLs.');
	if (pinOf(phone) === undefined)
		throw numberError({}, 'Cannot request', 'Turn on two-step verification for this number first.');
	if (statusOf(phone) === 'PENDING' || statusOf(phone) === 'APPROVED')
		throw numberError({}, 'Cannot request', 'There is a request for this number already.');
	phone.officialStatus = 'PENDING';
	phone.officialMessage = 'Your request is in review.';
	void approve(ctx.state, phone);
	return { json: { success: true } };
}
