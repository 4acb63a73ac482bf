import type { IDataObject } from 'n8n-workflow';

/**
 * The fields of an output, followed by those of its input item. Own fields take precedence. `error` and `errorDetails` of the
 * input, which describe a failure of an earlier node, are left out: n8n takes an item with `error` for a failed one,
 * and Retry On Fail would run the node again.
 */
export function withInputFields(input: IDataObject, own: IDataObject): IDataObject {
	const { error: _error, errorDetails: _errorDetails, ...fields } = input;
	// Own fields also come first: n8n's table shows the columns in this order.
	return { ...own, ...fields, ...own };
}
