import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../inputError';
import { neededTitle } from './checks';
import { texts } from './limits';

const field = 'Reference ID';
const advice = `Use up to ${texts.referenceId.max} letters, digits, dots, dashes and underscores`;

/** What names an order, in its details and in what is said about it later. */
export const referenceIdField: INodeProperties = {
	displayName: field,
	name: 'referenceId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order-2044',
	description: `Your own ID of the order, never used before: up to ${texts.referenceId.max} letters, digits, dots, dashes and underscores`,
};

/** @throws InputError */
export function readReferenceId(value: unknown): string {
	const id = neededTitle(value, texts.referenceId, field, advice);
	if (/^[A-Za-z0-9_.-]+$/.test(id)) return id;
	throw new InputError(field, `'${field}' has characters in it that WhatsApp does not take`, advice);
}
