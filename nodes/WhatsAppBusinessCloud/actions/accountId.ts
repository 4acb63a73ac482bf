import { checkObjectId } from '../shared/input/objectId';
import { ACCOUNT_ID_FIELD } from '../shared/credentials';
import type { OperationItem } from './types';

/** The account that templates and flows belong to. @throws InputError when the credential names none */
export const accountId = (item: OperationItem): string =>
	checkObjectId(
		item.graph.businessAccountId,
		ACCOUNT_ID_FIELD,
		'Enter it in the credential. It is under WhatsApp > API Setup in the Meta app dashboard.',
	);
