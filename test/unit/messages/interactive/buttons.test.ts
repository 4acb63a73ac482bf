import { inputErrorOf } from '../../inputErrorOf';
import { build, interactive, least } from './forms';

describe('reply buttons', () => {
	const yes = { title: 'Yes', id: 'yes' };

	test('sends header, body, footer and buttons', () => {
		const built = build('button', {
			textBody: 'Did it arrive?',
			defineButtons: 'fields',
			buttons: { button: [yes, { title: ' Not yet ⏳ ', id: '' }] },
			additionalFields: { headerText: 'Your order', footerText: 'The bakery' },
		});
		expect(built).toEqual({
			body: {
				type: 'interactive',
				interactive: {
					type: 'button',
					header: { type: 'text', text: 'Your order' },
					body: { text: 'Did it arrive?' },
					footer: { text: 'The bakery' },
					action: {
						buttons: [
							{ type: 'reply', reply: { id: 'yes', title: 'Yes' } },
							{ type: 'reply', reply: { id: 'Not yet ⏳', title: 'Not yet ⏳' } },
						],
					},
				},
			},
			uploads: [],
			links: [],
		});
	});

	test.each([
		[
			'titles',
			'["Yes", "No"]',
			[
				{ id: 'Yes', title: 'Yes' },
				{ id: 'No', title: 'No' },
			],
		],
		['titles and IDs', [{ title: 'Yes', id: 1 }], [{ id: '1', title: 'Yes' }]],
		['the format of the Cloud API', [{ type: 'reply', reply: { id: 'a', title: 'A' } }], [{ id: 'a', title: 'A' }]],
	])('accepts JSON of reply buttons: %s', (_what, buttonsJson, replies) => {
		const { action } = interactive('button', {
			textBody: 'Choose',
			defineButtons: 'json',
			buttonsJson,
			buttons: { button: [] },
		});
		expect(action).toEqual({ buttons: replies.map((reply) => ({ type: 'reply', reply })) });
	});

	test.each([
		[
			'two identical titles',
			[yes, { title: 'Yes ', id: 'other' }],
			"'Title' of button 2 is the same as that of button 1",
			'Give each button a different title',
		],
		[
			'two identical IDs',
			[yes, { title: 'No', id: 'no' }, { title: 'Maybe', id: 'yes' }],
			"'ID' of button 3 is the same as that of button 1",
			'Give each button a different ID',
		],
		[
			'an ID equal to a title',
			[{ title: 'Yes' }, { title: 'No', id: 'Yes' }],
			"'ID' of button 2 is the same as that of button 1",
			'Give each button a different ID',
		],
		[
			'a space before an ID',
			[{ title: 'A', id: ' a' }],
			"'ID' of button 1 starts or ends with a space",
			'Remove the space: WhatsApp rejects it',
		],
		[
			'a space after an ID',
			[{ title: 'A', id: 'a\n' }],
			"'ID' of button 1 starts or ends with a space",
			'Remove the space: WhatsApp rejects it',
		],
		[
			'a missing title',
			[yes, { title: ' ', id: 'no' }],
			"'Title' of button 2 is empty",
			'Enter the text of the button',
		],
		[
			'a number in place of a button',
			[5],
			'Button 1 needs an object with fields, got a number',
			'Check the expression or the JSON',
		],
		[
			'an object as title',
			[{ title: {} }],
			"'Title' of button 1 needs text, got an object",
			'Check the expression: it must return text, such as one field of an object or one entry of a list',
		],
	])('rejects reply buttons with %s', (_what, button, message, advice) => {
		const found = inputErrorOf(() => build('button', { textBody: 'Choose', buttons: { button } }));
		expect([found.message, found.advice]).toEqual([message, advice]);
	});

	test.each([
		['an empty text', '', "'Buttons (JSON)' is empty"],
		['invalid JSON', '{', "'Buttons (JSON)' is not valid JSON (look near character 2)"],
		['an empty list', '[]', "'Buttons (JSON)' is empty"],
		['four buttons', '["a", "b", "c", "d"]', "'Buttons (JSON)' has 4 buttons, WhatsApp allows 3"],
	])('rejects JSON with %s', (_what, buttonsJson, message) => {
		expect(
			inputErrorOf(() => build('button', { textBody: 'Choose', defineButtons: 'json', buttonsJson })).message,
		).toBe(message);
	});

	test('rejects an empty body of reply buttons', () => {
		const found = inputErrorOf(() => build('button', { ...least.button, textBody: ' ' }));
		expect([found.field, found.message, found.advice]).toEqual([
			'Text',
			"'Text' is empty",
			'Enter the text of the message',
		]);
	});
});

