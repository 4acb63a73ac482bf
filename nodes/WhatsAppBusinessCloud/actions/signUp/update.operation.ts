import type { INodeProperties } from 'n8n-workflow';
import { omitUndefined, optionalText, readCollection } from '../../shared/input/parameterValues';
import { InputError } from '../../shared/inputError';
import { objectLocator, readObjectId } from '../objectLocator';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import {
	confirmationField,
	displayNameField,
	messageField,
	names,
	promoCodeField,
	readMessage,
	readOptionalTexts,
	signUpLocator,
	websiteField,
} from './fields';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Fields that you do not add stay as they are',
	options: [
		confirmationField,
		displayNameField,
		promoCodeField,
		messageField,
		{
			displayName: names.status,
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Active', value: 'ACTIVE', description: 'Customers can sign up' },
				{ name: 'Disabled', value: 'DISABLED', description: 'The link no longer works. Sign-ups cannot be deleted.' },
			],
			default: 'ACTIVE',
			description: 'Whether customers can sign up',
		},
		websiteField,
	],
};

/** Sign-Up > Update: POST /signups/{id}. WhatsApp docs: In-app sign-up. */
export const update: Operation = {
	properties: [objectLocator(signUpLocator, 'The sign-up to change'), updateFields, ...writeOptions],

	prepare(item) {
		const id = readObjectId(item, signUpLocator);
		const values = readCollection(item.parameter('updateFields', {}), updateFields.displayName);
		const { signupMessage, confirmationMessage, status } = values;
		const body = omitUndefined({
			status: optionalText(status, names.status)?.trim(),
			signup_message: signupMessage === undefined ? undefined : readMessage(signupMessage, names.message),
			confirmation_message:
				confirmationMessage === undefined ? undefined : readMessage(confirmationMessage, names.confirmation),
			...readOptionalTexts(values),
		});
		if (Object.keys(body).length === 0)
			throw new InputError(updateFields.displayName, 'has no field', "Use 'Add Field' to choose what to change");
		return {
			orderingKey: `sign-up ${id}`,
			async run() {
				const path = ['signups', id];
				const response = await item.graph.request({ method: 'POST', path, body, idempotent: true });
				return { json: { id, updated: response.success !== false } };
			},
		};
	},
};
