import type { IDataObject } from 'n8n-workflow';
import { camelObject, compact, isoTime, number, objects, part, text, type Data } from '../../shared/untrustedJson';

/** An amount in units of the currency: Meta's is in hundredths. */
function amount(value: unknown): number | undefined {
	const { value: hundredths, offset } = part(value);
	const [count, unit] = [number(hundredths), number(offset) ?? 100];
	return count === undefined || unit === 0 ? undefined : count / unit;
}

/** Meta's object with plain names, its times as ISO 8601 and its amount as a number. */
const plain = ({ created_timestamp: created, updated_timestamp: updated, amount: money, ...rest }: Data): IDataObject =>
	compact({
		...camelObject(rest),
		amount: amount(money),
		createdAt: isoTime(created),
		updatedAt: isoTime(updated),
	});

const list = (value: unknown): IDataObject[] | undefined =>
	Array.isArray(value) ? objects(value).map(plain) : undefined;

/** A payment with plain fields. Missing ones are left out. */
export function simplifyPayment(payment: Data): IDataObject {
	const { total_amount: total, transactions, refunds, ...rest } = payment;
	return compact({
		...camelObject(rest),
		amount: amount(total),
		transactions: list(transactions),
		refunds: list(refunds),
	});
}

/** A payment configuration with plain fields. */
export function simplifyConfiguration(row: Data): IDataObject {
	const { merchant_category_code: category, purpose_code: purpose } = row;
	return compact({
		name: text(row.configuration_name),
		status: text(row.status),
		provider: text(row.provider_name),
		merchantId: text(row.provider_mid),
		merchantVpa: text(row.merchant_vpa),
		merchantCategoryCode: text(part(category).code),
		merchantCategory: text(part(category).description),
		purposeCode: text(part(purpose).code),
		purpose: text(part(purpose).description),
		createdAt: isoTime(row.created_timestamp),
		updatedAt: isoTime(row.updated_timestamp),
	});
}