describe('list', () => {
	const row = (title: string, more: object = {}) => ({ title, description: '', id: '', ...more });

	test('sends sections with rows', () => {
		const sent = interactive('list', {
			textBody: 'How can we help?',
			buttonText: ' See topics ',
			defineSections: 'fields',
			sections: {
				section: [
					{
						title: 'Delivery',
						rows: { row: [row('Where is it?', { description: 'When it arrives', id: 'where' }), row('Send it back')] },
					},
					{ title: 'Shop', rows: { row: [row('Opening hours')] } },
				],
			},
			additionalFields: { headerText: '', footerText: '' },
		});
		expect(sent).toEqual({
			type: 'list',
			body: { text: 'How can we help?' },
			action: {
				button: 'See topics',
				sections: [
					{
						title: 'Delivery',
						rows: [
							{ id: 'where', title: 'Where is it?', description: 'When it arrives' },
							{ id: 'Send it back', title: 'Send it back' },
						],
					},
					{ title: 'Shop', rows: [{ id: 'Opening hours', title: 'Opening hours' }] },
				],
			},
		});
	});

	test('accepts a text header, and a single section without a title', () => {
		const sent = interactive('list', { ...least.list, additionalFields: { headerText: 'Help' } });
		expect(sent.header).toEqual({ type: 'text', text: 'Help' });
		expect(sent.action).toEqual({ button: 'Open', sections: [{ rows: [{ id: 'One', title: 'One' }] }] });
	});

	test.each([
		[
			'sections as in the Cloud API',
			[{ title: 'S', rows: [{ id: 'a', title: 'A', description: 'B' }] }],
			[{ title: 'S', rows: [{ id: 'a', title: 'A', description: 'B' }] }],
		],
		[
			'only rows',
			'[{"title": "Red"}, {"title": "Blue", "id": "b"}]',
			[
				{
					rows: [
						{ id: 'Red', title: 'Red' },
						{ id: 'b', title: 'Blue' },
					],
				},
			],
		],
		[
			'only titles',
			['Red', 'Blue'],
			[
				{
					rows: [
						{ id: 'Red', title: 'Red' },
						{ id: 'Blue', title: 'Blue' },
					],
				},
			],
		],
	])('accepts JSON of a list: %s', (_what, sectionsJson, sections) => {
		const sent = interactive('list', { textBody: 'a', buttonText: 'b', defineSections: 'json', sectionsJson });
		expect(sent.action).toEqual({ button: 'b', sections });
	});

	test('rejects JSON with a row next to a section', () => {
		const sectionsJson = [{ title: 'S', rows: ['A'] }, 'B'];
		const found = inputErrorOf(() =>
			build('list', { textBody: 'a', buttonText: 'b', defineSections: 'json', sectionsJson }),
		);
		expect(found.message).toBe('Section 2 needs an object with fields, got text');
	});

	test('rejects a section without a title when there are several', () => {
		const section = [
			{ title: 'A', rows: { row: [row('1')] } },
			{ title: ' ', rows: { row: [row('2')] } },
		];
		const found = inputErrorOf(() => build('list', { ...least.list, sections: { section } }));
		expect([found.field, found.message, found.advice]).toEqual([
			'Title of section 2',
			"'Title' of section 2 is empty",
			'With more than one section each needs a title',
		]);
	});

	test('rejects duplicate IDs, also across sections', () => {
		const section = [
			{ title: 'A', rows: { row: [row('1'), row('Same')] } },
			{ title: 'B', rows: { row: [row('Same')] } },
		];
		const found = inputErrorOf(() => build('list', { ...least.list, sections: { section } }));
		expect(found.message).toBe("'ID' of row 1 of section 2 is the same as that of row 2 of section 1");
		section[1].rows.row[0].id = 'other';
		expect(build('list', { ...least.list, sections: { section } }).body.type).toBe('interactive');
	});

	test('trims spaces around the ID of a row', () => {
		const sent = interactive('list', {
			...least.list,
			sections: { section: [{ rows: { row: [row('A', { id: ' a b ' })] } }] },
		});
		expect(JSON.stringify(sent.action)).toContain('"id":"a b"');
	});
});

describe('URL button', () => {
	test('sends text and URL of a URL button', () => {
		expect(
			interactive('cta_url', {
				...least.cta_url,
				buttonText: 'Größe wählen',
				url: ' https://exämple.com/a b?c=d#e ',
				additionalFields: { footerText: 'f' },
			}),
		).toEqual({
			type: 'cta_url',
			body: { text: 'Look' },
			footer: { text: 'f' },
			action: {
				name: 'cta_url',
				parameters: { display_text: 'Größe wählen', url: 'https://xn--exmple-cua.com/a%20b?c=d#e' },
			},
		});
	});

	test.each([
		['', "'URL' is empty"],
		['example.com', "'URL' is not a valid URL"],
		['https://', "'URL' is not a valid URL"],
		['tel:+441', "'URL' must start with https:// or http://"],
	])('rejects the URL button %j', (url, message) => {
		expect(inputErrorOf(() => build('cta_url', { ...least.cta_url, url })).message).toBe(message);
	});
});

