import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readStored } from '../harness';
import { sendQuestion, linkOf, question } from './question';
import { form, openPage } from './openPage';
import { respondedAt, openQuestion } from './openQuestion';

const folder = mkdtempSync(join(tmpdir(), 'answers-'));

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
		const { body, headers } = await openQuestion(parameters, {});
		const html = String(body);
		expect(html).toContain('<form method="post" enctype="multipart/form-data">');
		expect(html).toContain(
			'<label class="name" for="field-0"><bdi>Name</bdi><span class="required" aria-hidden="true"> *</span></label><input type="text" id="field-0" name="field-0" required dir="auto" placeholder="Ada">',
		);
		expect(html).toContain('<input type="number" id="field-1" name="field-1" step="any">');
		expect(html).toContain('<input type="date" id="field-3" name="field-3">');
		expect(html).toContain('<option value="L" selected>L</option>');
		expect(html).toContain('<input type="checkbox" name="field-5" value="a, b">');
		expect(html).toContain('<input type="radio" name="field-6" value="Courier">');
		expect(html).toContain('<input type="file" id="field-11" name="field-11" multiple accept=".png">');
		expect(html).toContain('<div class="html" dir="auto"><p>For 7</p></div>');
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
			const { body } = await openQuestion({ responseType: 'customForm', ...own, options }, {}, input);
			return /<div class="html" dir="auto">(.*)<\/div>/.exec(String(body))?.[1] ?? String(body);
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
				"'HTML' of element 2 of 'Form Elements' makes the HTML of this form 100,001 characters long; 100,000 are allowed",
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
		const { items } = await openQuestion(parameters, form(filled, { 'field-11': file }));
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
		const { items } = await openQuestion(parameters, form(filled, { 'field-11': files }));
		expect(Object.keys(items![0].binary!)).toEqual(['Photo_of_it_0', 'Photo_of_it_1']);
		expect((await readStored(items![0].binary!.Photo_of_it_1)).toString()).toBe('b.png');
	});

	test('returns empty values for optional fields that are left empty', async () => {
		const blank = { filepath: '/nowhere', originalFilename: '', mimetype: 'application/octet-stream', size: 0 };
		const { items } = await openQuestion(
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
		const { status, body, items } = await openQuestion(parameters, form(wrong, { 'field-11': large }));
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
		const { status, items } = await openQuestion(parameters, {
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
			const { items } = await openQuestion(parameters, { ...form(filled), headers: { 'content-type': header } });
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
		expect((await openQuestion(typed, form({}, { 'field-0': file }))).items).toHaveLength(1);
	});

	test('asks to submit a form again that n8n could not read completely', async () => {
		const { status, items, body } = await openQuestion(parameters, {
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
		const { items } = await openQuestion(json, form({ 'field-0': '$& 1', 'field-1': '2030-02-28' }), input);
		expect(items).toEqual([{ json: { data: { Pick: '$& 1', Day: '28.02.2030', respondedAt } } }]);
	});
});
