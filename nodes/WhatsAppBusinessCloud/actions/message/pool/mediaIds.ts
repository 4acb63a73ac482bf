import { InputError } from '../../../shared/inputError';
import { isObject } from '../../../shared/input/parameterValues';
import { poolField } from './fields';

/** Where a message or a template has a file. WhatsApp docs: Messages; Messages > Template messages. */
const FILES = ['image', 'video', 'audio', 'document', 'sticker'];

/** Whether a file in this part of a message is given by its media ID. */
function hasMediaId(part: unknown): boolean {
	if (Array.isArray(part)) return part.some(hasMediaId);
	if (!isObject(part)) return false;
	return Object.entries(part).some(
		([name, value]) => (FILES.includes(name) && isObject(value) && value.id !== undefined) || hasMediaId(value),
	);
}

/**
 * A media ID belongs to the number that uploaded the file (WhatsApp docs: Media), so that the others cannot send it.
 * @param body the message, without the IDs of files that are still to be uploaded
 * @throws InputError
 */
export function rejectMediaIds(body: unknown): void {
	if (!hasMediaId(body)) return;
	throw new InputError(
		poolField,
		() => 'A media ID belongs to one number, so the message cannot be sent from several',
		'Use a binary field, which is uploaded for each number, or a public link',
	);
}
