import type { AdvisoryRule } from '../../shared/inputWarning';
import { isObject } from '../../shared/input/parameterValues';
import { kind } from '../check/access';
import type { Category, DisplayFormat, Part } from '../types';
import type { InputPath } from '../../shared/inputPath';

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
	/** In the form: `['card', 2, 'button', 1]`; empty for a part of the template itself. */
	entry: InputPath;
}

function entries(list: unknown, path: string): Array<{ part: Part; path: string; index: number }> {
	if (!Array.isArray(list)) return [];
	return (list as unknown[])
		.map((part, index) => ({ part, path: `${path}[${index}]`, index }))
		.filter((entry): entry is { part: Part; path: string; index: number } => isObject(entry.part));
}

/** The component of the given type. */
export function findComponent(
	components: unknown,
	type: string,
	path = 'components',
	entry: InputPath = [],
): Located | undefined {
	const found = entries(components, path).find(({ part }) => kind(part.type) === type);
	return found && { part: found.part, path: found.path, entry };
}

/** The buttons of a template or card. */
export function locateButtons(components: unknown, path = 'components', entry: InputPath = []): Located[] {
	const found = findComponent(components, 'BUTTONS', path);
	if (!found) return [];
	return entries(found.part.buttons, `${found.path}.buttons`).map(({ part, path: at, index }) => ({
		part,
		path: at,
		entry: [...entry, 'button', index + 1],
	}));
}

/** The cards of a carousel. */
export function locateCards(components: unknown): Located[] {
	const found = findComponent(components, 'CAROUSEL');
	if (!found) return [];
	return entries(found.part.cards, `${found.path}.cards`).map(({ part, path, index }) => ({
		part,
		path,
		entry: ['card', index + 1],
	}));
}

/** The bodies of the template and of its cards. */
export function locateBodies(components: unknown): Located[] {
	const cards = locateCards(components).map(({ part, path, entry }) =>
		findComponent(part.components, 'BODY', `${path}.components`, entry),
	);
	return [findComponent(components, 'BODY'), ...cards].filter((one) => one !== undefined);
}
