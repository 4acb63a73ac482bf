import type { IBinaryKeyData } from 'n8n-workflow';
import { text } from './untrustedJson';

/** Error text for an item: message and advice, without any other data of the error. */
export function errorText(cause: unknown): string {
	const { message, description } = cause as { message?: unknown; description?: unknown };
	return [message, description].flatMap((one) => text(one) ?? []).join('. ') || 'It did not work';
}

/** An unused name for another file of an item: data, data_1, ... */
export function freeName(binary: IBinaryKeyData, name: string): string {
	let free = name;
	for (let count = 1; binary[free] !== undefined; count++) free = `${name}_${count}`;
	return free;
}
