import type { AdvisoryRule } from '../../shared/inputWarning';
import { isObject } from '../../shared/input/parameterValues';
import { kind } from '../check/access';
import type { Category, DisplayFormat, Part } from '../types';

/** A template that has passed the checks, as sent to Meta. */
export interface Definition {
	components: Part[];
	/** Undefined when it is not changed. */
	category?: Category;
	/** `kept` when it is not changed. */
	displayFormat?: DisplayFormat | 'kept';
}

/** A rule that Meta only recommends, or that its documentation contradicts itself about. */
export type DefinitionRule = AdvisoryRule<Definition>;

/** A part of a template and its location. */
export interface Located {
	part: Part;
	/** In the request body: `components[1]`. */
	path: string;
	/** For messages: `card 2, button 1`; undefined where there is only one. */
	place?: string;
}

function entries(list: unknown, path: string): Array<{ part: Part; path: string; index: number }> {
	if (!Array.isArray(list)) return [];
	return (list as unknown[])
		.map((part, index) => ({ part, path: `${path}[${index}]`, index }))
		.filter((entry): entry is { part: Part; path: string; index: number } => isObject(entry.part));
}

const join = (...places: Array<string | undefined>): string | undefined =>
	places.filter((place) => place !== undefined).join(', ') || undefined;

/** The component of the given type. */
export function findComponent(
	components: unknown,
	type: string,
	path = 'components',
	place?: string,
): Located | undefined {
	const found = entries(components, path).find(({ part }) => kind(part.type) === type);
	return found && { part: found.part, path: found.path, place };
}

/** The buttons of a template or card. */
export function locateButtons(components: unknown, path = 'components', place?: string): Located[] {
	const found = findComponent(components, 'BUTTONS', path);
	if (!found) return [];
	return entries(found.part.buttons, `${found.path}.buttons`).map(({ part, path: at, index }) => ({
		part,
		path: at,
		place: join(place, `button ${index + 1}`),
	}));
}

/** The cards of a carousel. */
export function locateCards(components: unknown): Located[] {
	const found = findComponent(components, 'CAROUSEL');
	if (!found) return [];
	return entries(found.part.cards, `${found.path}.cards`).map(({ part, path, index }) => ({
		part,
		path,
		place: `card ${index + 1}`,
	}));
}

/** The bodies of the template and of its cards. */
export function locateBodies(components: unknown): Located[] {
	const cards = locateCards(components).map(({ part, path, place }) =>
		findComponent(part.components, 'BODY', `${path}.components`, place),
	);
	return [findComponent(components, 'BODY'), ...cards].filter((one) => one !== undefined);
}
