import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { metaError } from '../fixtures';
import { GRAPH, runNode, WABA } from '../harness';
import { AUTH, mockedNetwork, expectCreation, PATH, errorOf, run } from './support';
import { minimalTemplate, BODY } from './minimalTemplate';

mockedNetwork();

test.each<[string, INodeParameters, string]>([
	['invalid name', { templateName: 'Spring Sale' }, "'Template Name' contains 'S'"],
	['unknown language', { language: 'Klingon' }, "'Language' is not a language code: Klingon"],
	['unknown category', { category: '={{ "NEWS" }}' }, "'Category' has an unknown value"],
	['missing body', { bodyText: '' }, "'Body' is empty"],
	[
		'body over the maximum length',
		{ bodyText: 'a'.repeat(1025) },
		"'Body' has 1,025 characters, WhatsApp allows 1,024",
	],
	['missing example', { bodyText: 'Hi {{1}}!' }, "'Body' has no example for {{1}}"],
	[
		'example without a variable',
		{ bodyExamples: { example: [{ variable: '2', text: 'x' }] } },
		"'Variable Examples' name {{2}}, which 'Body' does not have",
	],
	['empty handle', { headerFormat: 'IMAGE', headerExampleFrom: 'handle' }, "'File Handle' is empty"],
	[
		'link as handle',
		{ headerFormat: 'IMAGE', headerExampleFrom: 'handle', headerHandle: 'https://x.y' },
		"'Header Example' is a link, WhatsApp accepts only uploaded files",
	],
	['missing file', { headerFormat: 'IMAGE' }, "The item has no file to use for 'Input Data Field Name'"],
	[
		'local phone number',
		{ buttons: { button: [{ type: 'PHONE_NUMBER', text: 'Call', phoneNumber: '0151 1234567' }] } },
		"'Phone Number' of button 1 starts with 0, so the country code is missing",
	],
	[
		'two contradictory options',
		{ additionalFields: { creativeOptIn: ['image_banner'], creativeOptOut: ['image_banner'] } },
		"'Creative Features to Enable' and 'Creative Features to Disable' both name image_banner",
	],
	[
		'invalid lifetime',
		{ additionalFields: { timeToLive: 60 } },
		"'Time to Live (Seconds)' is 60, WhatsApp allows 43,200 to 2,592,000 for marketing templates",
	],
	[
		'property that a field gives',
		{ additionalFields: { moreProperties: '{"category": "UTILITY"}' } },
		"'More Properties (JSON)' has 'category', which the other fields give",
	],
	['invalid app ID', { additionalFields: { appId: 'mine' } }, "'App ID' is not an ID"],
	[
		'malformed JSON',
		{ defineComponents: 'json', componentsJson: '[{' },
		"'Components (JSON)' is not valid JSON (look near character 3)",
	],
	[
		'components that are not a list',
		{ defineComponents: 'json', componentsJson: '{"type": "BODY"}' },
		"'Components (JSON)' needs a list of components, got an object",
	],
	[
		'rule violation in JSON',
		{ defineComponents: 'json', componentsJson: '[{"type": "BODY", "text": "{{1}} is here"}]' },
		"'Body' of 'Components (JSON)' begins with a variable",
	],
	[
		'JSON without components',
		{ defineComponents: 'json', componentsJson: '[]' },
		"'Body' of 'Components (JSON)' is empty",
	],
])('rejects a template before anything is sent: %s', async (_name, parameters, message) => {
	expect(await errorOf('create', { ...minimalTemplate, ...parameters })).toBe(message);
});

test('rejects a credential without a business account ID', async () => {
	const data = {
		accessToken: 'test-access-token-0123456789',
		businessAccountId: ' ',
		apiVersion: 'v25.0',
		appSecret: '',
		baseUrl: GRAPH,
	};
	const { error } = await runNode({
		parameters: { resource: 'template', operation: 'create', ...minimalTemplate },
		credential: data,
	});
	expect(error.message).toBe("'WhatsApp Business Account ID' is empty");
});

test("returns Meta's user-facing error message", async () => {
	nock(GRAPH, AUTH)
		.post(PATH)
		.reply(400, {
			error: {
				message: 'Invalid parameter',
				type: 'OAuthException',
				code: 100,
				error_subcode: 2388099,
				error_user_title: 'Message template cannot be created',
				error_user_msg: 'This name is reserved for sample templates.',
				fbtrace_id: 'TRACE7',
			},
		});
	const { error } = await run('create', minimalTemplate);
	expect(error.message).toBe('Message template cannot be created');
	expect(error.description).toContain('This name is reserved for sample templates.');
	expect(error.description).toContain('Meta code 100, subcode 2388099, HTTP 400, trace ID TRACE7');
});

test('adds its own advice for a known error subcode', async () => {
	nock(GRAPH, AUTH)
		.post(PATH)
		.reply(400, {
			error: {
				...(metaError(100, 'Invalid parameter').error as object),
				error_subcode: 2388024,
				error_user_title: 'Exists',
				error_user_msg: 'There is already English content for this template.',
			},
		});
	const { error } = await run('create', minimalTemplate);
	expect(error.message).toBe('A template of this name and language exists already');
	expect(error.description).toContain('There is already English content for this template.');
});

test('shows the creation request and sends nothing in a dry run', async () => {
	const { output } = await run('create', { ...minimalTemplate, options: { dryRun: true } });
	expect(output?.[0].json).toEqual({
		dryRun: true,
		requests: [
			{
				method: 'POST',
				url: `${GRAPH}${PATH}`,
				body: { name: 'spring_sale', language: 'en_US', category: 'MARKETING', components: [BODY] },
			},
		],
	});
	expect(PATH).toContain(WABA);
});

test('Retry On Fail does not create a template again', async () => {
	const names: unknown[] = [];
	nock(GRAPH)
		.post(PATH, ({ name }: IDataObject) => name === 'a' && names.push(name) > 0)
		.reply(200, { id: '1', status: 'PENDING', category: 'MARKETING' });
	nock(GRAPH)
		.post(PATH, ({ name }: IDataObject) => name === 'b')
		.reply(400, metaError(100, 'No'));
	nock(GRAPH)
		.post(PATH, ({ name }: IDataObject) => name === 'b')
		.reply(200, { id: '2', status: 'PENDING', category: 'MARKETING' });
	const { output } = await runNode({
		parameters: {
			resource: 'template',
			operation: 'create',
			...minimalTemplate,
			templateName: '={{ $json.name }}',
			network: { parallel: 1 },
		},
		input: [{ json: { name: 'a' } }, { json: { name: 'b' } }],
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(names).toEqual(['a']);
	expect(output?.map(({ json }) => json.id)).toEqual(['1', '2']);
});

test('creates a template with a discouraged footer variable, and shows a warning', async () => {
	const sent = expectCreation();
	const { run: ended, output } = await run('create', {
		...minimalTemplate,
		bodyText: 'Hello there',
		footerText: 'Valid until {{1}}',
		additionalFields: {},
	});
	expect(sent().components).toEqual([
		{ type: 'BODY', text: 'Hello there' },
		{ type: 'FOOTER', text: 'Valid until {{1}}' },
	]);
	expect(output).toHaveLength(1);
	const { hints } = ended.data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: Array<{ message: string }> };
	expect(hints.map(({ message }) => message)).toEqual([
		"'Footer' has a variable. Put the variable into the body: Meta's pages disagree about variables in footers, and none says how a message fills them in.",
	]);
});
