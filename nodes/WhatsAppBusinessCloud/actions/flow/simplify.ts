import type { IDataObject } from 'n8n-workflow';
import { omitUndefined, isObject } from '../../shared/input/parameterValues';
import { validationRows } from './validationErrors';

/** What of a flow Simplify keeps, asked for by name: Meta sends no more than this. WhatsApp docs: Flows > Flows API > Get. */
export const LIST_FIELDS = ['id', 'name', 'status', 'categories', 'json_version', 'updated_at', 'validation_errors'];

/** The same for a single flow, with its preview and whether it can be sent. Asking for the preview leaves its address as it is. */
export const GET_FIELDS = [
	...LIST_FIELDS,
	'data_api_version',
	'endpoint_uri',
	'application',
	'preview.invalidate(false)',
	'health_status',
];

/** All that Meta documents, but for metrics, which have an operation of their own. WhatsApp docs: Flows > Flows API > Retrieving flow details. */
export const ALL_FIELDS = [
	'application',
	'categories',
	'data_api_version',
	'endpoint_uri',
	'health_status',
	'id',
	'json_version',
	'name',
	'preview.invalidate(false)',
	'status',
	'updated_at',
	'validation_errors',
	'whatsapp_business_account',
];

/** Why messages with the flow are held up, of whatever part of the business it is. */
function problems(health: Record<string, unknown>): IDataObject[] {
	const entities = Array.isArray(health.entities) ? (health.entities as unknown[]).filter(isObject) : [];
	return entities.flatMap(({ entity_type: entity, errors }) =>
		(Array.isArray(errors) ? (errors as unknown[]).filter(isObject) : []).map(
			({ error_description: problem, possible_solution: solution }) =>
				omitUndefined({ entity, problem, solution } as IDataObject),
		),
	);
}

/**
 * A flow in flat fields: the preview's address and whether the flow can be sent in place of the objects that hold them, and
 * the validation errors as rows.
 * @param flow as Meta gives it; anything about it may be missing
 */
export function simplifyFlow(flow: IDataObject): IDataObject {
	const {
		id,
		name,
		status,
		categories,
		json_version: version,
		data_api_version: dataApi,
		endpoint_uri: endpoint,
		updated_at: updated,
	} = flow;
	const preview = isObject(flow.preview) ? flow.preview : {};
	const health = isObject(flow.health_status) ? flow.health_status : {};
	const application = isObject(flow.application) ? flow.application : {};
	const rows = flow.validation_errors === undefined ? undefined : validationRows(flow.validation_errors);
	return omitUndefined({
		id,
		name,
		status,
		categories,
		json_version: version,
		data_api_version: dataApi,
		endpoint_uri: endpoint,
		application_id: application.id as string,
		updated_at: updated,
		preview_url: preview.preview_url as string,
		preview_expires_at: preview.expires_at as string,
		can_send_message: health.can_send_message as string,
		health_problems: flow.health_status === undefined ? undefined : problems(health),
		valid: rows === undefined ? undefined : rows.length === 0,
		validationErrors: rows,
	});
}
