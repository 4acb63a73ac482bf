import { textField } from '../../shared/input/commonFields';
import { omitUndefined, optionalFlag, readAdditionalFields } from '../../shared/input/parameterValues';
import { text } from '../../shared/untrustedJson';
import { writeOptions } from '../options';
import { pendingUntil } from '../pending';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { readUsername } from './name';

const TRANSFER = 'Take From Another Number';

/** Username > Set: POST /{phone}/username. WhatsApp docs: Usernames. */
export const set: Operation = {
	properties: [
		numberLocator('The phone number that gets the username'),
		textField('Username', 'username', {
			required: true,
			placeholder: 'e.g. acme.flowers',
			description: '3 to 35 letters, digits, periods and underscores. It replaces the current one.',
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: TRANSFER,
					name: 'transfer',
					type: 'boolean',
					default: true,
					description: 'Whether to take the username from another number of your business that has it now',
				},
			],
		},
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const username = readUsername(item.parameter('username'));
		const { transfer } = readAdditionalFields(item.parameter('additionalFields', {}));
		const body = omitUndefined({
			username,
			transfer_action: optionalFlag(transfer, TRANSFER) ? 'force_transfer' : undefined,
		});
		return {
			orderingKey: `${id} username`,
			async run() {
				const response = await item.graph.request({ method: 'POST', path: [id, 'username'], body, idempotent: true });
				const status = text(response.status);
				const isReserved = status !== undefined && status !== 'approved';
				return {
					json: omitUndefined({
						phoneNumberId: id,
						username,
						status,
						...(isReserved && pendingUntil('business_username_updates')),
					}),
				};
			},
		};
	},
};
