import type { Action, Flow, Part } from './flow';
import { isObject, list, type Report } from './report';

/** Whether a component uploads files. */
export const isPicker = (part: Part | undefined): part is Part =>
	part?.type === 'PhotoPicker' || part?.type === 'DocumentPicker';

/** References to pickers in a payload, with their depth. */
function pickersIn(
	flow: Flow,
	{ screen }: Pick<Action, 'screen'>,
	value: unknown,
	depth: number,
): Array<{ part: Part; depth: number }> {
	if (typeof value === 'string') {
		const [, other, name] = /^\$\{(?:screen\.([^.{}]+)\.)?form\.([^.{}\s]+)\}$/.exec(value) ?? [];
		const part = (other === undefined ? screen : flow.screens.find(({ id }) => id === other))?.byName.get(name ?? '');
		return isPicker(part) ? [{ part, depth }] : [];
	}
	const inner = isObject(value) ? Object.values(value) : list(value);
	return inner.flatMap((one) => pickersIn(flow, { screen }, one, depth + 1));
}

/** Whether pickers may upload more than 10 files or 100 MiB; false while a limit of theirs is not a number. */
function isTooMuch(pickers: Part[]): boolean {
	const counts = pickers.map(({ component }) => ({
		files: component['max-uploaded-photos'] ?? component['max-uploaded-documents'] ?? 30,
		kb: component['max-file-size-kb'] ?? 25_600,
	}));
	if (counts.some(({ files, kb }) => typeof files !== 'number' || typeof kb !== 'number')) return false;
	const files = counts.reduce((sum, count) => sum + Number(count.files), 0);
	const kb = counts.reduce((sum, count) => sum + Number(count.files) * Number(count.kb), 0);
	return files > 10 || kb > 100 * 1024;
}

/**
 * Pickers in the payload of an action. Meta docs: Flows > Error codes > Native component errors; Media upload
 * components > Limitations and restrictions.
 */
export function checkPickers(report: Report, flow: Flow, one: Action): void {
	const { action, path } = one;
	if (!isObject(action.payload)) return;
	const pickers = pickersIn(flow, one, action.payload, 0);
	const wrong = (message: string): void => report.add('INVALID_ON_CLICK_ACTION_PAYLOAD', message, [...path, 'payload']);
	if (pickers.length === 0) return;
	if (action.name === 'navigate')
		return wrong("The native component's value is not allowed in the payload of the navigate action.");
	if (pickers.some(({ depth }) => depth > 1))
		wrong('PhotoPicker and DocumentPicker can only be used as top-level values.');
	if (action.name === 'complete' && isTooMuch(pickers.map(({ part }) => part)))
		wrong('No more than 10 files, of 100 MiB together, can be sent as part of the response message.');
}
