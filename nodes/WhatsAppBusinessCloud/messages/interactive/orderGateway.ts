import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { countCharacters, formatNumber } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { readJson } from '../../shared/input/jsonParameter';
import { readEnum, omitUndefined, isObject } from '../../shared/input/parameterValues';

const fields = { gateway: 'Payment Gateway', data: 'Gateway Data (JSON)' };
const gateways = ['billdesk', 'payu', 'razorpay', 'zaakpay'] as const;
const dataAdvice = 'Enter a JSON object such as {"notes": {"order": "2044"}}, or leave the field empty';

/** WhatsApp docs: Payments India > Payment gateways, table of gateway fields. */
const MAX_NOTES = 15;
const MAX_NOTE_LENGTH = 256;
const maxLengths: Array<[RegExp, number]> = [
	[/^receipt$/, 40],
	[/^udf\d+$/, 255],
	[/^extra\d+$/, 180],
	[/^additional_info\d+$/, 120],
];

export const gatewayFields: INodeProperties[] = [
	{
		displayName: fields.gateway,
		name: 'paymentGateway',
		type: 'options',
		default: 'razorpay',
		description: 'The payment gateway of the payment configuration',
		options: [
			{ name: 'Billdesk', value: 'billdesk' },
			{ name: 'PayU', value: 'payu' },
			{ name: 'Razorpay', value: 'razorpay' },
			{ name: 'Zaakpay', value: 'zaakpay' },
		],
		displayOptions: { show: { paymentType: ['payment_gateway'] } },
	},
	{
		displayName: fields.data,
		name: 'gatewayData',
		type: 'json',
		// n8n's editor marks an empty JSON field as invalid.
		default: '{}',
		description: `Custom data for the gateway, such as { "notes": { "order": "2044" } }. Razorpay: notes (up to ${MAX_NOTES}) and receipt. PayU: udf1 to udf4. Zaakpay: extra1 and extra2. Billdesk: additional_info1 to additional_info7.`,
		displayOptions: { show: { paymentType: ['payment_gateway'] } },
	},
];

const invalid = (what: string): InputError =>
	new InputError(fields.data, what, 'Shorten the data: the gateway stores no more.');

function checkLength(key: string, value: unknown, max: number): void {
	const count = typeof value === 'string' || typeof value === 'number' ? countCharacters(String(value)) : 0;
	if (count > max)
		throw invalid(`has ${formatNumber(count)} characters in "${key}", WhatsApp allows ${formatNumber(max)}`);
}

function checkData(data: Record<string, unknown>): void {
	for (const [key, value] of Object.entries(data)) {
		const max = maxLengths.find(([name]) => name.test(key))?.[1];
		if (max !== undefined) checkLength(key, value, max);
	}
	if (data.receipt === '')
		throw new InputError(fields.data, 'has an empty "receipt"', 'Fill in the receipt, or remove it');
	if (!isObject(data.notes)) return;
	const notes = Object.entries(data.notes);
	if (notes.length > MAX_NOTES) throw invalid(`has ${formatNumber(notes.length)} notes, WhatsApp allows ${MAX_NOTES}`);
	for (const [key, value] of notes) checkLength(`notes.${key}`, value, MAX_NOTE_LENGTH);
}

function gatewayData(value: unknown): IDataObject | undefined {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
	const data = readJson(value, fields.data, dataAdvice);
	if (Array.isArray(data)) throw new InputError(fields.data, 'needs a JSON object, got an array', dataAdvice);
	checkData(data as IDataObject);
	return Object.keys(data).length === 0 ? undefined : (data as IDataObject);
}

/**
 * The data for a payment gateway. WhatsApp docs: Payments India > Payment gateways.
 * @returns Meta's `payment_gateway`
 * @throws InputError
 */
export function readGateway(
	parameters: Record<string, unknown>,
	configuration: string,
	preferred: IDataObject[] | undefined,
): IDataObject {
	const gateway = readEnum(parameters.paymentGateway, fields.gateway, gateways, 'razorpay');
	return omitUndefined({
		type: gateway,
		configuration_name: configuration,
		[gateway]: gatewayData(parameters.gatewayData),
		preferred_payment_methods: preferred,
	});
}
