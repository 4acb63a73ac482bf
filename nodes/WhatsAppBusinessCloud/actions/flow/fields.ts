import type { INodeProperties } from 'n8n-workflow';
import { flowPicker } from '../../messages/flowReference';
import { checkObjectId } from '../../shared/input/objectId';
import type { OperationItem } from '../types';

const ADVICE = 'Pick a flow from the list, or enter its ID: a long number, as returned by Flow > Get Many.';

/**
 * A flow, selected from the account's list or by ID.
 * @param field its name and display name, if the form has more than one
 */
export const flowLocator = (description: string, field = { name: 'flowId', displayName: 'Flow' }): INodeProperties =>
	flowPicker(description, { ...field, byName: false });

/** @returns the ID of the selected flow @throws InputError */
export const readFlowId = (item: OperationItem, name = 'flowId', field = 'Flow'): string =>
	checkObjectId(item.parameter(name), field, ADVICE);
