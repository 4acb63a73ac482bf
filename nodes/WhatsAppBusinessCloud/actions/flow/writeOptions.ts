import type { INodeProperties } from 'n8n-workflow';
import { docsLink } from '../../shared/docs';
import { readCollection, optionalFlag } from '../../shared/input/parameterValues';
import { optionCollections, writeGroups } from '../options';
import type { OperationItem } from '../types';

const checkFirst: INodeProperties = {
	displayName: 'Validate Before Sending',
	name: 'checkFirst',
	type: 'boolean',
	default: true,
	description: 'Whether to check the Flow JSON in n8n first, and to fail without sending anything if it has errors',
	hint: docsLink('flows.md#validate-json', 'What is checked'),
};

const failOnErrors: INodeProperties = {
	displayName: 'Fail on Validation Errors',
	name: 'failOnValidationErrors',
	type: 'boolean',
	default: true,
	description:
		'Whether the item fails if WhatsApp finds errors in the Flow JSON. Otherwise, the errors are output in validationErrors.',
};

/** The Options of operations that submit Flow JSON. Read with `readJsonOptions`. */
export const jsonWriteOptions = optionCollections({
	...writeGroups,
	options: [checkFirst, failOnErrors, ...writeGroups.options],
});

/** @throws InputError */
export function readJsonOptions(item: OperationItem): { checkFirst: boolean; failOnErrors: boolean } {
	const options = readCollection(item.parameter('options', {}), 'Options');
	return {
		checkFirst: optionalFlag(options.checkFirst, checkFirst.displayName) ?? false,
		failOnErrors: optionalFlag(options.failOnValidationErrors, failOnErrors.displayName) ?? false,
	};
}
