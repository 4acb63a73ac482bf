import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { GRAPH, openBinaryStore } from '../harness';
import {
	AUTH,
	mockedNetwork,
	errorRow,
	expectPost,
	FLOW,
	flowJson,
	FLOWS,
	json,
	metaError,
	NODE,
	picked,
	errorOf,
	run,
} from './support';
import { flowJsonText, flowJsonItem } from './flowJsonFile';

mockedNetwork();
beforeAll(async () => await openBinaryStore());
const base: INodeParameters = {
	flowName: 'table_booking',
	categories: ['APPOINTMENT_BOOKING'],
	startFrom: 'json',
	flowJson: flowJsonText,
};

describe('Create', () => {
	const response = { id: FLOW, success: true, validation_errors: [] };

	test('creates a flow from Flow JSON with an endpoint, and publishes it', async () => {
		const body = expectPost(FLOWS, response);
		const parameters = {
			...base,
			publish: true,
			additionalFields: { endpointUri: ' https://n8n.example.com/webhook/1f3c/flow ' },
		};
		expect(await json('create', parameters)).toEqual([{ id: FLOW, success: true, valid: true, validationErrors: [] }]);
		expect(body()).toEqual({
			name: 'table_booking',
			categories: ['APPOINTMENT_BOOKING'],
			flow_json: flowJsonText,
			endpoint_uri: 'https://n8n.example.com/webhook/1f3c/flow',
			publish: true,
		});
	});

	test('creates a Flow from a starter with the texts of the user', async () => {
		const body = expectPost(FLOWS, response);
		const starter = {
			flowName: 'rating',
			startFrom: 'starter',
			starter: 'survey',
			surveyTitle: 'Tu opinión',
			surveyRatings: 'Bien\n\n Mal ',
			surveyMore: { ratingLabel: '¿Cómo fue?' },
		};
		await json('create', starter);
		const { screens } = JSON.parse(String(body().flow_json)) as {
			screens: Array<{ title: string; layout: { children: object[] } }>;
		};
		expect(screens.map(({ title }) => title)).toEqual(['Tu opinión']);
		expect(screens[0].layout.children.slice(0, 2)).toEqual([
			{ type: 'TextBody', text: 'Thank you for your visit. It takes less than a minute.' },
			{
				type: 'RadioButtonsGroup',
				name: 'rating',
				label: '¿Cómo fue?',
				required: true,
				'data-source': [
					{ id: 'Bien', title: 'Bien' },
					{ id: 'Mal', title: 'Mal' },
				],
			},
		]);
	});

	test('creates an appointment booking by default', async () => {
		const body = expectPost(FLOWS, response);
		await json('create', { flowName: 'visits' });
		expect(JSON.parse(String(body().flow_json))).toMatchObject({ screens: [{ id: 'APPOINTMENT' }] });
	});

	test.each([
		[{ starter: 'shop' }, "'Starter' has an unknown value"],
		[{ starter: 'contact', contactTitle: ' ' }, "'Screen Title' is empty"],
		[{ starter: 'contact', contactTitle: 'x'.repeat(31) }, "'Screen Title' has 31 characters, WhatsApp allows 30"],
		[{ starter: 'contact', contactTopics: '\n' }, "'Topics' is empty"],
		[{ starter: 'contact', contactTopics: 'A\nB\nA' }, "'Topics' contains the same entry twice"],
		[
			{ starter: 'survey', surveyRatings: Array.from({ length: 21 }, (_unused, i) => i).join('\n') },
			"'Ratings' has 21 entries, WhatsApp allows 20",
		],
		[
			{ starter: 'contact', contactMore: { nameLabel: 'x'.repeat(21) } },
			"'Name Label' has 21 characters, WhatsApp allows 20",
		],
	])('rejects the texts of a starter: %j', async (texts, message) => {
		expect(await errorOf('create', { flowName: 'x', startFrom: 'starter', ...texts })).toBe(message);
	});

	test('accepts Flow JSON as an object from an expression', async () => {
		const body = expectPost(FLOWS, response);
		await json('create', { ...base, flowJson: '={{ $json.flow }}' }, { input: [{ json: { flow: flowJson } }] });
		expect(JSON.parse(String(body().flow_json))).toEqual(flowJson);
	});

	test('reads Flow JSON from a file, without its byte order mark', async () => {
		const body = expectPost(FLOWS, response);
		await json(
			'create',
			{ ...base, flowJsonSource: 'binary', binaryPropertyName: 'data' },
			{ input: await flowJsonItem(`\uFEFF${flowJsonText}`) },
		);
		expect(body()).toEqual({ name: 'table_booking', categories: ['APPOINTMENT_BOOKING'], flow_json: flowJsonText });
	});

	test('clones a flow or creates an empty one, and ignores hidden fields', async () => {
		const clone = expectPost(FLOWS, response);
		await json('create', { ...base, startFrom: 'clone', cloneFlowId: picked('77'), flowJson: '{bad' });
		expect(clone()).toEqual({ name: 'table_booking', categories: ['APPOINTMENT_BOOKING'], clone_flow_id: '77' });
		const empty = expectPost(FLOWS, response);
		await json('create', { ...base, startFrom: 'empty', publish: true, categories: '={{ "survey, other" }}' });
		expect(empty()).toEqual({ name: 'table_booking', categories: ['SURVEY', 'OTHER'] });
	});

	test('returns validation errors as a list, and the flow as invalid', async () => {
		const pointless = {
			error: 'INVALID_PROPERTY',
			error_type: 'JSON_SCHEMA_ERROR',
			message: 'm',
			line_start: 46,
			line_end: 46,
			column_start: 17,
			column_end: 30,
		};
		expectPost(FLOWS, { ...response, validation_errors: [metaError, pointless, 'odd'] });
		expect(await json('create', base)).toEqual([
			{
				id: FLOW,
				success: true,
				valid: false,
				validationErrors: [
					errorRow,
					{
						error: 'INVALID_PROPERTY',
						type: 'JSON_SCHEMA_ERROR',
						message: 'm',
						line: 46,
						column: 17,
						lineEnd: 46,
						columnEnd: 30,
					},
				],
			},
		]);
	});

	test('fails and deletes the draft when Fail on Validation Errors is on', async () => {
		expectPost(FLOWS, { ...response, validation_errors: [metaError] });
		nock(GRAPH, AUTH).delete(NODE).reply(200, { success: true });
		const { error } = await run('create', { ...base, options: { failOnValidationErrors: true } });
		expect([error.message, error.description]).toEqual([
			"'Flow JSON' has 1 error",
			"Line 11, column 21: Invalid value found for property 'type'. (screens[0].layout.children[0].type).\nThe flow was not kept. Correct the JSON, then create it again.",
		]);
	});

	test('reports the ID of an invalid draft that could not be deleted', async () => {
		expectPost(FLOWS, { ...response, validation_errors: Array.from({ length: 12 }, () => metaError) });
		nock(GRAPH, AUTH)
			.delete(NODE)
			.reply(400, { error: { message: 'no', code: 139004 } });
		const { error } = await run('create', { ...base, options: { failOnValidationErrors: true } });
		expect(error.message).toBe("'Flow JSON' has 12 errors");
		expect(String(error.description).split('\n').slice(-2)).toEqual([
			'... and 2 more.',
			`The flow was created as a draft, with the ID ${FLOW}. Correct the JSON, then use Flow > Update JSON.`,
		]);
	});

	test('deletes nothing when Meta returns no ID for an invalid draft', async () => {
		expectPost(FLOWS, { success: true, validation_errors: [metaError] });
		const { error } = await run('create', { ...base, options: { failOnValidationErrors: true } });
		expect(String(error.description).split('\n').at(-1)).toBe(
			'The flow was created as a draft, but Meta returned no ID. Find it with Flow > Get Many, then correct its JSON with Flow > Update JSON.',
		);
	});

	test('rejects invalid Flow JSON before anything is sent when Validate Before Sending is on', async () => {
		const broken = flowJsonText.replace('"TextInput"', '"TextInputt"');
		const { error } = await run('create', { ...base, flowJson: broken, options: { checkFirst: true } });
		expect(error.message).toMatch(/^'Flow JSON' has \d+ errors?$/);
		expect(error.description).toMatch(
			/^Line 13, column 21: .*TextInputt.*\(screens\[0\]\.layout\.children\[0\]\.type\)\.$/m,
		);
		expect(error.description).toContain('Nothing was sent.');
		expectPost(FLOWS, response);
		await json('create', { ...base, options: { checkFirst: true } });
	});

	test('shows the creation request in a dry run', async () => {
		expect(
			await json('create', { ...base, startFrom: 'empty', options: { dryRun: true, failOnValidationErrors: true } }),
		).toEqual([
			{
				dryRun: true,
				requests: [
					{
						method: 'POST',
						url: `${GRAPH}${FLOWS}`,
						body: { name: 'table_booking', categories: ['APPOINTMENT_BOOKING'] },
					},
				],
			},
		]);
	});

	test.each<[INodeParameters, string]>([
		[{ flowName: ' ' }, "'Name' is empty"],
		[{ flowName: '={{ ["a"] }}' }, "'Name' needs text, got an array"],
		[{ categories: '={{ [] }}' }, "'Categories' is empty"],
		[{ categories: '={{ "no such!" }}' }, "'Categories' has an entry that is no category"],
		[{ startFrom: 'air' }, "'Start From' has an unknown value"],
		[{ startFrom: 'clone', cloneFlowId: picked('={{ "" }}') }, "'Flow to Clone' is empty"],
		[{ startFrom: 'clone', cloneFlowId: picked('abc', 'id') }, "'Flow to Clone' is not an ID"],
		[{ flowJson: '' }, "'Flow JSON' is empty"],
		[{ flowJson: '={{ 5 }}' }, "'Flow JSON' needs JSON, got a number"],
		[
			{ flowJson: `={{ "x".repeat(${10 * 1024 * 1024 + 1}) }}` },
			"'Flow JSON' is larger than 10 MB, the maximum of WhatsApp",
		],
		[{ flowJsonSource: 'binary' }, "The item has no file to use for 'Input Data Field Name'"],
		[{ publish: '={{ "maybe" }}' }, "'Publish' is neither true nor false"],
		[{ additionalFields: { endpointUri: 'http://example.com' } }, "'Endpoint URI' does not start with https://"],
		[
			{ additionalFields: { endpointUri: 'https://192.168.1.7/flow' } },
			"'Endpoint URI' leads to a host that Meta's servers cannot reach",
		],
		[{ additionalFields: { endpointUri: 'example' } }, "'Endpoint URI' is not a valid URL"],
		[
			{ additionalFields: { endpointUri: 'https://a:b@example.com' } },
			"'Endpoint URI' contains a user name or password",
		],
		[{ options: { failOnValidationErrors: '={{ "x" }}' } }, "'Fail on Validation Errors' is neither true nor false"],
	])('rejects invalid parameters of Create: %j', async (parameters, message) =>
		expect(await errorOf('create', { ...base, ...parameters })).toBe(`${message}`),
	);

	test('rejects a file of more than 10 MB without reading it', async () => {
		const input = await flowJsonItem(Buffer.alloc(10 * 1024 * 1024 + 1, 32));
		expect(await errorOf('create', { ...base, flowJsonSource: 'binary', binaryPropertyName: 'data' }, input)).toBe(
			"'Input Data Field Name' is larger than 10 MB, the maximum of WhatsApp",
		);
	});
});
