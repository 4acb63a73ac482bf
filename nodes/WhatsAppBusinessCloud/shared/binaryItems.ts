import type { IBinaryKeyData } from 'n8n-workflow';
import { text } from './untrustedJson';

/** What went wrong, in words for the item: message and advice, without anything else of the error. */
export function errorText(cause: unknown): string {
	const { message, description } = cause as { message?: unknown; description?: unknown };
	return [message, description].flatMap((one) => text(one) ?? []).join('. ') || 'It did not work';
}

/** A free name for one more file of an item: data, data_1, ... */
export function freeName(binary: IBinaryKeyData, name: string): string {
	let free = name;
	for (let count = 1; binary[free] !== undefined; count++) free = `${name}_${count}`;
	return free;
}
