import { GraphError, parameterError, whatsappError } from '../errors';
import { length, object, type Json } from '../messages/checks';
import { rendered, variablesOf } from './variables';

/** What a text parameter may not contain (Meta docs: Error codes > 132012, 132018). */
function checkText(text: string, place: string): void {
	if (/[\n\r\t]| {5}/.test(text)) {
		throw whatsappError(
			132018,
			`${place}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
		);
	}
}

/**
 * The text that a parameter inserts: its own, or the fallback of a currency or date (Meta docs: Messages > Template
 * messages).
 */
function valueOf(parameter: Json, place: string): string {
	const { type } = parameter;
	if (type === 'text') {
		const text = String(parameter.text);
		checkText(text, place);
		return text;
	}
	if (type === 'group_id') {
		// Meta docs: Groups API > Group invite templates.
		if (typeof parameter.group_id !== 'string' || parameter.group_id === '')
			throw whatsappError(132012, `${place}: group_id must be a text`);
		return parameter.group_id;
	}
	if (type !== 'currency' && type !== 'date_time') {
		throw whatsappError(132012, `${place}: Format mismatch, expected TEXT, received ${String(type).toUpperCase()}`);
	}
	const part = object(parameter[type], type);
	if (typeof part.fallback_value !== 'string' || part.fallback_value === '')
		throw whatsappError(132012, `${place}: ${type} needs a fallback_value`);
	if (type === 'currency') {
		if (typeof part.code !== 'string' || !/^[A-Z]{3}$/.test(part.code))
			throw whatsappError(132012, `${place}: currency needs a code`);
		if (!Number.isInteger(part.amount_1000)) throw whatsappError(132012, `${place}: amount_1000 must be an integer`);
	}
	return part.fallback_value;
}

/**
 * The parameters of a header's or body's text must match the template: their number (132000), the names of named ones
 * (100), and with the text they must not exceed the maximum length (132005).
 */
export function checkTextParameters(
	place: string,
	text: string,
	parameters: Json[],
	named: boolean,
	maxLength = Infinity,
): void {
	const names = variablesOf(text);
	if (parameters.length !== names.length) {
		const details = `${place}: number of localizable_params (${parameters.length}) does not match the expected number of params (${names.length})`;
		throw whatsappError(132000, details);
	}
	const values = new Map<string, string>();
	parameters.forEach((parameter, index) => {
		const name = named ? parameterName(parameter) : String(index + 1);
		if (!names.includes(name)) throw parameterError(`Invalid parameter: ${place} has no parameter named ${name}`);
		values.set(name, valueOf(parameter, place));
	});
	if (values.size !== names.length) throw whatsappError(132000, `${place}: a parameter is given twice`);
	if (length(rendered(text, values)) > maxLength)
		throw whatsappError(132005, `${place}: the text is over ${maxLength} characters`);
}

function parameterName(parameter: Json): string {
	const { parameter_name: name } = parameter;
	if (typeof name === 'string' && name !== '') return name;
	throw new GraphError(400, {
		message: '(#100) Invalid parameter',
		type: 'OAuthException',
		code: 100,
		error_data: { messaging_product: 'whatsapp', details: 'Parameter name is missing or empty' },
	});
}

/** A text parameter of a button. */
export function buttonText(parameter: Json, place: string, max = Infinity): void {
	if (parameter.type !== 'text' || typeof parameter.text !== 'string' || parameter.text === '') {
		throw whatsappError(132012, `${place}: expected one parameter of type text`);
	}
	checkText(parameter.text, place);
	if (length(parameter.text) > max) throw whatsappError(132018, `${place}: at most ${max} characters`);
}
