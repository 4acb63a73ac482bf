import type { IDataObject } from 'n8n-workflow';
import { businessAccount, textField } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { callingCodeOf, normalizePhoneNumber } from '../../shared/input/phone';
import { omitUndefined, optionalFlag, optionalId, readAdditionalFields } from '../../shared/input/parameterValues';
import { requiredTitle } from '../../shared/input/validators';
import { scalarText } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { writeOptions } from '../options';
import { withLostResponseRecovery } from '../run/recoverLostResponse';
import type { Operation, OperationItem } from '../types';
import { displayNameField, displayNameLength } from './displayName';

const fields = { number: 'Phone Number', migrate: 'Move From Another Account', preverified: 'Preverified Number ID' };

/** Country calling code and the rest of a number. @throws InputError */
function readNumber(item: OperationItem): { digits: string; cc: string; rest: string } {
	const digits = normalizePhoneNumber(item.parameter('number'), fields.number);
	const cc = callingCodeOf(digits);
	if (cc === undefined)
		throw new InputError(fields.number, 'has no known country code', 'Enter the number with + and its country code');
	return { digits, cc, rest: digits.slice(cc.length) };
}

/** The number in the account's list, as the lost response would have contained it. */
async function existing(item: OperationItem, path: string[], digits: string): Promise<IDataObject | undefined> {
	const query = { fields: 'id,display_phone_number' };
	for await (const row of item.graph.pages({ method: 'GET', path, query })) {
		if (scalarText(row.display_phone_number).replace(/\D/g, '') === digits) return { id: row.id };
	}
	return undefined;
}

/** Phone Number > Add: POST /{waba}/phone_numbers. WhatsApp docs: Phone numbers > Add a phone number. */
export const add: Operation = {
	properties: [
		businessAccount,
		textField(fields.number, 'number', {
			required: true,
			placeholder: 'e.g. +49 30 1234567',
			description:
				'The number to add, with its country code. It must be able to receive an SMS or a call, and must not be in use in the WhatsApp app.',
		}),
		displayNameField('The name that customers see. Meta reviews it: it must be related to your business.'),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: fields.migrate,
					name: 'migrate',
					type: 'boolean',
					default: false,
					description: 'Whether the number is moved here from another WhatsApp Business Account',
				},
				textField(fields.preverified, 'preverifiedId', {
					placeholder: 'e.g. 106540352242922',
					description: 'ID of a number that a partner has verified already',
				}),
			],
		},
		...writeOptions,
	],

	prepare(item) {
		const path = [readAccount(item), 'phone_numbers'];
		const { digits, cc, rest } = readNumber(item);
		const advice = 'Enter the name of your business';
		const displayName = requiredTitle(item.parameter('displayName'), displayNameLength, 'Display Name', advice);
		const more = readAdditionalFields(item.parameter('additionalFields', {}));
		const body = omitUndefined({
			cc,
			phone_number: rest,
			verified_name: displayName,
			migrate_phone_number: optionalFlag(more.migrate, fields.migrate) ? true : undefined,
			preverified_id: optionalId(more.preverifiedId, fields.preverified),
		});
		return {
			// Adding numbers one by one keeps within Meta's limit of numbers per account.
			orderingKey: path.join('/'),
			async run() {
				const { id } = await withLostResponseRecovery(
					item,
					async () => await item.graph.request({ method: 'POST', path, body }),
					async () => await existing(item, path, digits),
				);
				return { json: omitUndefined({ id, phoneNumber: `+${digits}`, displayName }) };
			},
		};
	},
};
