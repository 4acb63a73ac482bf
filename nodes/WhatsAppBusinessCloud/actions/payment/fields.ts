import type { INodeProperties } from 'n8n-workflow';
import { configurationName } from '../../messages/paymentConfiguration';
import { textField } from '../../shared/input/commonFields';
import { emptyFieldError, optionalId } from '../../shared/input/parameterValues';
import { requiredId } from '../../shared/input/validators';
import type { OperationItem } from '../types';

const names = { configuration: configurationName, reference: 'Reference ID' };

/** @returns the name of the configuration @throws InputError */
export function readConfiguration(item: OperationItem): string {
	const value = item.parameter('configuration');
	const name = optionalId(value, names.configuration);
	if (name !== undefined && !/^\.{1,2}$/.test(name)) return name;
	throw emptyFieldError(value, names.configuration, 'Pick a payment configuration from the list, or enter its name');
}

export const referenceField: INodeProperties = textField(names.reference, 'referenceId', {
	required: true,
	placeholder: 'e.g. order-2044',
	description: "The order's own ID, as in the order details that you sent",
});

/** @throws InputError */
export const readReference = (item: OperationItem): string =>
	requiredId(item.parameter('referenceId'), names.reference, 'Enter the reference ID of the order details');
