import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { optionalJsonObject } from '../../shared/input/jsonParameter';
import type { Limit } from '../../shared/input/limit';
import { jsonError, withJsonPath } from '../../shared/input/parseInput';
import { formatNumber } from '../../shared/formatNumber';
import { checkMaxLength } from '../../shared/input/textLength';
import { readEnum, omitUndefined, isObject } from '../../shared/input/parameterValues';
import { showIn } from './orderCountry';

const fields = { gateway: 'Payment Gateway', data: 'Gateway Data (JSON)' };
const gateways = ['billdesk', 'payu', 'razorpay', 'zaakpay'] as const;
const dataAdvice = 'Enter a JSON object such as {"notes": {"order": "2044"}}, or leave the field empty';

const source = 'WhatsApp docs: Payments India > Payment gateways, table of gateway fields';
const MAX_NOTES = 15;
const noteLimit: Limit = { max: 256, source };
const limits: Array<[RegExp, Limit]> = [
	[/^receipt$/, { max: 40, source }],
	[/^udf\d+$/, { max: 255, source }],
	[/^extra\d+$/, { max: 180, source }],
	[/^additional_info\d+$/, { max: 120, source }],
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
		displayOptions: showIn('IN', { paymentType: ['payment_gateway'] }),
	},
	{
		displayName: fields.data,
		name: 'gatewayData',
		type: 'json',
		// n8n's editor marks an empty JSON field as invalid.
		default: '{}',
		description: `Custom data for the gateway, such as { "notes": { "order": "2044" } }. Razorpay: notes (up to ${MAX_NOTES}) and receipt. PayU: udf1 to udf4. Zaakpay: extra1 and extra2. Billdesk: additional_info1 to additional_info7.`,
		displayOptions: showIn('IN', { paymentType: ['payment_gateway'] }),
	},
];

const shorten = 'Shorten the data: the gateway stores no more';

function checkLength(path: string[], value: unknown, limit: Limit): void {
	if (typeof value !== 'string' && typeof value !== 'number') return;
	withJsonPath(fields.data, path, () => checkMaxLength(String(value), limit, fields.data, shorten));
}

/** Any keys of a gateway, the documented ones with their limits. */
function readData(value: unknown): IDataObject | undefined {
	const data = optionalJsonObject(value, fields.data, dataAdvice) ?? {};
	for (const [key, one] of Object.entries(data)) {
		const limit = limits.find(([name]) => name.test(key))?.[1];
		if (limit !== undefined) checkLength([key], one, limit);
	}
	const { receipt, notes } = data;
	if (receipt === '') throw jsonError(fields.data, ['receipt'], 'is empty', 'Fill in the receipt, or remove it');
	const entries = Object.entries(isObject(notes) ? notes : {});
	if (entries.length > MAX_NOTES) {
		const has = `has ${formatNumber(entries.length)} entries, WhatsApp allows ${MAX_NOTES}`;
		throw jsonError(fields.data, ['notes'], has, shorten);
	}
	for (const [key, note] of entries) checkLength(['notes', key], note, noteLimit);
	return Object.keys(data).length === 0 ? undefined : data;
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
		[gateway]: readData(parameters.gatewayData),
		preferred_payment_methods: preferred,
	});
}
