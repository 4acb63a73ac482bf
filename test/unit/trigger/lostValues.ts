import { parseEvents } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/parseEvents';
import { NOW, type Json } from './payloads';

export type Path = Array<string | number>;

/** Names whose value selects how the payload is read; another value would change the structure. */
export const STRUCTURE = new Set([
	'field',
	'type',
	'event',
	'status',
	'direction',
	'recipient_type',
	'entity_type',
	'messaging_product',
]);

/** All values that are not objects, with their paths. */
export function leavesOf(value: unknown, path: Path = []): Array<{ path: Path; leaf: unknown }> {
	if (typeof value !== 'object' || value === null) return [{ path, leaf: value }];
	return Object.entries(value).flatMap(([key, inner]) =>
		leavesOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
	);
}

/** All objects in a value. */
export const objectsOf = (value: unknown): Json[] => {
	if (typeof value !== 'object' || value === null) return [];
	return [...(Array.isArray(value) ? [] : [value as Json]), ...Object.values(value).flatMap(objectsOf)];
};

/**
 * The values of a delivery that its items contain neither unchanged nor as a converted time.
 * @param events those of the delivery
 */
export function lost(delivery: Json, { events } = parseEvents(delivery, NOW)): string[] {
	if (events.length === 0) return [];
	const leaves = new Set(leavesOf(events.map(({ json }) => json)).map(({ leaf }) => String(leaf)));
	const isThere = (leaf: unknown): boolean =>
		leaves.has(String(leaf)) || (typeof leaf === 'number' && leaves.has(new Date(leaf * 1000).toISOString()));
	return leavesOf(delivery)
		.filter(({ path, leaf }) => path[0] !== 'object' && leaf !== 'whatsapp' && !isThere(leaf))
		.map(({ path, leaf }) => `${path.join('.')} = ${String(leaf)}`);
}
