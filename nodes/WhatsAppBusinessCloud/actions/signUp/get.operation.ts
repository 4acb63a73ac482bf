import { simplifyField } from '../../shared/input/commonFields';
import { withAvailableFields } from '../availableFields';
import { readSimplify } from '../listOperation';
import { objectLocator, readObjectId } from '../objectLocator';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { SIGN_UP_FIELDS, signUpLocator, simplifySignUp } from './fields';

/** Sign-Up > Get: GET /signups/{id}. WhatsApp docs: In-app sign-up. */
export const get: Operation = {
	properties: [objectLocator(signUpLocator, 'The sign-up to get'), simplifyField, ...readOptions],

	prepare(item) {
		const path = ['signups', readObjectId(item, signUpLocator)];
		const simplify = readSimplify(item);
		return {
			async run() {
				const row = await withAvailableFields(
					SIGN_UP_FIELDS,
					async (fields) => await item.graph.request({ method: 'GET', path, query: { fields } }),
				);
				return { json: simplify ? simplifySignUp(row) : row };
			},
		};
	},
};
