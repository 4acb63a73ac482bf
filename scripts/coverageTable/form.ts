import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A choice in a form: a parameter, and one of its possible values. */
export interface Choice {
	/** Display names from the outermost collection down to the parameter. */
	path: string[];
	value: string;
	name: string;
}

const isChoice = (option: unknown): option is INodePropertyOptions =>
	typeof option === 'object' && option !== null && 'value' in option;

/** Finds a field of a form, at any depth, with the display names of its path. */
function found(properties: INodeProperties[], path: string[]): Array<{ names: string[]; property: INodeProperties }> {
	const [name, ...rest] = path;
	return properties
		.filter((property) => property.name === name)
		.flatMap((property) => {
			const names = [property.displayName];
			if (rest.length === 0) return [{ names, property }];
			const [group, ...inside] = rest;
			return ((property.options ?? []) as INodePropertyCollection[])
				.filter((collection) => collection.name === group)
				.flatMap(({ values }) =>
					found(values, inside).map((inner) => ({ ...inner, names: [...names, ...inner.names] })),
				);
		});
}

/**
 * The possible values of a parameter.
 * @param path names: the parameter, or collection, group and parameter
 * @returns each value once, even when a form has several parameters of that name
 * @throws Error when the form has no such parameter
 */
export function choices(properties: INodeProperties[], ...path: string[]): Choice[] {
	const all = found(properties, path);
	if (all.length === 0) throw new Error(`The form has no ${path.join('.')}`);
	const byValue = new Map<string, Choice>();
	for (const { names, property } of all) {
		for (const option of (property.options ?? []).filter(isChoice)) {
			byValue.set(String(option.value), { path: names, value: String(option.value), name: option.name });
		}
	}
	return [...byValue.values()];
}

/** The display names on the path to a parameter. @throws Error when the form has no parameter of this name */
export function displayNames(properties: INodeProperties[], ...path: string[]): string[] {
	const [first] = found(properties, path);
	if (!first) throw new Error(`The form has no ${path.join('.')}`);
	return first.names;
}
