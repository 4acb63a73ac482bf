import type { INodeProperties } from 'n8n-workflow';
import { optionalFlag } from '../shared/input/parameterValues';
import { InputError } from '../shared/inputError';
import type { OperationItem } from './types';

const FIELD = 'Confirm';

/** What an operation with consequences does, for its form and its error. */
export interface Consequence {
	/** The rest of a sentence: `deregister the phone number`. */
	what: string;
	/** What cannot be undone, in one or two sentences. */
	consequence: string;
	/** Other display conditions. */
	displayOptions?: INodeProperties['displayOptions'];
}

/** The fields for a change that cannot be undone: a notice, and a switch that has to be turned on. */
export const confirmFields = ({ what, consequence, displayOptions }: Consequence): INodeProperties[] => [
	{ displayName: consequence, name: 'confirmNotice', type: 'notice', default: '', displayOptions },
	{
		displayName: FIELD,
		name: 'confirm',
		type: 'boolean',
		default: false,
		description: `Whether to ${what}. The operation fails as long as this is off.`,
		displayOptions,
	},
];

/** @throws InputError unless 'Confirm' is on */
export function checkConfirmed(item: OperationItem, { what, consequence }: Consequence): void {
	if (optionalFlag(item.parameter('confirm', false), FIELD)) return;
	throw new InputError(FIELD, `is off. Turn it on to ${what}`, consequence);
}
