import { businessAccount, simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { readAccount } from '../accountId';
import { readObject } from '../availableFields';
import { simplifyHealth } from '../health';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { ALL_FIELDS, hasPaymentMethod, SIMPLE_FIELDS, simplifyAccount } from './simplify';

const HEALTH = 'Check Health';

/** Account > Get: GET /{waba}. WhatsApp docs: WhatsApp Business Accounts; Health status. */
export const get: Operation = {
	properties: [
		businessAccount,
		{
			displayName: HEALTH,
			name: 'checkHealth',
			type: 'boolean',
			default: true,
			description:
				'Whether to output if the account can send messages, and what to fix if it cannot. Takes a second request.',
		},
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const id = readAccount(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const withHealth = optionalFlag(item.parameter('checkHealth', true), HEALTH) ?? true;
		return {
			async run() {
				const row = await readObject(item, id, simplify ? SIMPLE_FIELDS : ALL_FIELDS);
				// Alone, because it is slow and large.
				const query = { fields: 'health_status' };
				const health = withHealth ? await item.graph.request({ method: 'GET', path: [id], query }) : undefined;
				if (!simplify) return { json: { ...row, ...health } };
				const { canSendMessage, problems } = health ? simplifyHealth(id, health) : {};
				return {
					json: {
						...simplifyAccount(row),
						paymentMethodAttached: hasPaymentMethod(row),
						...(canSendMessage !== undefined && { canSendMessage }),
						...(problems !== undefined && { problems }),
					},
				};
			},
		};
	},
};
