import type { Json } from '../../messages/checks';
import { inputs } from '../client/components';
import type { Component } from '../client/definition';
import type { FlowView } from '../client/types';
import { PREFIX } from './components';

/**
 * The changes that the page's form makes to a screen, by field name.
 * @param sent the posted form
 */
export async function changes(screen: NonNullable<FlowView['screen']>, sent: FormData): Promise<Json> {
	const values: Json = {};
	for (const component of screen.components) {
		const name = String(component.name);
		if (!(component.type in inputs) || component.enabled === false) continue;
		const value = await read(component, sent);
		if (value !== undefined && JSON.stringify(value) !== JSON.stringify(screen.form[name] ?? emptyOf(component)))
			values[name] = value;
	}
	return values;
}

/** The value of an empty field in the page's form. */
function emptyOf({ type }: Component): unknown {
	const kind = inputs[type];
	return kind === 'many' ? [] : kind === 'truth' ? false : '';
}

async function read(component: Component, sent: FormData): Promise<unknown> {
	const name = PREFIX + String(component.name);
	switch (inputs[component.type]) {
		case 'many':
			return sent.getAll(name).map(String);
		case 'truth':
			return sent.get(name) === 'true';
		case 'files': {
			const picked = sent.getAll(name).filter((one): one is File => typeof one !== 'string' && one.size > 0);
			// A browser does not send previously picked files again: no file means no change.
			if (picked.length === 0) return undefined;
			return await Promise.all(
				picked.map(async (file) => ({
					fileName: file.name,
					mimeType: file.type,
					content: Buffer.from(await file.arrayBuffer()),
				})),
			);
		}
		case 'calendar':
			if (component.mode === 'range') return range(sent, name);
			return String(sent.get(name) ?? '');
		default:
			return String(sent.get(name) ?? '');
	}
}

function range(sent: FormData, name: string): unknown {
	const [start, end] = ['start-date', 'end-date'].map((key) => String(sent.get(`${name}:${key}`) ?? ''));
	return start === '' || end === '' ? '' : { 'start-date': start, 'end-date': end };
}
