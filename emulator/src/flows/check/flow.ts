import { isObject, list, type Json, type Path } from './report';

/** A component with its path and what contains it. */
export interface Part {
	component: Json;
	type: string;
	path: Path;
	inForm: boolean;
	/** If and Switch around it, from the outside in, each with the branch that contains it. */
	branches: Array<{ type: string; path: Path; branch: string }>;
}

export interface Screen {
	id: string;
	raw: Json;
	path: Path;
	terminal: boolean;
	data: Json;
	/** All components in text order; Form, If and Switch before their children. */
	parts: Part[];
	/** By name; Forms too. */
	byName: Map<string, Part>;
}

/** An action of any component. */
export interface Action {
	action: Json;
	/** on-click-action, on-select-action, on-unselect-action */
	slot: string;
	path: Path;
	part: Part;
	screen: Screen;
}

/** A parsed Flow JSON. */
export interface Flow {
	raw: Json;
	/** 7.3 is 703. */
	version: number;
	hasEndpoint: boolean;
	screens: Screen[];
	actions: Action[];
}

function partsOf(children: unknown, path: Path, around: Pick<Part, 'inForm' | 'branches'>): Part[] {
	return list(children).flatMap((component, index) => {
		if (!isObject(component)) return [];
		const type = typeof component.type === 'string' ? component.type : '';
		const here = [...path, index];
		const within = (value: unknown, keys: Path, branch: string): Part[] =>
			partsOf(value, [...here, ...keys], {
				inForm: around.inForm,
				branches: [...around.branches, { type, path: here, branch }],
			});
		const inside =
			type === 'Form'
				? partsOf(component.children, [...here, 'children'], { ...around, inForm: true })
				: type === 'If'
					? [...within(component.then, ['then'], 'then'), ...within(component.else, ['else'], 'else')]
					: type === 'Switch' && isObject(component.cases)
						? Object.entries(component.cases).flatMap(([name, value]) => within(value, ['cases', name], name))
						: [];
		return [{ component, type, path: here, ...around }, ...inside];
	});
}

function actionsOf(value: unknown, path: Path, part: Part, screen: Screen): Action[] {
	if (Array.isArray(value))
		return (value as unknown[]).flatMap((entry, index) => actionsOf(entry, [...path, index], part, screen));
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const here = [...path, key];
		if (['children', 'then', 'else', 'cases'].includes(key)) return [];
		return /^on-[a-z-]+-action$/.test(key) && isObject(inner)
			? [{ action: inner, slot: key, path: here, part, screen }]
			: actionsOf(inner, here, part, screen);
	});
}

function readScreen(raw: Json, index: number): Screen {
	const path: Path = ['screens', index];
	const layout = isObject(raw.layout) ? raw.layout : {};
	const parts = partsOf(layout.children, [...path, 'layout', 'children'], { inForm: false, branches: [] });
	const byName = new Map<string, Part>();
	for (const part of parts)
		if (typeof part.component.name === 'string' && !byName.has(part.component.name))
			byName.set(part.component.name, part);
	return {
		id: typeof raw.id === 'string' ? raw.id : '',
		raw,
		path,
		terminal: raw.terminal === true,
		data: isObject(raw.data) ? raw.data : {},
		parts,
		byName: byName,
	};
}

/** Parses a Flow JSON as far as possible. */
export function readFlow(raw: Json): Flow {
	const [major, minor] = typeof raw.version === 'string' ? raw.version.split('.').map(Number) : [0, 0];
	const screens = list(raw.screens).flatMap((screen, index) => (isObject(screen) ? [readScreen(screen, index)] : []));
	const actions = screens.flatMap((screen) =>
		screen.parts.flatMap((part) => actionsOf(part.component, part.path, part, screen)),
	);
	return { raw, version: major * 100 + minor, hasEndpoint: raw.data_api_version !== undefined, screens, actions };
}

/** Entries of a static list, with their path. */
export const entriesOf = ({ component, path }: Part, key: string): Array<{ entry: Json; path: Path }> =>
	list(component[key]).flatMap((entry, index) => (isObject(entry) ? [{ entry, path: [...path, key, index] }] : []));
