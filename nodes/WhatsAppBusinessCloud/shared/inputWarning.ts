/**
 * A user's input works, but Meta advises against it, or Meta's pages disagree about it. The item is sent anyway.
 * `message` quotes the field's display name in single quotes and contains no value of the item, so that equal warnings
 * of many items are shown as one; `advice` says what to do.
 */
export interface InputWarning {
	/** Display name of the field. */
	field: string;
	message: string;
	advice: string;
}

/** Finding of an advisory rule in a request body. The docstring of the rule names the page of Meta's documentation. */
export interface Advisory {
	/** Display name of the form's field. */
	field: string;
	/** Which of several equal fields, e.g. `card 2, button 1`. */
	place?: string;
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
export function toWarning({ field, place, path, problem, advice }: Advisory, jsonField?: string): InputWarning {
	if (jsonField !== undefined) return { field: jsonField, message: `In '${jsonField}', ${path} ${problem}`, advice };
	return { field, message: `'${field}'${place === undefined ? '' : ` of ${place}`} ${problem}`, advice };
}
