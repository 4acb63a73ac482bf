import { InputError } from '../../shared/inputError';
import type { Limit } from '../../shared/input/limit';
import { limitedText } from '../../shared/input/validators';

/**
 * The title of a section: required with more than one section. WhatsApp docs: Messages > Interactive list messages.
 * @param sections number of sections
 * @throws InputError
 */
export function sectionTitle(value: unknown, limit: Limit, sections: number): string | undefined {
	const field = 'Title';
	const title = limitedText(value, limit, field)?.trim();
	if (title === undefined && sections > 1) {
		throw new InputError(field, 'is empty', 'With more than one section each needs a title');
	}
	return title;
}
