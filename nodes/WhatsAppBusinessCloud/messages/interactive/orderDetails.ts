import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Limit } from '../../shared/input/limit';
import { InputError } from '../../shared/inputError';
import { pickedValue } from '../../shared/input/listLocator';
import type { Parameters } from '../../shared/input/parameters';
import {
	readEnum,
	omitUndefined,
	optionalFlag,
	optionalId,
	readAdditionalFields,
} from '../../shared/input/parameterValues';
import { limitedText } from '../../shared/input/validators';
import { catalogField } from './catalogFields';
import { type BuiltAction, interactiveType } from './defineInteractiveType';
import { texts } from './interactiveLimits';
import { toAmount, requireExact, optionalAmount, readableAmount } from './amount';
import {
	beneficiariesField,
	expirationField,
	preferredMethodField,
	readBeneficiaries,
	readExpiration,
} from './orderExtras';
import { itemFields, readItems } from './orderItems';
import { paymentNotice, showInIndia } from './orderCountry';
import { paymentFields, paymentLinkFields, readPayment } from './orderPayment';
import { readReferenceId, referenceIdField } from './orderReference';

const fields = {
	goods: 'Goods Type',
	tax: 'Tax',
	shipping: 'Shipping',
	discount: 'Discount',
	taxDescription: 'Tax Description',
	shippingDescription: 'Shipping Description',
	discountDescription: 'Discount Description',
	program: 'Discount Program',
	total: 'Expected Total',
	subtotal: 'Expected Subtotal',
	catalog: 'Catalog',
	quick: 'Quick Pay',
};
const goods = ['digital-goods', 'physical-goods'] as const;

const amountField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	default: '',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	description,
});

const noteField = (displayName: string, name: string, { max }: Limit, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description: `Shown with the amount, up to ${max} characters`,
});

/**
 * The amounts of nodes that had them outside of Additional Fields. Not offered in the editor; n8n removes values of
 * fields that do not exist.
 */
const earlierAmountFields = (['tax', 'shipping', 'discount'] as const).map((key): INodeProperties => ({
	displayName: fields[key],
	name: `${key}Amount`,
	type: 'hidden',
	default: '',
}));

/** An amount with its description; undefined when it has neither. */
function cost(amount: number, description: string | undefined): IDataObject | undefined {
	return amount === 0 && description === undefined ? undefined : omitUndefined({ ...toAmount(amount), description });
}

/**
 * The subtotal is the sum of the items. WhatsApp docs: Payments India > Payment gateways; Payments Brazil > Orders.
 * @throws InputError
 */
function readSubtotal(value: unknown, itemsCost: number): number {
	const subtotal = optionalAmount(value, fields.subtotal) ?? itemsCost;
	if (subtotal === itemsCost) return subtotal;
	throw new InputError(
		fields.subtotal,
		`is ${readableAmount(subtotal)}, but the items cost ${readableAmount(itemsCost)} together`,
		'Check the prices and quantities, or leave the field empty to send the computed subtotal',
	);
}

/** The total: the cost of the items, plus additions, minus deductions. @throws InputError */
function readCosts(parameters: Parameters, itemsCost: number): { total: number; costs: IDataObject } {
	const more = readAdditionalFields(parameters.additionalFields);
	const [tax, shipping, discount] = (['tax', 'shipping', 'discount'] as const).map(
		(key) =>
			optionalAmount(more[`${key}Amount`], fields[key]) ?? optionalAmount(parameters[`${key}Amount`], fields[key]) ?? 0,
	);
	const note = (value: unknown, field: string): string | undefined => limitedText(value, texts.costDescription, field);
	const subtotal = readSubtotal(more.subtotalAmount, itemsCost);
	const total = requireExact(subtotal + tax + shipping - discount, fields.total);
	const sum = `${readableAmount(subtotal)} + ${readableAmount(tax)} + ${readableAmount(shipping)} - ${readableAmount(discount)} = ${readableAmount(total)}`;
	if (total < 0) {
		throw new InputError(
			fields.discount,
			`is more than the amount to pay: ${sum}`,
			'Check the amounts of subtotal, tax, shipping and discount',
		);
	}
	const expected = optionalAmount(more.totalAmount, fields.total);
	if (expected !== undefined && expected !== total) {
		throw new InputError(
			fields.total,
			`is ${readableAmount(expected)}, but subtotal + tax + shipping - discount is ${sum}`,
			'Check the amounts, or leave the field empty to send the computed total',
		);
	}
	const reduction = cost(discount, note(more.discountDescription, fields.discountDescription));
	const program = limitedText(more.discountProgramName, texts.discountProgramName, fields.program);
	return {
		total,
		costs: omitUndefined({
			subtotal: { ...toAmount(subtotal) },
			tax: cost(tax, note(more.taxDescription, fields.taxDescription)) ?? { ...toAmount(0) },
			shipping: cost(shipping, note(more.shippingDescription, fields.shippingDescription)),
			discount: reduction === undefined ? undefined : omitUndefined({ ...reduction, discount_program_name: program }),
		}),
	};
}

