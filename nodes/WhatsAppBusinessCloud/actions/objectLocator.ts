import type { INodeProperties } from 'n8n-workflow';
import { listLocator } from '../shared/input/listLocator';
import { checkObjectId } from '../shared/input/objectId';
import type { OperationItem } from './types';

/** An object of the account that is selected from a list or by ID. */
interface Locator {
	/** Display name, which errors use. */
	field: string;
	/** Name of the parameter. */
	name: string;
	/** What is selected, in small letters: `sign-up`. */
	noun: string;
	/** Name of the method that searches the list. */
	search: string;
}

/** The field of an object of the account. */
export const objectLocator = ({ field, name, noun, search }: Locator, description: string): INodeProperties =>
	listLocator({
		field: field,
		name,
		description,
		noun: `a ${noun}`,
		search,
		modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 1234567890123456' }],
	});

/** @returns the ID of the selected object @throws InputError */
export const readObjectId = (item: OperationItem, { field, name, noun }: Locator): string =>
	checkObjectId(item.parameter(name), field, `Pick a ${noun} from the list, or enter its ID`);
