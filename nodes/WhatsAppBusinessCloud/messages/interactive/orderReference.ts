import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { requiredTitle } from '../../shared/input/validators';
import type { Limit } from '../../shared/input/limit';
import { texts } from './interactiveLimits';

const field = 'Reference ID';

/** Identifies an order, in its details and in later status messages. */
export const referenceIdField: INodeProperties = {
	displayName: field,
	name: 'referenceId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order-2044',
	description: `Unique ID of the order. Letters, digits, dots, hyphens and underscores; up to ${texts.referenceIdIndia.max} characters in India and ${texts.referenceIdBrazil.max} in Brazil.`,
};

/** @throws InputError */
export function readReferenceId(value: unknown, limit: Limit): string {
	const advice = `Use up to ${limit.max} letters, digits, dots, dashes and underscores`;
	const id = requiredTitle(value, limit, field, advice);
	if (/^[A-Za-z0-9_.-]+$/.test(id)) return id;
	throw new InputError(field, 'contains characters that WhatsApp does not allow', advice);
}
