import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { optionalText, requiredText } from '../../shared/input/parameterValues';
import { checkObjectId } from '../../shared/input/objectId';
import { isLoopback, isPublicHost } from '../../shared/publicHost';
import { entriesOf } from '../listOperation';
import { isGraphLocal } from '../isLocalApi';
import type { OperationItem } from '../types';

const fields = { name: 'Name', categories: 'Categories', endpoint: 'Endpoint URI', app: 'Meta App ID' };

/** WhatsApp docs: Flows > Flows API > Creating a flow > Categories. */
const categories = [
	{ name: 'Appointment Booking', value: 'APPOINTMENT_BOOKING' },
	{ name: 'Contact Us', value: 'CONTACT_US' },
	{ name: 'Customer Support', value: 'CUSTOMER_SUPPORT' },
	{ name: 'Lead Generation', value: 'LEAD_GENERATION' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Sign In', value: 'SIGN_IN' },
	{ name: 'Sign Up', value: 'SIGN_UP' },
	{ name: 'Survey', value: 'SURVEY' },
];

export const nameField: INodeProperties = {
	displayName: fields.name,
	name: 'flowName',
	type: 'string',
	default: '',
	placeholder: 'e.g. table_booking',
	description: 'Name of the Flow in WhatsApp Manager. It must be unique in the account. Not shown to customers.',
};

export const categoriesField: INodeProperties = {
	displayName: fields.categories,
	name: 'categories',
	type: 'multiOptions',
	options: categories,
	default: ['OTHER'],
	description: 'One or more categories of the Flow',
};

export const endpointField: INodeProperties = {
	displayName: fields.endpoint,
	name: 'endpointUri',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/1f3c/flow',
	description:
		'URL of the endpoint: the production URL of a WhatsApp Flows Endpoint Trigger, or another server. Only for Flows with a data_api_version.',
};

export const applicationField: INodeProperties = {
	displayName: fields.app,
	name: 'applicationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 634974688087057',
	description:
		'ID of the Meta app to connect, as shown in the App Dashboard. Its app secret signs the requests to the endpoint. Required to publish a Flow with an endpoint.',
};

/** @throws InputError when there is none */
export const readName = (value: unknown): string =>
	requiredText(value, fields.name, 'Enter a name such as table_booking').trim();

/** Codes; an unlisted one may be newer. @throws InputError when there are none, or one is not a code */
export function readCategories(value: unknown): string[] {
	const list = entriesOf(value).map((entry) => String(optionalText(entry, fields.categories)).trim().toUpperCase());
	const known = categories.map((category) => category.value).join(', ');
	if (list.length === 0) throw new InputError(fields.categories, 'is empty', `Choose at least one of: ${known}`);
	const wrong = list.find((entry) => !/^[A-Z][A-Z_]{0,99}$/.test(entry));
	if (wrong === undefined) return [...new Set(list)];
	throw new InputError(fields.categories, 'has an entry that is no category', `Use one of: ${known}`);
}

function parse(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/** Why Meta cannot call a URL; undefined when it can. */
function whyNotCallable(url: URL | undefined, isLocal: boolean): string | undefined {
	if (url === undefined) return 'is not a valid URL';
	if (url.protocol === 'http:' && isLocal) return undefined;
	if (url.protocol !== 'https:') return 'does not start with https://';
	if (url.username !== '' || url.password !== '') return 'contains a user name or password';
	return isLocal || isPublicHost(url.hostname) ? undefined : "leads to a host that Meta's servers cannot reach";
}

/**
 * Meta only calls https URLs. WhatsApp docs: Flows > Implementing your Flow endpoint.
 * @returns undefined when there is none
 * @throws InputError
 */
export async function readEndpoint(item: OperationItem, value: unknown): Promise<string | undefined> {
	const text = optionalText(value, fields.endpoint)?.trim();
	if (text === undefined) return undefined;
	const url = parse(text);
	const isLocal = url !== undefined && isLoopback(url.hostname) && (await isGraphLocal(item, 'whatsAppFlowsApi'));
	const wrong = whyNotCallable(url, isLocal);
	if (wrong === undefined) return text;
	throw new InputError(
		fields.endpoint,
		wrong,
		'Enter a URL that Meta can call, such as the production URL of a WhatsApp Flows Endpoint Trigger',
	);
}

/** @returns undefined when there is none @throws InputError */
export function readApplication(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	return checkObjectId(
		value,
		fields.app,
		"Enter the App ID: the long number next to the app's name in the Meta app dashboard.",
	);
}
