import { requireScope } from '../auth';
import { parameterError } from '../errors';
import { length, type Json } from '../messages/checks';
import type { RequestContext, RouteResponse } from '../requestContext';
import { requireMessagingProduct } from '../routes/messages';
import { pictureUrl } from './pictures';
import { managedPhone } from './state';

/** Meta docs: Business profiles. */
const limits: Record<string, number> = { about: 139, address: 256, description: 512, email: 128 };
const industries =
	'OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT PROF_SERVICES RETAIL TRAVEL RESTAURANT ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS MATRIMONY_SERVICE'.split(
		' ',
	);
const fields = [
	'about',
	'address',
	'description',
	'email',
	'profile_picture_url',
	'websites',
	'vertical',
	'messaging_product',
];

/** GET /{phone}/whatsapp_business_profile (Meta docs: Business profiles): parts that are empty are left out. */
export function getProfile(ctx: RequestContext, id: string): RouteResponse {
	const phone = managedPhone(ctx, id, 'whatsapp_business_management', 'whatsapp_business_messaging');
	const asked = typeof ctx.params.fields === 'string' ? ctx.params.fields.split(',') : ['messaging_product'];
	for (const name of asked)
		if (!fields.includes(name))
			throw parameterError(`Tried accessing nonexisting field (${name}) on node type (WhatsAppBusinessProfile)`);
	const profile: Json = { messaging_product: 'whatsapp', ...phone.profile };
	if (phone.profilePicture) profile.profile_picture_url = pictureUrl(ctx, phone.profilePicture, 'PNG');
	return { json: { data: [Object.fromEntries(Object.entries(profile).filter(([name]) => asked.includes(name)))] } };
}

function checkText(name: string, value: unknown): void {
	if (typeof value !== 'string') throw parameterError(`Param ${name} must be a string.`);
	if (length(value) > limits[name])
		throw parameterError(`Param ${name} must be at most ${limits[name]} characters long.`);
	if (name === 'about' && value.trim() === '') throw parameterError('Param about must not be empty.');
	if (name === 'email' && value !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value))
		throw parameterError('Param email is not a valid email address.');
}

function checkWebsites(value: unknown): void {
	if (!Array.isArray(value) || value.length > 2)
		throw parameterError('Param websites must be an array of at most 2 URLs.');
	for (const one of value)
		if (typeof one !== 'string' || !/^https?:\/\/\S+$/.test(one) || one.length > 256)
			throw parameterError('Param websites must have URLs that start with http:// or https://.');
}

/** POST /{phone}/whatsapp_business_profile (Meta docs: Business profiles). An empty text clears a part. */
export function postProfile(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const phone = managedPhone(ctx, id);
	const { params } = ctx;
	requireMessagingProduct(params.messaging_product);
	for (const name of Object.keys(limits)) if (params[name] !== undefined) checkText(name, params[name]);
	if (params.websites !== undefined) checkWebsites(params.websites);
	if (params.vertical !== undefined && !industries.includes(String(params.vertical)))
		throw parameterError(`Param vertical must be one of {${industries.join(', ')}}`);
	const handle = params.profile_picture_handle;
	if (handle !== undefined) {
		if (!ctx.state.uploads.isHandle(String(handle))) throw parameterError('Param profile_picture_handle is not valid.');
		phone.profilePicture = String(handle);
	}
	const changed = Object.entries(params).filter(
		([name]) => name in limits || name === 'websites' || name === 'vertical',
	);
	const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);
	const profile = Object.entries({ ...phone.profile, ...Object.fromEntries(changed) });
	phone.profile = Object.fromEntries(profile.filter(([, value]) => !isEmpty(value)));
	return { json: { success: true } };
}
