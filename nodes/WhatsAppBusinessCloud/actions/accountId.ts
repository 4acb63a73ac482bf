import { checkObjectId } from '../shared/input/objectId';
import { optionalId } from '../shared/input/parameterValues';
import { ACCOUNT_ID_FIELD } from '../shared/credentials';
import type { OperationItem } from './types';

/** The account that templates and flows belong to. @throws InputError when the credential names none */
export const accountId = (item: OperationItem): string =>
	checkObjectId(
		item.graph.businessAccountId,
		ACCOUNT_ID_FIELD,
		'Enter it in the credential. It is under WhatsApp > API Setup in the Meta app dashboard.',
	);

/** The account in 'Account', or else that of the credential. @throws InputError */
export function readAccount(item: OperationItem): string {
	const value = optionalId(item.parameter('account'), 'Account');
	if (value === undefined) return accountId(item);
	return checkObjectId(
		value,
		'Account',
		'Pick an account from the list, or enter its WhatsApp Business Account ID: the long number under WhatsApp > API Setup in the Meta app dashboard.',
	);
}
