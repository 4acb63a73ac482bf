import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError, withPath } from '../../shared/inputError';
import { readEnum, omitUndefined, hasMethod, optionalText } from '../../shared/input/parameterValues';
import { requiredLimitedText, requiredTitle, limitedText } from '../../shared/input/validators';
import { numbers, texts } from './interactiveLimits';
import { showInIndia } from './orderCountry';
import { toEntries, assertObject, mapEntries } from '../../shared/input/listParameter';
import { textField } from '../../shared/input/commonFields';

const fields = {
	beneficiaries: 'Beneficiaries',
	name: 'Name',
	line1: 'Address Line 1',
	line2: 'Address Line 2',
	city: 'City',
	state: 'State',
	postalCode: 'Postal Code',
	expiration: 'Expiration',
	time: 'Time',
	description: 'Description',
	method: 'Preferred Payment App',
};
const methods = ['amazonpay', 'bhim', 'cred', 'gpay', 'mobikwik', 'paytm', 'phonepe'] as const;
const timeAdvice =
	'Enter a time with its zone such as 2026-12-24T18:00:00+05:30, or an expression such as {{ $now.plus({ hours: 2 }) }}';

/** The recipient of shipped goods (India). */
export const beneficiariesField: INodeProperties = {
	displayName: fields.beneficiaries,
	name: 'beneficiaries',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Beneficiary',
	default: {},
	description: 'Recipients of the shipment, for physical goods in India',
	displayOptions: showInIndia(),
	options: [
		{
			displayName: 'Beneficiary',
			name: 'beneficiary',
			values: [
				textField(fields.name, 'name', { placeholder: 'e.g. Asha Rao' }),
				textField(fields.line1, 'addressLine1', { placeholder: 'e.g. 14 Lake Road' }),
				textField(fields.line2, 'addressLine2'),
				textField(fields.city, 'city', { placeholder: 'e.g. Pune' }),
				textField(fields.state, 'state', { placeholder: 'e.g. Maharashtra' }),
				textField(fields.postalCode, 'postalCode', { placeholder: 'e.g. 411001' }),
			],
		},
	],
};

/** Payment deadline of an order. */
export const expirationField: INodeProperties = {
	displayName: fields.expiration,
	name: 'expiration',
	type: 'fixedCollection',
	placeholder: 'Add Expiration',
	default: {},
	description: 'When the order can no longer be paid',
	options: [
		{
			displayName: 'Expiration',
			name: 'details',
			values: [
				textField(fields.time, 'time', {
					placeholder: 'e.g. 2026-12-24T18:00:00+05:30',
					description: 'Date and time with time zone, at least 5 minutes from now',
					hint: 'You can also use an expression such as {{ $now.plus({ hours: 2 }) }}',
				}),
				textField(fields.description, 'description', {
					placeholder: 'e.g. The order is kept until six',
					description: `Text about the expiration, shown to the recipient, up to ${texts.expirationDescription.max} characters`,
				}),
			],
		},
	],
};

/**
 * The app that is offered first (India). WhatsApp docs: Payments India > UPI intent and Payment gateways; only the
 * latter mentions BHIM.
 */
export const preferredMethodField: INodeProperties = {
	displayName: fields.method,
	name: 'preferredPaymentMethod',
	type: 'options',
	default: 'gpay',
	description: 'The payment app to show first',
	displayOptions: showInIndia(['payment_gateway', 'upi']),
	options: [
		{ name: 'Amazon Pay', value: 'amazonpay' },
		{ name: 'BHIM', value: 'bhim', description: 'For payment gateways only' },
		{ name: 'CRED', value: 'cred' },
		{ name: 'Google Pay', value: 'gpay' },
		{ name: 'MobiKwik', value: 'mobikwik' },
		{ name: 'Paytm', value: 'paytm' },
		{ name: 'PhonePe', value: 'phonepe' },
	],
};

function postalCode(value: unknown): string {
	const code = optionalText(value, fields.postalCode)?.replace(/\s/g, '') ?? '';
	if (/^\d{6}$/.test(code)) return code;
	throw new InputError(
		fields.postalCode,
		code === '' ? 'is empty' : 'does not have 6 digits',
		'Enter an Indian PIN code such as 411001',
	);
}

/** @returns undefined when there are none @throws InputError */
export function readBeneficiaries(value: unknown): IDataObject[] | undefined {
	const list = mapEntries(toEntries(value, 'beneficiary', fields.beneficiaries), 'beneficiary', (entry) => {
		const values = assertObject(entry);
		const requiredField = (key: string, field: string): string =>
			requiredTitle(values[key], texts.addressLine, field, 'Enter the complete address');
		return omitUndefined({
			name: requiredTitle(values.name, texts.beneficiaryName, fields.name, 'Enter the name of the beneficiary'),
			address_line1: requiredField('addressLine1', fields.line1),
			address_line2: limitedText(values.addressLine2, texts.addressLine, fields.line2)?.trim(),
			city: addressPart(values.city, fields.city),
			state: addressPart(values.state, fields.state),
			country: 'India',
			postal_code: postalCode(values.postalCode),
		});
	});
	return list.length > 0 ? list : undefined;
}

/** @throws InputError when it is empty */
function addressPart(value: unknown, field: string): string {
	const text = optionalText(value, field)?.trim();
	if (text !== undefined) return text;
	throw new InputError(field, 'is empty', 'Enter the complete address');
}

/** @returns undefined when it is not set @throws InputError */
export function readPreferredMethod(value: unknown): IDataObject[] | undefined {
	return value === undefined || value === ''
		? undefined
		: [{ method: readEnum(value, fields.method, methods, 'gpay') }];
}

/** A time in seconds since 1970, from a text with a time zone, a date object, seconds or milliseconds. */
function seconds(value: unknown): number {
	let entered = value;
	if (hasMethod(value, 'toISO')) entered = value.toISO();
	else if (value instanceof Date && !Number.isNaN(value.getTime())) entered = value.toISOString();
	const text = optionalText(entered, fields.time)?.trim();
	if (text === undefined) throw new InputError(fields.time, 'is empty', timeAdvice);
	if (/^\d{9,11}$/.test(text)) return Number(text);
	if (/^\d{12,14}$/.test(text)) return Math.floor(Number(text) / 1000);
	const hasZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/i.test(text);
	const time = hasZone ? Date.parse(text) : NaN;
	if (!Number.isNaN(time)) return Math.floor(time / 1000);
	throw new InputError(fields.time, 'is not a time with a time zone', timeAdvice);
}

/**
 * Payment deadline of an order: at least 5 minutes from now, the only rule here that depends on the current time.
 * @returns undefined when it is not set
 * @throws InputError
 */
export function readExpiration(value: unknown): IDataObject | undefined {
	const details = toEntries(value, 'details', fields.expiration)[0];
	if (details === undefined) return undefined;
	return withPath([fields.expiration], () => {
		const { time, description } = assertObject(details);
		const timestamp = seconds(time);
		if (timestamp - Date.now() / 1000 < numbers.expiration.min) {
			throw new InputError(
				fields.time,
				`is less than ${numbers.expiration.min / 60} minutes from now`,
				'Enter a later time',
			);
		}
		return {
			// Meta's examples have the time as text.
			timestamp: String(timestamp),
			description: requiredLimitedText(
				description,
				texts.expirationDescription,
				fields.description,
				'Enter what the recipient is to read about it',
			),
		};
	});
}
