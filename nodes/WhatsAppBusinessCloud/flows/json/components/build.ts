import { ARRAY, BOOLEAN, NUMBER, OBJECT, STRING, type ActionName, type ImageSpec, type PropertySpec } from '../types';

/** Shorthands for the tables of components. */

type More = Partial<PropertySpec>;

/** @param max characters */
export const text = (max?: number, more: More = {}): PropertySpec => ({ type: STRING, max, ...more });

/** A required text. */
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

/** A list with at least one entry. Meta documents a maximum number of entries, but accepts more. */
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

/**
 * An action on selecting or unselecting. Unlike other actions, it requires a payload. Flow Builder:
 * MISSING_REQUIRED_PROPERTY.
 */
export const selectAction = (allowed: readonly ActionName[], { unlisted, ...more }: ActionMore = {}): PropertySpec => ({
	type: OBJECT,
	action: { allowed, undocumented: unlisted, needsPayload: true },
	...more,
});

export const date = (more: More = {}): PropertySpec => text(undefined, { format: 'date', ...more });

export const image = (spec: ImageSpec, more: More = {}): PropertySpec => text(undefined, { image: spec, ...more });

/** Input names are unique within a screen. */
export const name: PropertySpec = { type: STRING, required: true, identity: true };

/** For all components that can be shown and hidden. */
export const visibility = flag();

/** For inputs outside a Form; a Form has `error-messages` instead. */
export const errorMessage = (max?: number): PropertySpec => text(max, { outsideForm: true });

/** The tree checks the type. */
export const type: PropertySpec = { type: STRING, fixed: true };

/** 100 kB from version 6.0. WhatsApp docs: Flows > Changelog, 12 November 2024. */
export const optionImage: ImageSpec = {
	maxKb: (version) => (version < 600 ? 300 : 100),
	isLimit: true,
	types: ['JPEG', 'PNG', 'WebP'],
};
