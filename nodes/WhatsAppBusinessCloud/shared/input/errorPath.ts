import { InputError } from '../inputError';

interface Label {
	/** Name of the field and its place. */
	field: string;
	/** The same for use in a sentence, e.g. `'Title' of button 2`. */
	quoted: string;
}

/** The field as quoted in a message, with a place that already follows the quotes: `'Title' of button 2`. */
function quotedIn(message: string, field: string): string {
	const [name, ...places] = field.split(' of ');
	const placed = [`'${name}'`, ...places].join(' of ');
	return places.length > 0 && message.includes(placed) ? placed : `'${field}'`;
}

function relabelled(thrown: unknown, label: (field: string) => Label): unknown {
	if (!(thrown instanceof InputError)) return thrown;
	const { field, message, advice } = thrown;
	const before = quotedIn(message, field);
	const after = label(field);
	return new InputError(
		after.field,
		message.replace(before, () => after.quoted),
		advice,
	);
}

/**
 * Runs checks of one list entry, and adds the entry to their errors.
 * @param place the entry, counted from 1: `button 2`, `row 1 of section 3`
 * @throws InputError of `run`, with `'Title'` replaced by `'Title' of button 2`
 */
export function atPath<T>(place: string, run: () => T): T {
	try {
		return run();
	} catch (thrown) {
		throw relabelled(thrown, (field) => {
			const [name, ...places] = field.split(' of ');
			return { field: `${field} of ${place}`, quoted: [`'${name}'`, ...places, place].join(' of ') };
		});
	}
}

/**
 * Runs checks that use another display name for a field than the form.
 * @throws InputError of `run`, with the name used in the form
 */
export function withFieldName<T>(name: (field: string) => string, run: () => T): T {
	try {
		return run();
	} catch (thrown) {
		throw relabelled(thrown, (field) => ({ field: name(field), quoted: `'${name(field)}'` }));
	}
}
