import { checkObjectId } from '../shared/input/objectId';
import type { OperationItem } from './types';

/** The account that templates and flows belong to. @throws InputError when the credential names none */
export const accountId = (item: OperationItem): string =>
	checkObjectId(
		item.graph.businessAccountId,
		'Business Account ID',
		'Enter it in the credential: the WhatsApp Business Account ID under WhatsApp > API Setup in the Meta app dashboard.',
	);
