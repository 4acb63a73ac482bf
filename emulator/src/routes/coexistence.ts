import { z } from 'zod';
import { requireScope } from '../auth';
import { parameterError, subcodeError } from '../errors';
import { oneOf, paramsOf, whatsapp } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import { sendSamples } from '../samples/send';

const DAY = 24 * 3600_000;

/** What arrives, in its order. Meta docs: Coexistence > Synchronize data: messages first, then their files. */
const kinds = {
	smb_app_state_sync: ['contactAdded'],
	history: ['messages', 'fileOfCustomer', 'fileOfBusiness', 'progress'],
};

const request = z.object({ messaging_product: whatsapp, sync_type: oneOf('smb_app_state_sync', 'history') });

/**
 * POST /{phone}/smb_app_data (Meta docs: Coexistence > Synchronize data): contacts or messages of the Business app, each
 * once, within 24 hours after onboarding, which is when the emulator started. They arrive by webhook.
 */
export function postSmbAppData(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { state } = ctx;
	const { sync_type } = paramsOf(ctx.params, request);
	if (state.phones.get(id)?.onBusinessApp !== true)
		throw parameterError('The phone number is not used in the WhatsApp Business app.');
	const key = `${id} ${sync_type}`;
	if (state.collections.synchronizations.has(key) || state.clock.offset > DAY)
		throw subcodeError(2593107, 'Synchronization can be requested once, within 24 hours after onboarding.');
	state.collections.synchronizations.set(key, state.clock.now());
	void deliver(ctx, id, sync_type);
	return { json: { messaging_product: 'whatsapp', request_id: state.newRequestId() } };
}

async function deliver({ state }: RequestContext, phoneNumberId: string, type: keyof typeof kinds): Promise<void> {
	if (!(await state.timers.wait(state.settings.statusDelayMs))) return;
	for (const kind of kinds[type]) await sendSamples(state, { field: type, kind, phoneNumberId });
}
