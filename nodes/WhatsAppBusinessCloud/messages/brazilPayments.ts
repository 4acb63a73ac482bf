import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { optionalText, requiredText } from '../shared/input/parameterValues';
import { requiredUrl } from '../shared/input/validators';

/** A value as the user entered it, and the name of its field. */
export interface PaymentValue {
	value: unknown;
	label: string;
}

const required = ({ value, label }: PaymentValue, advice: string): string => requiredText(value, label, advice).trim();

function lastFourDigits({ value, label }: PaymentValue): string {
	const digits = optionalText(value, label)?.trim() ?? '';
	if (/^\d{4}$/.test(digits)) return digits;
	throw new InputError(
		label,
		digits === '' ? 'is empty' : 'does not have 4 digits',
		'Enter the last four digits of the card, as text if they start with 0',
	);
}

/** WhatsApp docs: Payments Brazil > Pix. @throws InputError */
export const pixCode = (code: PaymentValue): string => required(code, 'Enter the dynamic Pix code');

/** WhatsApp docs: Payments Brazil > Boleto. @throws InputError */
export const boleto = (line: PaymentValue): IDataObject => ({
	digitable_line: required(line, 'Enter the line of digits of the boleto'),
});

/** WhatsApp docs: Payments Brazil > Payment links. @throws InputError */
export const paymentLink = ({ value, label }: PaymentValue): IDataObject => ({ uri: requiredUrl(value, label) });

/** WhatsApp docs: Payments Brazil > One-click payments. @throws InputError */
export const savedCard = (digits: PaymentValue, credential: PaymentValue): IDataObject => ({
	last_four_digits: lastFourDigits(digits),
	credential_id: required(credential, 'Enter the ID that you gave the stored card'),
});
