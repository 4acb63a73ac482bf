import type { IDataObject } from 'n8n-workflow';
import { omitUndefined } from '../../shared/input/parameterValues';
import { validationRows } from './validationErrors';
import { objects, part } from '../../shared/untrustedJson';

/** The fields that Simplify keeps; only these are requested. WhatsApp docs: Flows > Flows API > Get. */
export const LIST_FIELDS = ['id', 'name', 'status', 'categories', 'json_version', 'updated_at', 'validation_errors'];

/**
 * The same for a single flow, plus its preview and whether it can be sent. Requesting the preview does not change its
 * URL.
 */
export const GET_FIELDS = [
	...LIST_FIELDS,
	'data_api_version',
	'endpoint_uri',
	'application',
	'preview.invalidate(false)',
	'health_status',
];

/**
 * All documented fields except for metrics, which have their own operation. WhatsApp docs: Flows > Flows API >
 * Retrieving flow details.
 */
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

/** Why messages with the flow are blocked, for each affected entity of the business. */
function problems(health: Record<string, unknown>): IDataObject[] {
	return objects(health.entities).flatMap(({ entity_type: entity, errors }) =>
		objects(errors).map(({ error_description: problem, possible_solution: solution }) =>
			omitUndefined({ entity, problem, solution } as IDataObject),
		),
	);
}

/**
 * A flow with flat fields: the preview's URL and whether the flow can be sent replace the objects that hold them, and
 * the validation errors become rows.
 * @param flow as Meta returns it; any field may be missing
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
	const preview = part(flow.preview);
	const health = part(flow.health_status);
	const application = part(flow.application);
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
