import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { entryName, searchAccountEdge } from './search';

/**
 * The payment configurations of the account in the form, by name. WhatsApp docs: Payments India > Onboarding APIs.
 * @throws NodeApiError
 */
export async function searchPaymentConfigurations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listing = {
		edge: 'payment_configurations',
		list: 'payment_configurations',
		toEntry: ({ configuration_name, status }: IDataObject) => {
			const value = text(configuration_name);
			return value === undefined ? [] : [{ name: entryName([value], [status]), value }];
		},
	};
	return await searchAccountEdge(this, listing, { filter, paginationToken });
}
