import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { requireScope } from '../auth';
import { parameterError } from '../errors';
import { httpsUrl, oneOf, paramsOf, text } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';

/** How customers in India pay an account: a UPI address, or a payment gateway. */
export interface PaymentConfiguration {
	configuration_name: string;
	merchant_category_code: { code: string; description: string };
	purpose_code: { code: string; description: string };
	status: 'Active' | 'Needs_Connecting' | 'Needs_Testing';
	provider_name: string;
	provider_mid?: string;
	merchant_vpa?: string;
	data_endpoint_url?: string;
	created_timestamp: number;
	updated_timestamp: number;
}

const name = text(60);

const newConfiguration = z
	.object({
		configuration_name: name,
		provider_name: oneOf('upi_vpa', 'razorpay', 'payu', 'zaakpay'),
		merchant_category_code: text(10).optional(),
		purpose_code: text(10).optional(),
		merchant_vpa: text(255).optional(),
		redirect_url: httpsUrl.optional(),
	})
	.refine(({ provider_name, merchant_vpa }) => provider_name !== 'upi_vpa' || merchant_vpa !== undefined, {
		path: ['merchant_vpa'],
		message: 'is required',
	});

const key = (wabaId: string, configuration: string): string => `${wabaId} ${configuration}`;

/** Meta docs: Payments India > Onboarding: the address at which the merchant connects their account. */
const link = ({ clock }: RequestContext['state']): { oauth_url: string; expiration: number } => ({
	oauth_url: `https://www.facebook.com/payment/onboarding/${randomBytes(12).toString('hex')}`,
	expiration: clock.seconds() + 24 * 3600,
});

/** POST /{waba}/payment_configuration (Meta docs: Payments India > Onboarding APIs). */
export function createConfiguration(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const read = paramsOf(ctx.params, newConfiguration);
	const { paymentConfigurations: all } = ctx.state.collections;
	const place = key(wabaId, read.configuration_name);
	if (all.has(place)) throw parameterError(`A payment configuration '${read.configuration_name}' exists already.`);
	const isAddress = read.provider_name === 'upi_vpa';
	const now = ctx.state.clock.seconds();
	all.set(place, {
		configuration_name: read.configuration_name,
		merchant_category_code: { code: read.merchant_category_code ?? '0000', description: 'Test MCC' },
		purpose_code: { code: read.purpose_code ?? '00', description: 'Test purpose' },
		status: isAddress ? 'Active' : 'Needs_Connecting',
		provider_name: read.provider_name,
		...(isAddress ? { merchant_vpa: read.merchant_vpa } : {}),
		created_timestamp: now,
		updated_timestamp: now,
	});
	return { json: isAddress ? { success: true } : { ...link(ctx.state), success: true } };
}

/** GET /{waba}/payment_configurations */
export function getConfigurations(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const own = [...ctx.state.collections.paymentConfigurations].filter(([place]) => place.startsWith(`${wabaId} `));
	return { json: { data: [{ payment_configurations: own.map(([, one]) => one) }] } };
}

function configurationOf(ctx: RequestContext, wabaId: string, called: string): PaymentConfiguration {
	requireScope(ctx, 'whatsapp_business_management');
	const found = ctx.state.collections.paymentConfigurations.get(key(wabaId, called));
	if (!found) throw parameterError(`There is no payment configuration '${called}'.`);
	return found;
}

/** GET /{waba}/payment_configuration/{name} */
export const getConfiguration = (ctx: RequestContext, wabaId: string): RouteResponse => ({
	json: { data: [configurationOf(ctx, wabaId, decodeURIComponent(ctx.segments[2]))] },
});

/** POST /{waba}/payment_configuration/{name}: the endpoint for coupons, shipping and stock. */
export function updateConfiguration(ctx: RequestContext, wabaId: string): RouteResponse {
	const configuration = configurationOf(ctx, wabaId, decodeURIComponent(ctx.segments[2]));
	const { data_endpoint_url } = paramsOf(ctx.params, z.object({ data_endpoint_url: httpsUrl }));
	Object.assign(configuration, { data_endpoint_url, updated_timestamp: ctx.state.clock.seconds() });
	return { json: { success: true } };
}

const named = z.object({ configuration_name: name, redirect_url: httpsUrl.optional() });

/** POST /{waba}/generate_payment_configuration_oauth_link: for payment gateways. */
export function generateLink(ctx: RequestContext, wabaId: string): RouteResponse {
	const { configuration_name } = paramsOf(ctx.params, named);
	const { provider_name } = configurationOf(ctx, wabaId, configuration_name);
	if (provider_name === 'upi_vpa') throw parameterError('The payment configuration has no payment gateway.');
	return { json: link(ctx.state) };
}

/** DELETE /{waba}/payment_configuration */
export function deleteConfiguration(ctx: RequestContext, wabaId: string): RouteResponse {
	const { configuration_name } = paramsOf(ctx.params, named);
	configurationOf(ctx, wabaId, configuration_name);
	ctx.state.collections.paymentConfigurations.delete(key(wabaId, configuration_name));
	return { json: { success: true } };
}
