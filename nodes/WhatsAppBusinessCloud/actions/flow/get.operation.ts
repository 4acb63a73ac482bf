import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { optionalFlag, optionalText, readAdditionalFields } from '../../shared/input/parameterValues';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { phoneNumberId, simplifyField } from '../../shared/input/commonFields';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';
import { flowLocator, readFlowId } from './fields';
import { ALL_FIELDS, GET_FIELDS, simplifyFlow } from './simplify';

const FIELD = 'Fields';
const HEALTH = 'health_status';

const labels: Readonly<Record<string, string>> = {
	data_api_version: 'Data API Version',
	endpoint_uri: 'Endpoint URI',
	id: 'ID',
	json_version: 'JSON Version',
	whatsapp_business_account: 'WhatsApp Business Account',
};
const label = (field: string): string => {
	const [name] = field.split('.');
	return (
		labels[name] ??
		name.replace(/(^|_)(\w)/g, (_match, gap: string, letter: string) => (gap && ' ') + letter.toUpperCase())
	);
};

/** A field of the Graph API, with modifiers and sub-fields: `preview.invalidate(false)`, `application{name}`. */
const FIELD_NAME = /^[a-z_]+(\.[a-z_]+\([^()]*\))*(\{[a-z_,]+\})?$/;

/** Maximum number of characters; all of Meta's fields together are far shorter. */
const MOST = 5000;

/** Names from a list or from text separated by commas; commas in brackets belong to a name. */
function readFields(value: unknown): string[] {
	const texts = (Array.isArray(value) ? (value as unknown[]) : [value]).map(
		(entry) => optionalText(entry, FIELD) ?? '',
	);
	const list = texts
		.flatMap((text) => text.slice(0, MOST).split(/,(?![^{(]*[})])/))
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const wrong = list.find((name) => !FIELD_NAME.test(name));
	if (wrong !== undefined) {
		throw new InputError(
			FIELD,
			'has an entry that is not the name of a field',
			"Use Meta's names, such as json_version",
		);
	}
	return list.length > 0 ? list : ALL_FIELDS;
}

/** Adds the health of one number to that of the flow. */
function withHealth(fields: string[], phone: string | undefined): string[] {
	if (phone === undefined) return fields;
	return [...fields.filter((name) => name !== HEALTH), `${HEALTH}.phone_number(${phone})`];
}

function readAdditional(item: OperationItem): { phone?: string; unix?: boolean } {
	const additional = readAdditionalFields(item.parameter('additionalFields', {}));
	const picked = additional.healthPhoneNumberId;
	const phone = typeof picked === 'object' && picked !== null ? (picked as IDataObject).value : picked;
	return {
		phone:
			phone === undefined || phone === '' ? undefined : checkPhoneNumberId(phone, 'Phone Number for Health Status'),
		unix: optionalFlag(additional.unixTime, 'Unix Time'),
	};
}

/** Flow > Get: GET /{flow}. WhatsApp docs: Flows > Flows API > Retrieving flow details. */
export const get: Operation = {
	properties: [
		flowLocator('The Flow to get'),
		simplifyField,
		{
			displayName: FIELD,
			name: 'fields',
			type: 'multiOptions',
			options: ALL_FIELDS.map((value) => ({ name: label(value), value })),
			default: [],
			description:
				'The fields to return. Default: all. With an expression, you can use a comma-separated list and other fields.',
			displayOptions: { show: { simplify: [false] } },
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					...phoneNumberId,
					displayName: 'Phone Number for Health Status',
					name: 'healthPhoneNumberId',
					required: false,
					description: 'Phone number to send the Flow from. The health status then includes this number.',
				},
				{
					displayName: 'Unix Time',
					name: 'unixTime',
					type: 'boolean',
					default: true,
					description: 'Whether to return dates as Unix timestamps instead of ISO 8601 text',
				},
			],
		},
		...readOptions,
	],

	prepare(item) {
		const id = readFlowId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const { phone, unix } = readAdditional(item);
		const fields = withHealth(simplify ? GET_FIELDS : readFields(item.parameter('fields', [])), phone);
		const query = { fields: fields.join(','), date_format: unix ? 'U' : undefined };
		return {
			async run() {
				const flow = await item.graph.request({ method: 'GET', path: [id], query });
				return { json: simplify ? simplifyFlow(flow) : flow };
			},
		};
	},
};
