import { toSentence, type Problem } from './inputError';
import { describePath, type FieldPath } from './inputPath';

/**
 * A user's input works, but Meta advises against it, or Meta's pages disagree about it. The item is sent anyway.
 * `message` names the field and contains no value of the item, so that equal warnings of many items are shown as one;
 * `advice` says what to do.
 */
export interface InputWarning {
	/** The field as text, e.g. `ID of button 2`. */
	field: string;
	message: string;
	advice: string;
}

/**
 * @param field display name of the field, or the path to it
 * @param problem as in InputError
 */
export const inputWarning = (field: FieldPath, problem: Problem, advice: string): InputWarning => ({
	field: describePath(field),
	message: toSentence(field, problem),
	advice,
});

/** Finding of an advisory rule in a request body. The docstring of the rule names the page of Meta's documentation. */
export interface Advisory {
	/** The form's field: its display name, or the path to it. */
	field: FieldPath;
	/** Path in the request body, e.g. `interactive.action.parameters.flow_cta`. */
	path: string;
	/** The problem, as the rest of a sentence that begins with the field: `has an emoji`. */
	problem: string;
	advice: string;
}

/**
 * A rule about request bodies that Meta recommends but does not enforce. Pure: reads only its argument, which may be
 * any JSON.
 */
export type AdvisoryRule<Body> = (body: Body) => Advisory[];

/**
 * Builds the warning for the user.
 * @param jsonField display name of the field that contains the body as JSON; undefined when it comes from a form
 */
export const toWarning = ({ field, path, problem, advice }: Advisory, jsonField?: string): InputWarning =>
	jsonField === undefined
		? inputWarning(field, problem, advice)
		: inputWarning(jsonField, (quoted) => `In ${quoted}, ${path} ${problem}`, advice);