describe('flow', () => {
	const parametersOf = (more: object) =>
		(interactive('flow', { ...least.flow, ...more }).action as { parameters: object }).parameters;

	test('sends a published Flow by ID, with a screen', () => {
		expect(interactive('flow', least.flow)).toEqual({
			type: 'flow',
			body: { text: 'Book' },
			action: {
				name: 'flow',
				parameters: {
					flow_message_version: '3',
					flow_id: '1434689960874242',
					flow_cta: 'Open',
					flow_action: 'navigate',
					flow_action_payload: { screen: 'BOOKING' },
				},
			},
		});
	});

	test('sends a draft Flow by name, with data and token', () => {
		const more = {
			flow: { __rl: true, mode: 'name', value: 'table_booking' },
			flowMode: 'draft',
			flowData: '{"name": "Ada"}',
			additionalFields: { flowToken: 'booking-1' },
		};
		expect(parametersOf(more)).toEqual({
			flow_message_version: '3',
			flow_name: 'table_booking',
			flow_cta: 'Open',
			flow_token: 'booking-1',
			mode: 'draft',
			flow_action: 'navigate',
			flow_action_payload: { screen: 'BOOKING', data: { name: 'Ada' } },
		});
	});

	test.each([
		[{ mode: 'list', value: '77', cachedResultName: 'table_booking - published' }, { flow_id: '77' }],
		[{ mode: 'id', value: 77 }, { flow_id: '77' }],
		[{ mode: 'name', value: ' Book a table ' }, { flow_name: 'Book a table' }],
		[{ mode: 'name', value: '2044' }, { flow_name: '2044' }],
		['77', { flow_id: '77' }],
		[77, { flow_id: '77' }],
		['table_booking', { flow_name: 'table_booking' }],
	])('references the flow %j as %j', (flow, reference) => expect(parametersOf({ flow })).toMatchObject(reference));

	test.each([
		[{ flowScreen: '' }, undefined],
		[{ flowScreen: { mode: 'list', value: 'START' } }, { screen: 'START' }],
		[{ flowScreen: { mode: 'list', value: '' } }, undefined],
		[
			{ flowScreen: '', flowDataInput: 'fields', flowDataFields: { value: { name: 'Ada' } }, flowData: '{"old": 1}' },
			{ data: { name: 'Ada' } },
		],
		[{ flowScreen: ' ', flowData: '{"name": "Ada"}' }, { data: { name: 'Ada' } }],
		[{ flowScreen: undefined, flowData: '{}' }, undefined],
	])('opens a flow without First Screen (%j) with its first entry screen', (more, payload) => {
		expect(parametersOf(more)).toEqual({
			flow_message_version: '3',
			flow_id: '1434689960874242',
			flow_cta: 'Open',
			flow_action: 'navigate',
			...(payload && { flow_action_payload: payload }),
		});
	});

	test('sends no screen or data when the endpoint returns the first screen', () => {
		expect(parametersOf({ flowAction: 'data_exchange', flowScreen: 'OLD', flowData: '{"a": 1}' })).toEqual({
			flow_message_version: '3',
			flow_id: '1434689960874242',
			flow_cta: 'Open',
			flow_action: 'data_exchange',
		});
	});

	test.each(['', '  ', '{}', {}, null, undefined])(
		'omits data of %j, because WhatsApp rejects an empty object',
		(flowData) => {
			expect(parametersOf({ flowData })).toMatchObject({ flow_action_payload: { screen: 'BOOKING' } });
			expect(JSON.stringify(parametersOf({ flowData }))).not.toContain('data"');
		},
	);

	test.each([
		[{ flowData: '[1]' }, "'Opening Data (JSON)' needs a JSON object, got an array"],
		[{ flowData: '{a}' }, "'Opening Data (JSON)' is not valid JSON (look near character 2)"],
		[{ flowData: 5 }, "'Opening Data (JSON)' needs JSON, got a number"],
		[{ flow: '' }, "'Flow' is empty"],
		[{ flow: undefined }, "'Flow' is empty"],
		[{ flow: { mode: 'name', value: ' ' } }, "'Flow' is empty"],
		[{ flow: { mode: 'id', value: 'table_booking' } }, "'Flow' is not an ID"],
		[{ flow: { mode: 'list', value: '1'.repeat(21) } }, "'Flow' is not an ID"],
		[{ flow: ['1'] }, "'Flow' needs text, got an array"],
		[{ flow: 12345678901234567890 }, "'Flow' is a number that cannot be an ID"],
		[{ flowMode: 'old' }, "'Flow Mode' has an unknown value"],
		[{ flowAction: 'go' }, "'Flow Action' has an unknown value"],
		[{ buttonText: '' }, "'Button Text' is empty"],
	])('rejects the flow message %j', (more, message) => {
		expect(inputErrorOf(() => build('flow', { ...least.flow, ...more })).message).toBe(message);
	});

	test('sends a button text of more than 30 characters or with an emoji unchanged', () => {
		const buttonText = `🍕 ${'x'.repeat(30)}`;
		expect(parametersOf({ buttonText })).toMatchObject({ flow_cta: buttonText });
	});
});
