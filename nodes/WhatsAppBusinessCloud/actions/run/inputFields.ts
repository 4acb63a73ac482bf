import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';

/** Whether an item is an event of the WhatsApp Trigger, or such an event with fields that other steps added. */
const isEvent = ({ kind, field, message, value }: IDataObject): boolean =>
	typeof kind === 'string' && typeof field === 'string' && (isObject(message) || isObject(value));

/**
 * The fields of an output, followed by those of its input item. Own fields take precedence. `error` and `errorDetails` of the
 * input, which describe a failure of an earlier node, are left out: n8n takes an item with `error` for a failed one,
 * and Retry On Fail would run the node again. An event of the trigger is output as `received`: beside the result, its
 * `text` would look like the text that was sent.
 */
export function withInputFields(input: IDataObject, own: IDataObject): IDataObject {
	if (isEvent(input)) return { ...own, received: input };
	const { error: _error, errorDetails: _errorDetails, ...fields } = input;
	// Own fields also come first: n8n's table shows the columns in this order.
	return { ...own, ...fields, ...own };
}
