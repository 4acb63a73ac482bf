import { GraphError, parameterError } from '../errors';
import type { Field } from '../fields';
import type { State } from '../state';
import { dateOf } from './date';
import { metric } from './metrics';
import type { Flow } from './types';

/** Meta docs: Flows > Flows API > Retrieving flow details. */
export const flowFields = {
	known: [
		'id',
		'name',
		'status',
		'categories',
		'validation_errors',
		'json_version',
		'data_api_version',
		'endpoint_uri',
		'data_channel_uri',
		'preview',
		'whatsapp_business_account',
		'application',
		'health_status',
		'updated_at',
		'metric',
	],
	defaults: ['id', 'name', 'status', 'categories', 'validation_errors'],
};

/** A top-level property of the Flow JSON; undefined when it is not JSON. */
export function topLevel(flow: Flow, key: string): unknown {
	try {
		return flow.json === undefined ? undefined : (JSON.parse(flow.json) as Record<string, unknown>)[key];
	} catch {
		return undefined;
	}
}

/**
 * Whether the flow uses an endpoint: it then has data_api_version (Meta docs: Flows > Flow JSON > Top-level Flow JSON
 * properties).
 */
export const usesEndpoint = (flow: Flow): boolean => topLevel(flow, 'data_api_version') !== undefined;

/**
 * health_status (Meta docs: Flows > Flows API > Retrieving flow details); codes in the range of 141000 (Error codes).
 */
function health(flow: Flow, state: State, phoneNumberId: string | undefined): unknown {
	const blocked = flow.status === 'BLOCKED' || flow.status === 'DEPRECATED';
	const ofFlow = blocked ? 'BLOCKED' : flow.status === 'THROTTLED' ? 'LIMITED' : 'AVAILABLE';
	const errors = [
		...(blocked
			? [
					{
						error_code: 141011,
						error_description: `The flow is ${flow.status.toLowerCase()}.`,
						possible_solution: 'Publish another version of it.',
					},
				]
			: []),
		...(flow.validationErrors.length > 0
			? [{ error_code: 141012, error_description: 'The Flow JSON has errors.', possible_solution: 'Correct them.' }]
			: []),
	];
	const phone = phoneNumberId === undefined ? undefined : state.phones.get(phoneNumberId);
	if (phoneNumberId !== undefined && phone?.wabaId !== flow.wabaId)
		throw parameterError(`Param phone_number must be a phone number of the account - got "${phoneNumberId}".`);
	const entities = [
		{ entity_type: 'FLOW', id: flow.id, can_send_message: ofFlow, ...(errors.length > 0 && { errors }) },
		{ entity_type: 'WABA', id: flow.wabaId, can_send_message: 'AVAILABLE' },
		{ entity_type: 'BUSINESS', id: state.seed.businessPortfolioId, can_send_message: 'AVAILABLE' },
		...(flow.applicationId === undefined
			? []
			: [{ entity_type: 'APP', id: flow.applicationId, can_send_message: 'AVAILABLE' }]),
		...(phone
			? [{ entity_type: 'PHONE_NUMBER', id: phone.id, can_send_message: phone.registered ? 'AVAILABLE' : 'BLOCKED' }]
			: []),
	];
	const states = entities.map(({ can_send_message: one }) => one);
	return { can_send_message: ['BLOCKED', 'LIMITED', 'AVAILABLE'].find((one) => states.includes(one)), entities };
}

/**
 * A flow as its node returns it.
 * @param fields the requested ones, with their modifiers: `preview.invalidate(true)`, `health_status.phone_number(1)`,
 * `metric.name(X)...`
 */
export function flowNode(flow: Flow, state: State, fields: Field[], unix: boolean): Record<string, unknown> {
	const modifiers = (name: string): Record<string, string> =>
		fields.find((field) => field.name === name)?.modifiers ?? {};
	const asks = (name: string): boolean => fields.some((field) => field.name === name);
	if (modifiers('preview').invalidate === 'true' || flow.preview.expiresAt <= Date.now())
		flow.preview = state.flows.newPreview();
	return {
		id: flow.id,
		name: flow.name,
		status: flow.status,
		categories: flow.categories,
		validation_errors: flow.validationErrors,
		json_version: topLevel(flow, 'version'),
		data_api_version: topLevel(flow, 'data_api_version'),
		endpoint_uri: flow.endpointUri,
		data_channel_uri: flow.endpointUri,
		preview: {
			preview_url: `https://business.facebook.com/wa/manage/flows/${flow.id}/preview/?token=${flow.preview.token}`,
			expires_at: dateOf(flow.preview.expiresAt, unix),
		},
		whatsapp_business_account: {
			id: flow.wabaId,
			name: state.seed.wabaName,
			currency: 'USD',
			timezone_id: '1',
			message_template_namespace: 'ba30dd89_2ebd_41e4_b805_f2c05ae04cc9',
		},
		application:
			flow.applicationId === undefined
				? undefined
				: {
						id: flow.applicationId,
						name: state.findApp(flow.applicationId)?.name,
						link: `https://www.facebook.com/games/?app_id=${flow.applicationId}`,
					},
		health_status: asks('health_status') ? health(flow, state, modifiers('health_status').phone_number) : undefined,
		updated_at: dateOf(flow.updatedAt, unix),
		metric: asks('metric') ? metric(flow, modifiers('metric'), unix) : undefined,
	};
}

/**
 * The flow's state does not allow the call, or the flow lacks something: a Flows error code (Meta docs: Error codes).
 */
export function flowError(code: 139000 | 139001 | 139002 | 139003 | 139004, title: string, text: string): GraphError {
	return new GraphError(400, {
		message: `(#${code}) ${title}`,
		type: 'OAuthException',
		code,
		error_user_title: title,
		error_user_msg: text,
	});
}
