import { optionalFlag } from '../../shared/input/parameterValues';
import { simplifyField } from '../../shared/input/commonFields';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { readTemplateId, templateLocator } from './fields';
import { allFields, simpleFields, simplified } from './simplify';

/** Template > Get: GET /{template}. WhatsApp docs: Templates > Get. */
export const get: Operation = {
	properties: [templateLocator('The template to get'), simplifyField, readOptions],

	prepare(item) {
		const id = readTemplateId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const query = { fields: simplify ? simpleFields : allFields };
				const template = await item.graph.request({ method: 'GET', path: [id], query });
				return { json: simplify ? simplified(template) : template };
			},
		};
	},
};
