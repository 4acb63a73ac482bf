import { isObject } from '../../shared/input/parameterValues';
import { objects, text } from '../../shared/untrustedJson';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

/** Username > Get Suggestions: GET /{phone}/username_suggestions. WhatsApp docs: Usernames. */
export const getSuggestions: Operation = {
	properties: [numberLocator('A phone number of the business that needs a username'), ...readOptions],

	prepare(item) {
		const id = readNumberId(item);
		return {
			async run() {
				const { data } = await item.graph.request({ method: 'GET', path: [id, 'username_suggestions'] });
				const lists = isObject(data) ? [data] : objects(data);
				const names = lists.flatMap(({ username_suggestions: list }) =>
					Array.isArray(list) ? (list as unknown[]) : [],
				);
				return names.flatMap((name) => text(name) ?? []).map((username) => ({ json: { username } }));
			},
		};
	},
};
