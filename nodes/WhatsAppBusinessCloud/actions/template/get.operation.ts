import { optionalFlag } from '../../shared/input/parameterValues';
import { simplifyField } from '../../shared/input/commonFields';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { readTemplateId, templateLocator } from './fields';
import { ALL_FIELDS, simpleFields, simplifyTemplate } from './simplify';

/** Template > Get: GET /{template}. WhatsApp docs: Templates > Get. */
export const get: Operation = {
	properties: [templateLocator('The template to get'), simplifyField, ...readOptions],

	prepare(item) {
		const id = readTemplateId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const query = { fields: simplify ? simpleFields : ALL_FIELDS };
				const template = await item.graph.request({ method: 'GET', path: [id], query });
				return { json: simplify ? simplifyTemplate(template) : template };
			},
		};
	},
};
