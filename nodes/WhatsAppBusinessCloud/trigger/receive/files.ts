import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { text } from './events/values';

/** What went wrong, in words for the item: message and advice, without anything else of the error. */
export function words(cause: unknown): string {
	const { message, description } = cause as { message?: unknown; description?: unknown };
	return [message, description].flatMap((one) => text(one) ?? []).join('. ') || 'It did not work';
}

/** A free name for one more file of an item: data, data_1, ... */
export function freeName(binary: IBinaryKeyData, name: string): string {
	let free = name;
	for (let count = 1; binary[free] !== undefined; count++) free = `${name}_${count}`;
	return free;
}

/** Levels of brackets of a Flow's answers that are searched for files. */
const MAX_DEPTH = 8;

/**
 * The files among the answers of a Flow, which its pickers give as `[{id, mime_type, sha256, file_name}]`: ordinary media
 * (WhatsApp docs: Flow JSON > Media upload components > Response message).
 */
export function filesInAnswers(answers: unknown): IDataObject[] {
	const found: IDataObject[] = [];
	const walk = (value: unknown, depth: number): void => {
		if (typeof value !== 'object' || value === null || depth === 0) return;
		const { id, mime_type } = value as Record<string, unknown>;
		const isFile = (typeof id === 'string' || typeof id === 'number') && /^\d+$/.test(String(id)) && typeof mime_type === 'string';
		if (isFile) found.push(value as IDataObject);
		else Object.values(value).forEach((inner) => walk(inner, depth - 1));
	};
	walk(answers, MAX_DEPTH);
	return found;
}
