import { LruMap } from '../../shared/lruMap';
import type { EventContent } from './types';

/** Maximum number of messages that a process keeps. */
const MAX_MESSAGES = 500;

/** ms. The first status of a question follows within seconds. */
const MAX_AGE = 60_000;

/** A message that a trigger received. */
interface Recent {
	/** Workflow and node of the trigger. */
	node: string;
	event: EventContent;
	/** ms since 1970. */
	at: number;
}

/**
 * Messages that answered no question. In n8n's queue mode, the trigger learns of a question from the first status of
 * its message; a quick reply can arrive before. It has then started the workflow, and still resumes the execution that
 * waits for it. A delivery can have 3 MB, so the rest of it is not kept.
 */
const recent = new LruMap<string, Recent>(MAX_MESSAGES);

const keyOf = ({ node, event }: Recent): string => `${node} ${event.key}`;

/** @param now ms since 1970 */
export function keepMessages(node: string, events: EventContent[], now: number): void {
	recent.deleteWhile(({ at }) => now - at > MAX_AGE);
	for (const { json, kind, key } of events) {
		const one = { node, event: { json, kind, key }, at: now };
		recent.set(keyOf(one), one);
	}
}

/** The messages that a trigger received lately and that match; each is returned once. @param now ms since 1970 */
export function takeMessages(node: string, now: number, matches: (event: EventContent) => boolean): EventContent[] {
	const found = [...recent.values()].filter(
		(one) => one.node === node && now - one.at <= MAX_AGE && matches(one.event),
	);
	for (const one of found) recent.delete(keyOf(one));
	return found.map(({ event }) => event);
}
