import { simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { objects, part, text } from '../../shared/untrustedJson';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

/** Conversational Component > Get: GET /{phone}?fields=conversational_automation. WhatsApp docs: Conversational components. */
export const get: Operation = {
	properties: [
		numberLocator('The phone number to get the ice breakers and commands of'),
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const query = { fields: 'conversational_automation' };
				const response = await item.graph.request({ method: 'GET', path: [id], query });
				if (!simplify) return { json: response };
				const { prompts, commands } = part(response.conversational_automation);
				return {
					json: {
						phoneNumberId: id,
						iceBreakers: Array.isArray(prompts) ? prompts.flatMap((prompt) => text(prompt) ?? []) : [],
						commands: objects(commands).map(({ command_name: name, command_description: description }) => ({
							name: text(name) ?? '',
							description: text(description) ?? '',
						})),
					},
				};
			},
		};
	},
};
