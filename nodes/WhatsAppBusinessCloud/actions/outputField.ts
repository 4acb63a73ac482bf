import type { INodeProperties } from 'n8n-workflow';
import { requiredText } from '../shared/input/parameterValues';
import type { OperationItem } from './types';

const FIELD = 'Put Output File in Field';

/** The binary field for a downloaded file. Read with `readOutputField`. */
export const outputField: INodeProperties = {
	displayName: FIELD,
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
};

/** @throws InputError */
export const readOutputField = (item: OperationItem): string =>
	requiredText(item.parameter('binaryPropertyName', 'data'), FIELD, 'Enter a name such as data').trim();
