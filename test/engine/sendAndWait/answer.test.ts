import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { openBinaryStore, readStored } from '../harness';
import { sendQuestion, linkOf, PERSON, question, withSecret } from './question';
import { form, openPage, type PageRequest } from './openPage';

/** A time within the last minute, in n8n's date format. */
const respondedAt = {
	asymmetricMatch: (value: unknown) =>
		new Date(String(value)).toISOString() === value && Math.abs(Date.now() - Date.parse(value)) < 60_000,
} as unknown as string;
const folder = mkdtempSync(join(tmpdir(), 'answers-'));

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

/** Sends a question and opens the URL in it. */
async function opened(parameters: INodeParameters, request: PageRequest, input = [{ json: { order: 7 } }]) {
	const { run, bodies } = await sendQuestion(parameters, input);
	const query = Object.fromEntries(linkOf(bodies).searchParams);
	return await openPage(question(parameters), run, { query, ...request });
}

const double: INodeParameters = {
	approvalOptions: { values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' } },
};

describe('approval by link', () => {
	test('shows the question on GET without an answer', async () => {
		const { status, headers, body, items } = await opened({ ...double, message: 'Book <b>Tuesday</b> & go?' }, {});
		expect([status, items]).toEqual([200, undefined]);
		expect(headers).toEqual({
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"sandbox allow-forms allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'x-robots-tag': 'noindex, nofollow',
		});
		expect(body).toContain('<p class="message">Book &lt;b&gt;Tuesday&lt;/b&gt; &amp; go?</p>');
		expect(body).toContain(
			'<button type="submit" name="answer" value="approve">Yes</button>\n<button type="submit" name="answer" value="decline" class="secondary">No</button>',
		);
		expect(body).not.toContain('http');
	});

	test.each(['WhatsApp/2.24.1 A', 'facebookexternalhit/1.1', 'Googlebot', ''])(
		'does not count a visit of a bot (%s) as an answer',
		async (agent) => {
			const { items } = await opened(double, { headers: { 'user-agent': agent } });
			expect(items).toBeUndefined();
		},
	);

	test.each([
		['approve', true],
		['decline', false],
	])('accepts the answer %s', async (answer, approved) => {
		const { status, headers, body, items } = await opened(double, { method: 'POST', body: { answer } });
		expect(items).toEqual([{ json: { data: { approved, respondedAt } } }]);
		expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(body).toContain('Your response has been received. You can close this page.');
	});

	test.each([{ answer: 'decline' }, { answer: 'maybe' }, { answer: ['approve'] }, {}, { approved: 'true' }])(
		'rejects %j, which the page did not offer',
		async (body) => {
			const { status, items } = await opened({}, { method: 'POST', body });
			expect([status, items]).toEqual([422, undefined]);
		},
	);
});

test('returns the value of a choice tapped in the chat', async () => {
	const parameters: INodeParameters = {
		responseType: 'choice',
		choices: { choice: [{ label: 'Red', value: 'r' }, { label: 'Blue' }] },
	};
	const page = await opened(parameters, {});
	expect(page.body).toContain('<button type="submit" name="answer" value="1" class="secondary">Blue</button>');
	expect((await opened(parameters, { method: 'POST', body: { answer: '0' } })).items).toEqual([
		{ json: { data: { choice: 'r', respondedAt } } },
	]);
	expect((await opened(parameters, { method: 'POST', body: { answer: '1' } })).items).toEqual([
		{ json: { data: { choice: 'Blue', respondedAt } } },
	]);
});

test('shows a form with one field for free text, and returns the text', async () => {
	const parameters: INodeParameters = {
		responseType: 'freeText',
		options: { responseFormTitle: 'Your view', responseFormButtonLabel: 'Send it' },
	};
	const page = await opened(parameters, {});
	expect(page.body).toContain('<h1>Your view</h1>');
	expect(page.body).toContain('<button type="submit">Send it</button>');
	expect((await opened(parameters, form({ 'field-0': 'First\r\nSecond ' }))).items).toEqual([
		{ json: { data: { text: 'First\nSecond ', respondedAt } } },
	]);
	const nothing = await opened(parameters, form({ 'field-0': '  ' }));
	expect([nothing.status, nothing.items]).toEqual([422, undefined]);
	expect(nothing.body).toContain('Please fill in this field.');
});

describe('a custom form', () => {
	const values: IDataObject[] = [
		{ fieldLabel: 'Name', fieldType: 'text', requiredField: true, placeholder: 'Ada' },
		{ fieldLabel: 'Age', fieldType: 'number' },
		{ fieldLabel: 'Mail', fieldType: 'email' },
		{ fieldLabel: 'Day', fieldType: 'date' },
		{
			fieldLabel: 'Size',
			fieldType: 'dropdown',
			fieldOptions: { values: [{ option: 'S' }, { option: 'L' }] },
			defaultValue: 'L',
		},
		{
			fieldLabel: 'Extras',
			fieldType: 'checkbox',
			fieldOptions: { values: [{ option: 'a, b' }, { option: 'c' }] },
			limitSelection: 'range',
			minSelections: 1,
			maxSelections: 1,
		},
		{ fieldLabel: 'Way', fieldType: 'radio', fieldOptions: { values: [{ option: 'Post' }, { option: 'Courier' }] } },
		{ fieldLabel: 'Secret', fieldType: 'password' },
		{ fieldLabel: 'Note', fieldType: 'textarea' },
		{ fieldType: 'html', html: '<p onclick="x()">For {{ $json.order }}</p><script>x()</script>', elementName: 'terms' },
		{ fieldType: 'hiddenField', fieldName: 'source', fieldValue: '={{ $json.order }}' },
		{ fieldLabel: 'Photo of it', fieldType: 'file', multipleFiles: true, acceptFileTypes: '.png' },
	];
	const parameters = { responseType: 'customForm', formFields: { values } } as unknown as INodeParameters;
	const filled = {
		'field-0': ' Ada ',
		'field-1': '36.5',
		'field-2': ' ada@example.com ',
		'field-3': '2030-02-28',
		'field-4': 'S',
		'field-5': 'a, b',
		'field-6': 'Courier',
		'field-7': 'x y ',
		'field-8': 'Two\r\nlines',
		'field-9': 'forged',
		'field-10': 'forged',
		respondedAt: 'forged',
	};
	const answers = {
		Name: 'Ada',
		Age: 36.5,
		Mail: 'ada@example.com',
		Day: '2030-02-28',
		Size: 'S',
		Extras: ['a, b'],
		Way: 'Courier',
		Secret: 'x y ',
		Note: 'Two\nlines',
		terms: '<p onclick="x()">For 7</p><script>x()</script>',
		source: 7,
	};

	test('shows all kinds of form fields', async () => {
		const { body, headers } = await opened(parameters, {});
		const html = String(body);
		expect(html).toContain('<form method="post" enctype="multipart/form-data">');
		expect(html).toContain(
			'<label class="name" for="field-0">Name<span class="required" aria-hidden="true"> *</span></label><input type="text" id="field-0" name="field-0" required placeholder="Ada">',
		);
		expect(html).toContain('<input type="number" id="field-1" name="field-1" step="any">');
		expect(html).toContain('<input type="date" id="field-3" name="field-3">');
		expect(html).toContain('<option value="L" selected>L</option>');
		expect(html).toContain('<input type="checkbox" name="field-5" value="a, b">');
		expect(html).toContain('<input type="radio" name="field-6" value="Courier">');
		expect(html).toContain('<input type="file" id="field-11" name="field-11" multiple accept=".png">');
		expect(html).toContain('<div class="html"><p>For 7</p></div>');
		expect(html).not.toContain('field-10');
		expect(html.match(/<script>/g)).toHaveLength(1);
		expect(headers['content-security-policy']).toMatch(
			/allow-scripts; default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; script-src 'sha256-/,
		);
	});

	describe('expression values in custom HTML', () => {
		const evil = `<img src="https://x.example/a">&<b>"'`;
		const shown = '&lt;img src=&quot;https://x.example/a&quot;&gt;&amp;&lt;b&gt;&quot;&#39;';
		const input = [{ json: { order: 7, name: evil, form: [{ fieldType: 'html', html: evil }] } }];
		const listed = (html: string): INodeParameters => ({ formFields: { values: [{ fieldType: 'html', html }] } });
		const json = (jsonOutput: string): INodeParameters => ({ defineForm: 'json', jsonOutput });
		const htmlOf = async (own: INodeParameters, options: INodeParameters = {}): Promise<string> => {
			const { body } = await opened({ responseType: 'customForm', ...own, options }, {}, input);
			return /<div class="html">(.*)<\/div>/.exec(String(body))?.[1] ?? String(body);
		};

		test.each<[string, INodeParameters, string]>([
			['in HTML text', listed('<p>{{ $json.name }}</p>'), `<p>${shown}</p>`],
			['as the only content', listed('{{ $json.name }}'), shown],
			[
				'in an attribute',
				listed('<img src="https://y.example/{{ $json.order }}" alt="{{ $json.name }}">'),
				`<img src="https://y.example/7" alt="${shown}">`,
			],
			['in HTML that is an expression', listed('=<p>{{ $json.name }}</p>'), `<p>${shown}</p>`],
			['converted to HTML by the expression', listed('={{ "<p>" + $json.order + "</p>" }}'), '&lt;p&gt;7&lt;/p&gt;'],
			['JSON without expressions', json(`[{ "fieldType": "html", "html": "<p>{{ x }}</p>" }]`), '<p>{{ x }}</p>'],
			[
				'inside JSON',
				json(`=[{ "fieldType": "html", "html": "<p>{{ $json.order }} {{ $json.name.slice(0, 4) }}</p>" }]`),
				'<p>7 &lt;img</p>',
			],
			[
				'inside JSON, escaped for JSON',
				json(`=[{ "fieldType": "html", "html": "<p>{{ JSON.stringify($json.name).slice(1, -1) }}</p>" }]`),
				`<p>${shown}</p>`,
			],
			['as a value in JSON', json(`=[{ "fieldType": "html", "html": {{ JSON.stringify($json.name) }} }]`), shown],
			['as markup in JSON', json(`=[{ "fieldType": "html", "html": "<p>{{ '\\u003cb>' }}</p>" }]`), '<p>&lt;b&gt;</p>'],
			[
				'beside other values in JSON',
				json(`=[{ "fieldType": "html", "html": "<p>{{ $json.order }}</p>", "x": {{ JSON.stringify($json.form) }} }]`),
				'<p>7</p>',
			],
			['as a list in JSON', json('={{ JSON.stringify($json.form) }}'), shown],
			['as a list', json('={{ $json.form }}'), shown],
			[
				'as elements added to JSON',
				json(`=[{ "fieldType": "html", "html": "<p>{{ '"}, {"fieldType": "html", "html": "<b>x</b>' }}</p>" }]`),
				'&lt;p&gt;',
			],
		])('escapes expression values in custom HTML: %s', async (_what, own, expected) => {
			expect(await htmlOf(own)).toBe(expected);
		});

		test.each<[string, INodeParameters]>([
			['in HTML text', listed('<p>{{ $json.name }}</p>')],
			[
				'inside JSON',
				json(`=[{ "fieldType": "html", "html": "<p>{{ JSON.stringify($json.name).slice(1, -1) }}</p>" }]`),
			],
		])("keeps sanitized markup of expressions with 'Allow HTML From Expressions': %s", async (_what, own) => {
			expect(await htmlOf(own, { allowHtmlFromExpressions: true })).toBe(
				`<p><img src="https://x.example/a">&amp;<b>&quot;&#39;</b></p>`,
			);
		});

		test('rejects more than 100,000 characters of HTML before anything is sent', async () => {
			const values = [
				{ fieldType: 'html', html: 'x'.repeat(60_000) },
				{ fieldType: 'html', html: 'y'.repeat(40_001) },
			];
			const { error, bodies } = await sendQuestion({ responseType: 'customForm', formFields: { values } });
			expect([error?.message, bodies]).toEqual([
				"'HTML' of element 2 of 'Form Elements' makes the HTML of this form 100,001 characters long; 100,000 are allowed [item 0]",
				[],
			]);
			const fits = [values[0], { fieldType: 'html', html: 'y'.repeat(40_000) }];
			expect((await sendQuestion({ responseType: 'customForm', formFields: { values: fits } })).bodies).toHaveLength(1);
		});
	});

	test('returns each value in its type, and files as binary data', async () => {
		const path = join(folder, 'upload-1');
		writeFileSync(path, 'png bytes');
		const file = { filepath: path, originalFilename: 'it.PNG', newFilename: 'n', mimetype: 'image/png', size: 9 };
		const { items } = await opened(parameters, form(filled, { 'field-11': file }));
		const [{ json, binary }] = items!;
		expect(json).toEqual({
			data: { ...answers, 'Photo of it': [{ filename: 'it.PNG', mimetype: 'image/png', size: 9 }], respondedAt },
		});
		expect(Object.keys(binary!)).toEqual(['Photo_of_it']);
		expect(binary!.Photo_of_it).toMatchObject({ fileName: 'it.PNG', mimeType: 'image/png' });
		expect((await readStored(binary!.Photo_of_it)).toString()).toBe('png bytes');
	});

	test('numbers the binary fields of several files', async () => {
		const files = ['a.png', 'b.png'].map((originalFilename, index) => {
			const filepath = join(folder, `several-${index}`);
			writeFileSync(filepath, originalFilename);
			return { filepath, originalFilename, mimetype: 'image/png', size: 5 };
		});
		const { items } = await opened(parameters, form(filled, { 'field-11': files }));
		expect(Object.keys(items![0].binary!)).toEqual(['Photo_of_it_0', 'Photo_of_it_1']);
		expect((await readStored(items![0].binary!.Photo_of_it_1)).toString()).toBe('b.png');
	});

	test('returns empty values for optional fields that are left empty', async () => {
		const blank = { filepath: '/nowhere', originalFilename: '', mimetype: 'application/octet-stream', size: 0 };
		const { items } = await opened(
			parameters,
			form(
				{ 'field-0': 'Ada', 'field-1': '', 'field-2': '', 'field-3': '', 'field-4': '', 'field-7': '', 'field-8': '' },
				{ 'field-11': blank },
			),
		);
		expect(items).toEqual([
			{
				json: {
					data: {
						Name: 'Ada',
						Age: null,
						Mail: '',
						Day: '',
						Size: '',
						Extras: [],
						Way: null,
						Secret: '',
						Note: '',
						terms: answers.terms,
						source: 7,
						'Photo of it': null,
						respondedAt,
					},
				},
			},
		]);
	});

	test('shows an error beside each invalid field, and keeps the other values', async () => {
		const large = { filepath: '/nowhere', originalFilename: 'a.exe', mimetype: 'application/octet-stream', size: 5 };
		const wrong = {
			...filled,
			'field-0': '',
			'field-1': 'ten',
			'field-2': 'ada',
			'field-3': '2030-02-30',
			'field-4': 'XL',
			'field-5': ['a, b', 'c'],
			'field-6': 'Pigeon',
		};
		const { status, body, items } = await opened(parameters, form(wrong, { 'field-11': large }));
		expect([status, items]).toEqual([422, undefined]);
		const html = String(body);
		expect(html).toContain('Your response was not sent. Please correct the 8 marked fields.');
		const messages = Object.fromEntries(
			[...html.matchAll(/id="(field-\d+)-wrong">([^<]*)</g)].map(([, id, text]) => [id, text]),
		);
		expect(messages).toEqual({
			'field-0': 'Please fill in this field.',
			'field-1': 'Please enter a number.',
			'field-2': 'Please enter an email address, such as name@example.com.',
			'field-3': 'Please enter a date, such as 2030-01-31.',
			'field-4': 'Please select an option from the list.',
			'field-5': 'Please select exactly 1 option.',
			'field-6': 'Please select an option from the list.',
			'field-11': '“a.exe” has an unsupported file type. Supported: .png',
		});
		expect(html).toContain('value="ada"');
		expect(html).toContain('>\nTwo\r\nlines</textarea>');
		expect(html).not.toContain('x y');
	});

	test('rejects a body that is not a form and contains the path of a server file', async () => {
		const secret = { filepath: '/etc/hostname', originalFilename: 'x.png', mimetype: 'image/png', size: 9 };
		const { status, items } = await opened(parameters, {
			method: 'POST',
			contentType: 'application/json',
			body: { data: filled, files: { 'field-11': secret } },
		});
		expect([status, items]).toEqual([400, undefined]);
		expect(existsSync('/etc/hostname')).toBe(true);
	});

	test.each([
		['no boundary', 'multipart/form-data', 'multipart/form-data'],
		['an empty boundary', 'multipart/form-data', 'multipart/form-data; boundary=""'],
		['a boundary that is too long', 'multipart/form-data', `multipart/form-data; boundary=${'x'.repeat(71)}`],
		['another type with the same beginning', 'multipart/form-database', 'multipart/form-database; boundary=x'],
		['another type that contains it', 'text/plain', 'text/plain; a="multipart/form-data; boundary=x"'],
		['two types', 'multipart/form-data', 'multipart/form-data; boundary=x, text/plain; x'],
		['a header that n8n cannot read', undefined, 'multipart/form-data; boundary=x'],
		['no content type', 'multipart/form-data', undefined],
	])('rejects a body with %s, and keeps the question open', async (_what, contentType, header) => {
		const { run, bodies } = await sendQuestion(parameters);
		const query = Object.fromEntries(linkOf(bodies).searchParams);
		const request = { ...form(filled), query, executionId: `multipart-${_what}` };
		const odd = await openPage(question(parameters), run, {
			...request,
			contentType,
			headers: header === undefined ? {} : { 'content-type': header },
		});
		expect([odd.status, odd.items]).toEqual([400, undefined]);
		expect((await openPage(question(parameters), run, request)).items).toHaveLength(1);
	});

	test.each(['multipart/form-data;boundary=x', 'Multipart/Form-Data; charset=utf-8; Boundary="x y"'])(
		'accepts a body of type %s',
		async (header) => {
			const { items } = await opened(parameters, { ...form(filled), headers: { 'content-type': header } });
			expect(items?.[0].json.data).toMatchObject({ Name: 'Ada' });
		},
	);

	test('compares the media type of an upload without its parameters', async () => {
		const path = join(folder, 'upload-typed');
		writeFileSync(path, 'png bytes');
		const file = { filepath: path, originalFilename: 'it', mimetype: 'Image/PNG; charset=x', size: 9 };
		const typed = {
			...parameters,
			formFields: { values: [{ fieldLabel: 'Photo', fieldType: 'file', acceptFileTypes: 'image/png' }] },
		};
		expect((await opened(typed, form({}, { 'field-0': file }))).items).toHaveLength(1);
	});

	test('asks to submit a form again that n8n could not read completely', async () => {
		const { status, items, body } = await opened(parameters, {
			method: 'POST',
			contentType: 'multipart/form-data',
			body: { data: undefined, files: undefined },
		});
		expect([status, items]).toEqual([400, undefined]);
		expect(body).toContain('Please go back and try again.');
	});

	test('builds a form from JSON with objects from expressions', async () => {
		const json: INodeParameters = {
			responseType: 'customForm',
			defineForm: 'json',
			jsonOutput:
				'=[{ fieldLabel: "Pick", fieldType: "dropdown", fieldOptions: {{ $json.options }} }, { fieldLabel: "Day", fieldType: "date", formatDate: "dd.MM.yyyy" }]',
		};
		const input = [{ json: { order: 7, options: [{ option: '$& 1' }, { option: '2' }] } }];
		const { items } = await opened(json, form({ 'field-0': '$& 1', 'field-1': '2030-02-28' }), input);
		expect(items).toEqual([{ json: { data: { Pick: '$& 1', Day: '28.02.2030', respondedAt } } }]);
	});
});

describe('a tap on a button in the chat', () => {
	const parameters: INodeParameters = { ...double, answerBy: 'buttons' };
	const tap = (
		run: IRun,
		answer: string,
		from: string | undefined,
		more: Partial<PageRequest> = {},
		extra: INodeParameters = {},
	) =>
		openPage(question({ ...parameters, ...extra }), run, {
			method: 'POST',
			query: { answer, run: '0' },
			body: { message: { ...(from && { from }), from_user_id: 'DE.1', type: 'interactive' } },
			...more,
		});

	test.each([
		['approve', true],
		['decline', false],
	])('resumes with the answer %s', async (answer, approved) => {
		const { run } = await sendQuestion(parameters);
		expect(await tap(run, answer, PERSON)).toEqual({
			status: 200,
			headers: {},
			body: { result: 'resumed' },
			items: [{ json: { data: { approved, respondedAt } } }],
		});
	});

	test('returns the value of a choice', async () => {
		const choices: INodeParameters = {
			responseType: 'choice',
			choices: { choice: [{ label: 'Red', value: 'r' }, { label: 'Blue' }] },
		};
		const { run } = await sendQuestion({ ...parameters, ...choices });
		expect((await tap(run, '0', PERSON, {}, choices)).items).toEqual([
			{ json: { data: { choice: 'r', respondedAt } } },
		]);
		expect(await tap(run, '2', PERSON, {}, choices)).toMatchObject({
			status: 410,
			body: { result: 'outdated' },
			items: undefined,
		});
	});

	test('rejects a tap from another sender', async () => {
		const { run } = await sendQuestion(parameters);
		expect(await tap(run, 'approve', '4915199999999')).toMatchObject({
			status: 403,
			body: { result: 'senderMismatch' },
			items: undefined,
		});
		expect((await tap(run, 'approve', undefined)).items).toHaveLength(1);
	});

	test.each([
		['5511987654321', 200],
		['551187654321', 200],
		['5511987654322', 403],
	])('compares %s with a recipient of Default Country: HTTP %i', async (from, status) => {
		const asked: INodeParameters = {
			...parameters,
			recipientPhoneNumber: '(11) 98765-4321',
			options: { defaultCountry: { __rl: true, mode: 'list', value: 'BR' } },
		};
		const { run, bodies } = await sendQuestion(asked);
		expect(bodies[0].to).toBe('+5511987654321');
		expect((await tap(run, 'approve', from, {}, asked)).status).toBe(status);
	});

	test.each([{ type: 'interactive' }, { from: '' }, { from: 4915123456789 }, { from: 'Ada', from_user_id: '' }])(
		'rejects a tap from a sender without an ID (%j), for any recipient',
		async (message) => {
			const group: INodeParameters = { recipientType: 'group', recipientGroupId: 'g' };
			const { run } = await sendQuestion(parameters);
			for (const extra of [{}, group])
				expect(await tap(run, 'approve', undefined, { body: { message } }, extra)).toMatchObject({
					status: 403,
					body: { result: 'senderMismatch' },
					items: undefined,
				});
		},
	);

	test('ignores a tap URL opened in a browser', async () => {
		const { run } = await sendQuestion(parameters);
		expect(await tap(run, 'approve', PERSON, { method: 'GET', body: {} })).toMatchObject({
			status: 405,
			items: undefined,
		});
		expect(await tap(run, 'approve', PERSON, { body: {} })).toMatchObject({ status: 405, items: undefined });
	});
});

test('returns the next message as text and as the complete object', async () => {
	const parameters: INodeParameters = { responseType: 'freeText', answerBy: 'nextMessage' };
	const { run } = await sendQuestion(parameters, undefined, { credential: withSecret });
	const answer = async (message: IDataObject) =>
		(
			await openPage(question(parameters), run, {
				method: 'POST',
				query: { answer: 'message', run: '0' },
				body: { message },
			})
		).items?.[0].json;
	const text = { from: PERSON, id: 'wamid.1', type: 'text', text: { body: 'Yes!' } };
	expect(await answer(text)).toEqual({ data: { text: 'Yes!', message: text, respondedAt } });
	const image = { from: PERSON, id: 'wamid.2', type: 'image', image: { id: '77', caption: 'this one' } };
	expect(await answer(image)).toEqual({ data: { text: 'this one', message: image, respondedAt } });
	const location = { from: PERSON, id: 'wamid.3', type: 'location', location: { latitude: 1, longitude: 2 } };
	expect(await answer(location)).toEqual({ data: { text: '', message: location, respondedAt } });
});

test('rejects a next message without a sender', async () => {
	const parameters: INodeParameters = { responseType: 'freeText', answerBy: 'nextMessage' };
	const { run } = await sendQuestion(parameters, undefined, { credential: withSecret });
	const visited = await openPage(question(parameters), run, {
		method: 'POST',
		query: { answer: 'message', run: '0' },
		body: { message: { id: 'wamid.1', type: 'text', text: { body: 'Yes!' } } },
	});
	expect([visited.status, visited.body, visited.items]).toEqual([403, { result: 'senderMismatch' }, undefined]);
});

describe('a question of an earlier run of the same step', () => {
	const later = (run: IRun): IRun => {
		const { data } = JSON.parse(JSON.stringify(run)) as IRun;
		const context = data.executionData!.contextData['node:WhatsApp {x}'] as IDataObject;
		expect(context.askedInRun).toBe('0');
		context.askedInRun = '1';
		return { ...run, data };
	};
	const node = { name: 'WhatsApp {x}' };

	test('rejects a response by the old link or button', async () => {
		const { run } = await sendQuestion(double, [{ json: {} }], { node });
		const query = { run: '0' };
		expect(await openPage(question(double), later(run), { query }, node)).toMatchObject({
			status: 410,
			items: undefined,
		});
		expect(
			await openPage(question(double), later(run), { query, method: 'POST', body: { answer: 'approve' } }, node),
		).toMatchObject({ status: 410, items: undefined });
		const tap = {
			query: { ...query, answer: 'approve' },
			method: 'POST' as const,
			body: { message: { from: PERSON } },
		};
		expect(await openPage(question(double), later(run), tap, node)).toMatchObject({
			status: 410,
			body: { result: 'outdated' },
			items: undefined,
		});
	});

	test('accepts the response to the new question', async () => {
		const { run } = await sendQuestion(double, [{ json: {} }], { node });
		const { items } = await openPage(
			question(double),
			later(run),
			{ query: { run: '1' }, method: 'POST', body: { answer: 'approve' } },
			node,
		);
		expect(items).toHaveLength(1);
	});
});

test('shows an error and keeps waiting when a question can no longer be displayed', async () => {
	const parameters: INodeParameters = {
		responseType: 'customForm',
		defineForm: 'json',
		jsonOutput: '[{ "fieldLabel": "Name" }]',
	};
	const { run } = await sendQuestion(parameters);
	const { status, body, items } = await openPage(question({ ...parameters, jsonOutput: '[' }), run, {
		query: { run: '0' },
	});
	expect([status, items]).toEqual([500, undefined]);
	expect(body).toContain('This question cannot be shown at the moment.');
});

describe('concurrent answers', () => {
	let executions = 100;

	/** Sends a question and returns a function that opens its URL, for any number of visits. */
	async function askOnce(parameters: INodeParameters) {
		const { run, bodies } = await sendQuestion(parameters, [{ json: { order: 7 } }]);
		const query = Object.fromEntries(linkOf(bodies).searchParams);
		const executionId = String(executions++);
		return async (request: PageRequest) =>
			await openPage(question(parameters), run, { query, executionId, ...request });
	}
	const approve: PageRequest = { method: 'POST', body: { answer: 'approve' } };
	const decline: PageRequest = { method: 'POST', body: { answer: 'decline' } };

	test('accepts the first of ten POSTs to one link, and shows an error page to the others', async () => {
		const open = await askOnce(double);
		const all = await Promise.all(
			Array.from({ length: 10 }, async (_unused, index) => await open(index % 2 === 0 ? approve : decline)),
		);
		expect(all.filter(({ items }) => items !== undefined).map(({ items }) => items?.[0].json.data)).toEqual([
			{ approved: true, respondedAt },
		]);
		for (const { status, body, headers } of all.slice(1)) {
			expect([status, headers['content-type']]).toEqual([409, 'text/html; charset=utf-8']);
			expect(body).toContain('<h1>Already answered</h1>');
		}
	});

	test('accepts the first form while its files are still being stored', async () => {
		const open = await askOnce({ responseType: 'freeText' });
		const all = await Promise.all(['one', 'two', 'three'].map(async (text) => await open(form({ 'field-0': text }))));
		expect(all.map(({ items }) => items?.[0].json.data)).toEqual([{ text: 'one', respondedAt }, undefined, undefined]);
	});

	test('accepts the next answer when n8n could not resume the execution', async () => {
		const open = await askOnce(double);
		const first = await open(approve);
		first.finish(500);
		expect((await open(decline)).items).toEqual([{ json: { data: { approved: false, respondedAt } } }]);
	});

	test('rejects the next answer when n8n has resumed the execution', async () => {
		const open = await askOnce(double);
		const first = await open(approve);
		first.finish(200);
		expect((await open(decline)).items).toBeUndefined();
	});

	test('does not lock the question on an invalid answer', async () => {
		const open = await askOnce(double);
		expect((await open({ method: 'POST', body: { answer: 'maybe' } })).status).toBe(422);
		expect((await open(approve)).items).toHaveLength(1);
	});

	test('does not block other executions of the node', async () => {
		const [one, other] = [await askOnce(double), await askOnce(double)];
		expect([(await one(approve)).items, (await other(decline)).items].map((items) => items?.length)).toEqual([1, 1]);
	});
});
