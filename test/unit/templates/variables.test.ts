import { checkPlaces, readVariables } from '../../../nodes/WhatsAppBusinessCloud/templates/variables';
import { body, checkedFormat, errorMessageOf, rejectionMessage } from './support';

describe('the variables of a text', () => {
	it.each([
		['Hi', { names: [] }],
		['Hi {{1}}, {{2}} and {{1}}', { names: ['1', '2'], format: 'POSITIONAL' }],
		['Hi {{2}}, {{1}}!', { names: ['1', '2'], format: 'POSITIONAL' }],
		['Hi {{first_name}}, {{order2}}!', { names: ['first_name', 'order2'], format: 'NAMED' }],
		['One { and one } alone', { names: [] }],
	])('reads the variables of %s', (text, expected) => {
		expect(readVariables(text, 'Body')).toEqual(expected);
	});

	it.each([
		['Hi {{1}} and {{3}}.', "'Body' has the variable {{3}} but no {{2}}"],
		['Hi {{2}}.', "'Body' has the variable {{2}} but no {{1}}"],
		['Hi {{0}}.', "'Body' has an invalid variable: {{0}}"],
		['Hi {{ 1 }}.', "'Body' has an invalid variable: {{ 1 }}"],
		['Hi {{First}}.', "'Body' has an invalid variable: {{First}}"],
		['Hi {{first-name}}.', "'Body' has an invalid variable: {{first-name}}"],
		['Hi {{}}.', "'Body' has an invalid variable: {{}}"],
		['Hi {{1}.', "'Body' has unmatched curly brackets"],
		['Hi 1}}.', "'Body' has unmatched curly brackets"],
		['Hi {{1}} and {{name}}.', "'Body' mixes numbered and named variables"],
	])('rejects the variables in %s', (text, message) => {
		expect(rejectionMessage(() => readVariables(text, 'Body'))).toBe(message);
	});

	it.each([
		['{{1}} is here', "'Body' begins with a variable"],
		[' {{1}} is here', "'Body' begins with a variable"],
		['Here is {{1}}', "'Body' ends with a variable"],
		['Here is {{1}}\n', "'Body' ends with a variable"],
		['Hi {{1}}{{2}}!', "'Body' has the variables {{1}} and {{2}} next to each other"],
		['Hi {{1}} \n {{2}}!', "'Body' has the variables {{1}} and {{2}} next to each other"],
		['Hi {{1}}, {{2}}!', undefined],
		['Here is {{1}}.', undefined],
	])('checks the positions of variables in %s', (text, message) => {
		expect(rejectionMessage(() => checkPlaces(text, 'Body'))).toBe(message);
	});

	it('requires the same variable format in the entire template', () => {
		const header = {
			type: 'HEADER',
			format: 'TEXT',
			text: 'Hi {{name}}',
			example: { header_text_named_params: [{ param_name: 'name', example: 'Pablo' }] },
		};
		expect(errorMessageOf([header, body('Order {{1}} came', '1')])).toBe("'Body' mixes numbered and named variables");
		const named = {
			type: 'BODY',
			text: 'Order {{id}} came',
			example: { body_text_named_params: [{ param_name: 'id', example: '1' }] },
		};
		expect(checkedFormat([header, named])).toBe('NAMED');
		expect(checkedFormat([body('Order {{1}} came', '1')])).toBe('POSITIONAL');
		expect(checkedFormat([body('Order came')])).toBeUndefined();
	});
});

describe('examples of variables', () => {
	it.each([
		['no examples', body('Hi {{1}}, {{2}}!'), "'Body' has no example for {{1}}, {{2}}"],
		['a missing example', body('Hi {{1}}, {{2}}!', 'a'), "'Body' has no example for {{2}}"],
		['an empty example', body('Hi {{1}}, {{2}}!', '', 'b'), "'Body' has no example for {{1}}"],
		['a plain list', { type: 'BODY', text: 'Hi {{1}}!', example: { body_text: ['a'] } }, undefined],
		['an extra example', body('Hi {{1}}!', 'a', 'b'), undefined],
		[
			'another variable name',
			{ type: 'BODY', text: 'Hi {{a}}!', example: { body_text_named_params: [{ param_name: 'b', example: 'x' }] } },
			"'Body' has no example for {{a}}",
		],
		[
			'a value that is not an object',
			{ type: 'BODY', text: 'Hi {{a}}!', example: 'x' },
			"'Body' needs an object with fields, got text",
		],
	])('checks the examples of variables: %s', (_name, component, message) => {
		expect(errorMessageOf([component])).toBe(message);
	});

	it('checks the examples of a header', () => {
		const header = (text: string, example?: unknown): Record<string, never> =>
			({ type: 'HEADER', format: 'TEXT', text, example }) as never;
		expect(errorMessageOf([header('Hi {{1}}'), body('Hello')])).toBe("'Header Text' has no example for {{1}}");
		expect(errorMessageOf([header('Hi {{1}}', { header_text: ['x'] }), body('Hello')])).toBeUndefined();
	});
});
