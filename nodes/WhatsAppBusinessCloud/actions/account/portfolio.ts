import type { INodeProperties } from 'n8n-workflow';
import { textField } from '../../shared/input/commonFields';
import { checkObjectId } from '../../shared/input/objectId';
import { optionalId } from '../../shared/input/parameterValues';
import { InputError } from '../../shared/inputError';
import { part, text } from '../../shared/untrustedJson';
import type { OperationItem } from '../types';

const FIELD = 'Business Portfolio ID';

export const portfolioField: INodeProperties = textField(FIELD, 'portfolioId', {
	placeholder: 'e.g. 506914307656634',
	description:
		'The business portfolio in Meta Business Suite. Leave empty for the one that owns the account of the credential.',
});

/** The portfolio in the form; undefined when it has to be looked up. @throws InputError */
export function readPortfolio(item: OperationItem): string | undefined {
	const value = optionalId(item.parameter('portfolioId'), FIELD);
	if (value === undefined) return undefined;
	return checkObjectId(value, FIELD, 'It is the long number under Business settings > Business info.');
}

/** The portfolio that owns an account. WhatsApp docs: WhatsApp Business Accounts. @throws NodeApiError, InputError */
export async function portfolioOf(item: OperationItem, account: string): Promise<string> {
	const query = { fields: 'owner_business_info' };
	const { owner_business_info: owner } = await item.graph.request({ method: 'GET', path: [account], query });
	const id = text(part(owner).id);
	if (id !== undefined) return id;
	throw new InputError(FIELD, 'is empty, and Meta does not say who owns the account', 'Enter the ID of the portfolio');
}
