import { InputError } from '../../shared/inputError';
import { optionalId, emptyFieldError } from '../../shared/input/parameterValues';

const FIELD = 'Username';

/** WhatsApp docs: Usernames > Format. @throws InputError */
export function readUsername(value: unknown): string {
	const name = optionalId(value, FIELD)?.replace(/^@/, '');
	if (name === undefined) throw emptyFieldError(value, FIELD, 'Enter the username, such as acme.flowers');
	const problem =
		name.length < 3 || name.length > 35
			? `has ${name.length} characters, WhatsApp allows 3 to 35`
			: !/^[A-Za-z0-9._]+$/.test(name)
				? 'has characters other than letters of the English alphabet, digits, periods and underscores'
				: !/[A-Za-z]/.test(name)
					? 'has no letter'
					: /^\.|\.\.|\.$/.test(name)
						? 'begins or ends with a period, or has two in a row'
						: /^www/i.test(name)
							? 'begins with www'
							: undefined;
	if (problem === undefined) return name;
	throw new InputError(FIELD, problem, "Choose another name, or run 'Get Suggestions'");
}
