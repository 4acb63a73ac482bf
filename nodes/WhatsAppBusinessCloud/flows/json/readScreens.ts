import { ROOT, childPath, type Path } from './path';
import { buildTree } from './tree';
import type { Flow, JsonObject, Screen } from './types';
import { isObject, ownProperty, quoted } from './values';

/** Maximum number of screens to read, far above the 100 that a flow may have. */
const MAX_READ = 1000;

/** A screen without its components. */
export function screenOf(raw: JsonObject, path: Path): Screen {
	const id = ownProperty(raw, 'id');
	const data = ownProperty(raw, 'data');
	return {
		raw,
		path,
		id: typeof id === 'string' ? id : '',
		terminal: ownProperty(raw, 'terminal') === true,
		data: data === undefined ? {} : isObject(data) ? data : undefined,
		roots: [],
		nodes: [],
		names: new Set(),
		fields: new Map(),
		forms: [],
		routes: [],
	};
}

/** Reads all screens first, so that each can look up the others. */
export function readScreens(flow: Flow): void {
	const list = ownProperty(flow.raw, 'screens');
	if (!Array.isArray(list)) return;
	(list as unknown[]).slice(0, MAX_READ).forEach((raw, index) => {
		if (!isObject(raw)) return;
		const screen = screenOf(raw, childPath(ROOT, 'screens', index));
		const { id, path } = screen;
		flow.screens.push(screen);
		if (flow.byId.has(id)) {
			flow.findings.add(
				'screen-id-duplicate',
				childPath(path, 'id'),
				`There is another screen with the ID ${quoted(id)}`,
				'Give each screen a different ID',
			);
		} else if (id !== '') flow.byId.set(id, screen);
		const layout = ownProperty(raw, 'layout');
		if (isObject(layout))
			buildTree(flow, screen, ownProperty(layout, 'children'), childPath(path, 'layout', 'children'));
	});
}
