import { ARRAY, BOOLEAN, NUMBER, OBJECT, STRING, type ActionName, type ImageSpec, type PropertySpec } from '../types';

/** Shorthands for the tables of components. */

type More = Partial<PropertySpec>;

/** @param max characters */
export const text = (max?: number, more: More = {}): PropertySpec => ({ type: STRING, max, ...more });

/** A text that the component cannot do without. */
export const required = (max?: number, more: More = {}): PropertySpec => text(max, { required: true, ...more });

export const flag = (more: More = {}): PropertySpec => ({ type: BOOLEAN, ...more });

export const choice = (values: readonly string[], more: More = {}): PropertySpec => ({ type: STRING, values, ...more });

export const number = (range?: readonly [number, number], more: More = {}): PropertySpec => ({
	type: NUMBER,
	range,
	whole: true,
	...more,
});

export const list = (items: PropertySpec, count?: readonly [number, number], more: More = {}): PropertySpec => ({
	type: ARRAY,
	items,
	count,
	...more,
});

/** A list that needs an entry. Meta documents how many it may have, and accepts more. */
export const optionList = (items: PropertySpec, advisedCount: readonly [number, number]): PropertySpec =>
	list(items, [1, Infinity], { required: true, advisedCount });

export const object = (properties: Readonly<Record<string, PropertySpec>>, more: More = {}): PropertySpec => ({
	type: OBJECT,
	properties,
	...more,
});

type ActionMore = More & { unlisted?: readonly ActionName[] };

export const action = (allowed: readonly ActionName[], { unlisted, ...more }: ActionMore = {}): PropertySpec => ({
	type: OBJECT,
	action: { allowed, undocumented: unlisted },
	...more,
});

/** An action of selecting or unselecting: unlike others, it needs its payload. Flow Builder: MISSING_REQUIRED_PROPERTY. */
export const selectAction = (allowed: readonly ActionName[], { unlisted, ...more }: ActionMore = {}): PropertySpec => ({
	type: OBJECT,
	action: { allowed, undocumented: unlisted, needsPayload: true },
	...more,
});

export const date = (more: More = {}): PropertySpec => text(undefined, { format: 'date', ...more });

export const image = (spec: ImageSpec, more: More = {}): PropertySpec => text(undefined, { image: spec, ...more });

/** Each input of a screen has a name of its own. */
export const name: PropertySpec = { type: STRING, required: true, identity: true };

/** What all components have that can be shown and hidden. */
export const visibility = flag();

/** Of inputs outside a Form; a Form has `error-messages` in their place. */
export const errorMessage = (max?: number): PropertySpec => text(max, { outsideForm: true });

/** The type itself is checked by the tree. */
export const type: PropertySpec = { type: STRING, fixed: true };

/** 100 kB from version 6.0 on. WhatsApp docs: Flows > Changelog, 12 November 2024. */
export const optionImage: ImageSpec = {
	maxKb: (version) => (version < 600 ? 300 : 100),
	isLimit: true,
	types: ['JPEG', 'PNG', 'WebP'],
};
