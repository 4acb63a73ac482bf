import { textField } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { formatRecipient, parseUser } from '../../shared/input/recipient';
import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation, OperationItem } from '../types';

const FIELD = 'User ID';
const change = {
	what: 'delete the entry of the contact book',
	consequence:
		"WhatsApp forgets, for all numbers of your business, which phone number belongs to this user ID. It learns it again with the customer's next message.",
};

/** @throws InputError */
function readUserId(item: OperationItem): string {
	const user = parseUser(item.parameter('userId'), FIELD);
	if (user.kind === 'userId') return formatRecipient(user);
	throw new InputError(FIELD, 'is a phone number', 'Enter the user ID (BSUID), such as US.13491208655302741918');
}

/**
 * Username > Delete Contact Book Entry: DELETE /{phone}/contact_book. WhatsApp docs: Business-scoped user IDs > Contact
 * book.
 */
export const deleteContact: Operation = {
	properties: [
		numberLocator('A phone number of the business'),
		textField(FIELD, 'userId', {
			required: true,
			placeholder: 'e.g. US.13491208655302741918',
			description: 'The user ID (BSUID) of the customer',
		}),
		...confirmFields(change),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const bsuid = readUserId(item);
		checkConfirmed(item, change);
		return {
			async run() {
				const query = { messaging_product: 'whatsapp', bsuid };
				const path = [id, 'contact_book'];
				const { deleted } = await item.graph.request({
					method: 'DELETE',
					path,
					query,
					permission: 'whatsapp_business_messaging',
				});
				return { json: { userId: bsuid, deleted: deleted === true } };
			},
		};
	},
};
