import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { listLocator } from '../shared/input/listLocator';
import { checkObjectId } from '../shared/input/objectId';
import { accountId } from './accountId';
import type { OperationItem } from './types';

const field = 'Source Business Account';

/** The account that something is copied from. Read with `readSourceAccount`. */
export const sourceAccountField = (description: string): INodeProperties =>
	listLocator({
		field,
		name: 'sourceBusinessAccountId',
		description,
		noun: 'an account',
		search: 'searchAccounts',
		modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 102290129340398' }],
	});

/** @returns the account to copy into, that of the credential, and the one to copy from @throws InputError */
export function readSourceAccount(item: OperationItem): { account: string; source: string } {
	const account = accountId(item);
	const source = checkObjectId(
		item.parameter('sourceBusinessAccountId'),
		field,
		'Pick an account from the list, or enter its WhatsApp Business Account ID: a long number.',
	);
	if (source !== account) return { account, source };
	throw new InputError(field, 'is the account of the credential', 'Select the account to copy from');
}