function readOrder(parameters: Parameters): BuiltAction {
	const more = readAdditionalFields(parameters.additionalFields);
	const payment = readPayment(parameters);
	const isIndian = payment.currency === 'INR';
	const catalogId = optionalId(pickedValue(more.catalogId), fields.catalog);
	const { items, subtotal, links, warnings } = readItems(parameters, { isIndian, catalogId });
	const { total, costs } = readCosts(parameters, subtotal);
	return {
		action: {
			name: 'review_and_pay',
			parameters: omitUndefined({
				reference_id: readReferenceId(
					parameters.referenceId,
					isIndian ? texts.referenceIdIndia : texts.referenceIdBrazil,
				),
				type: readEnum(parameters.goodsType, fields.goods, goods, 'physical-goods'),
				beneficiaries: isIndian ? readBeneficiaries(more.beneficiaries) : undefined,
				...payment.parameters,
				currency: payment.currency,
				total_amount: { ...toAmount(total) },
				order: omitUndefined({
					status: 'pending',
					type: optionalFlag(more.quickPay, fields.quick) ? 'quick_pay' : undefined,
					catalog_id: catalogId,
					expiration: readExpiration(more.expiration),
					items,
					...costs,
				}),
			}),
		},
		links,
		warnings,
	};
}

/**
 * WhatsApp docs: Payments India > Payment gateways, UPI intent, Payment links; Payments Brazil > Orders.
 * `{name, parameters: {reference_id, type, currency, total_amount, payment_type, payment_settings, order: {status, items, subtotal, tax, shipping, discount}}}`.
 */
export const orderDetails = interactiveType({
	value: 'order_details',
	name: 'Order Details',
	description: 'Send an order with a button to review and pay it (India and Brazil)',
	headers: ['image', 'video', 'document'],
	body: { placeholder: 'e.g. Here is your order. Tap the button to pay.' },
	properties: [
		paymentNotice('orderDetailsNotice'),
		referenceIdField,
		{
			displayName: fields.goods,
			name: 'goodsType',
			type: 'options',
			default: 'physical-goods',
			description: 'The type of goods in the order',
			options: [
				{ name: 'Digital', value: 'digital-goods', description: 'Services, tickets or downloads' },
				{ name: 'Physical', value: 'physical-goods', description: 'Goods that are shipped or picked up' },
			],
		},
		...paymentFields,
		...itemFields,
		...earlierAmountFields,
	],
	additionalFields: [
		beneficiariesField,
		{ ...catalogField('The catalog that contains the items'), required: false },
		amountField(
			fields.discount,
			'discountAmount',
			'Discount on the order, in its currency. The total is calculated as items + tax + shipping - discount.',
		),
		noteField(fields.discountDescription, 'discountDescription', texts.costDescription, 'e.g. Summer sale'),
		noteField(fields.program, 'discountProgramName', texts.discountProgramName, 'e.g. Bread club'),
		amountField(
			fields.total,
			'totalAmount',
			'Expected total. The message is not sent if the calculated total differs.',
		),
		expirationField,
		...paymentLinkFields,
		preferredMethodField,
		{
			displayName: fields.quick,
			name: 'quickPay',
			type: 'boolean',
			default: false,
			description: 'Whether the recipient can pay without reviewing the items first',
			displayOptions: showInIndia(),
		},
		amountField(fields.shipping, 'shippingAmount', 'Shipping cost of the order, in its currency'),
		noteField(fields.shippingDescription, 'shippingDescription', texts.costDescription, 'e.g. Express, by Friday'),
		amountField(
			fields.subtotal,
			'subtotalAmount',
			'Expected subtotal. The message is not sent if the calculated subtotal differs.',
		),
		amountField(fields.tax, 'taxAmount', 'Tax on the order, in its currency'),
		noteField(fields.taxDescription, 'taxDescription', texts.costDescription, 'e.g. 18% GST'),
	],
	action: readOrder,
});
