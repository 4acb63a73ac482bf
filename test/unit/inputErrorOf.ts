import { InputError } from '../../nodes/WhatsAppBusinessCloud/shared/inputError';

/** Runs the code and returns the InputError that it must throw. */
export function inputErrorOf(run: () => unknown): InputError {
	let result: unknown;
	try {
		result = run();
	} catch (thrown) {
		if (thrown instanceof InputError) return thrown;
		throw thrown;
	}
	throw new Error(`Expected an InputError, got ${JSON.stringify(result)}`);
}
