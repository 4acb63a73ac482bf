import { resources } from '../../../nodes/WhatsAppBusinessCloud/actions';
import { chosenOperation } from '../../../scripts/migrate/operations';
import { builtIn, byNumber, ids, migrated, newCredential, simplifyChange, text, textChanges, toPhone } from './builtIn';

test('changes only type, version, credential and sending number format of a Send node', () => {
	const { node, report } = migrated(builtIn(text));
	expect(node).toEqual({
		...builtIn(text),
		type: 'n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloud',
		typeVersion: 1,
		parameters: {
			...text,
			phoneNumberId: ids,
			recipientPhoneNumber: toPhone,
			simplify: false,
			includeInputFields: false,
		},
		credentials: { whatsAppBusinessCloudApi: { id: 'Jx3', name: 'Shop' } },
	});
	expect(report).toEqual({
		workflow: 'Orders',
		node: 'Send it',
		outcome: 'converted',
		changes: [...textChanges, simplifyChange],
		notes: [newCredential],
	});
});

test.each([
	['null', { id: null, name: 'Shop' }],
	['empty', { id: '', name: 'Shop' }],
	['missing', { name: 'Shop' }],
])('removes a credential whose ID is %s, so that n8n asks for one', (_what, saved) => {
	const other = { id: 'K1', name: 'Other' };
	const { node, report } = migrated(builtIn(text, { credentials: { whatsAppApi: saved, httpBasicAuth: other } }));
	expect(node.credentials).toEqual({ httpBasicAuth: other });
	expect(report.changes).toContain("The credential 'Shop' is removed because the file does not contain its ID");
	expect(report.notes).toEqual([newCredential]);
});

test('keeps an AI agent tool a tool, with its $fromAI fields', () => {
	const fromAi = "={{ $fromAI('Sender', ``, 'string') }}";
	const { node } = migrated(
		builtIn(
			{ ...text, phoneNumberId: fromAi, toolDescription: 'Texts a person' },
			{ type: 'n8n-nodes-base.whatsAppTool' },
		),
	);
	expect(node.type).toBe('n8n-nodes-whatsapp-business-cloud.whatsAppBusinessCloudTool');
	expect(node.parameters).toEqual({
		...text,
		recipientPhoneNumber: toPhone,
		toolDescription: 'Texts a person',
		phoneNumberId: { ...ids, value: fromAi },
		simplify: false,
		includeInputFields: false,
	});
});

test('converts every operation that both nodes have', () => {
	const both = resources.flatMap(({ value: resource, operations }) =>
		operations
			.map(({ value }) => value)
			.filter((value) =>
				['send', 'sendTemplate', 'sendAndWait', 'mediaUpload', 'mediaUrlGet', 'mediaDelete'].includes(value),
			)
			.map((operation) => chosenOperation({ resource, operation })),
	);
	expect(both.length).toBeGreaterThanOrEqual(4);
	expect(both.filter(({ supported }) => !supported)).toEqual([]);
});

const components = { component: [{ type: 'body', bodyParameters: { parameter: [{ text: 'Ann' }] } }] };

test.each([
	['named', { operation: 'sendTemplate' }],
	['omitted, as n8n omits defaults', {}],
])('keeps the component list of Send Template (%s)', (_name, operation) => {
	const parameters = {
		phoneNumberId: '106540352242922',
		recipientPhoneNumber: '49151',
		template: 'hi|en_US',
		components,
	};
	const { node, report } = migrated(builtIn({ ...operation, ...parameters }));
	expect(node.parameters).toEqual({
		...parameters,
		operation: 'sendTemplate',
		templateInput: 'components',
		simplify: false,
		includeInputFields: false,
		phoneNumberId: ids,
		recipientPhoneNumber: byNumber('49151'),
		template: { __rl: true, mode: 'name', value: 'hi|en_US' },
	});
	expect(report.changes).toEqual([
		...textChanges,
		"'Template' is now set by name and language: hi|en_US",
		simplifyChange,
	]);
	expect(report.notes).toEqual([newCredential]);
});

test('reports that no template was chosen', () => {
	const { node, report } = migrated(builtIn({ operation: 'sendTemplate', phoneNumberId: '1', template: '' }));
	expect(node.parameters).not.toHaveProperty('template');
	expect(report.notes).toContain("No template was chosen: pick one in 'Template'.");
});

test.each([
	['Get', { resource: 'media', operation: 'mediaUrlGet', mediaGetId: '1' }],
	['Delete', { resource: 'media', operation: 'mediaDelete', mediaDeleteId: '={{ $json.id }}' }],
])('assigns no sending number for Media > %s', (_name, parameters) => {
	const { node, report } = migrated(builtIn(parameters));
	expect(node.parameters).toEqual(parameters);
	expect(report.changes).toEqual(textChanges.slice(0, 2));
});

test('assumes Media > Upload for a media node without an operation', () => {
	const { node, report } = migrated(
		builtIn({ resource: 'media', phoneNumberId: '106540352242922', additionalFields: {} }),
	);
	expect(report.outcome).toBe('converted');
	expect(node.parameters).toEqual({
		resource: 'media',
		phoneNumberId: ids,
		mediaPropertyName: 'data',
		additionalFields: {},
	});
});

test.each([
	['whatsApp', 'whatsAppBusinessCloud'],
	['whatsAppTool', 'whatsAppBusinessCloudTool'],
	['whatsAppHitlTool', 'whatsAppBusinessCloudHitlTool'],
])('keeps the parameters of Send and Wait (%s)', (from, to) => {
	const parameters = {
		operation: 'sendAndWait',
		recipientPhoneNumber: '49151',
		message: 'Go on?',
		responseType: 'freeText',
	};
	const { node, report } = migrated(
		builtIn({ ...parameters, phoneNumberId: '106540352242922' }, { type: `n8n-nodes-base.${from}` }),
	);
	expect(report.outcome).toBe('converted');
	expect(node.type).toBe(`n8n-nodes-whatsapp-business-cloud.${to}`);
	expect(node.parameters).toEqual({
		...parameters,
		phoneNumberId: ids,
		recipientPhoneNumber: byNumber('49151'),
		options: { responseLanguage: 'en' },
	});
});

test('keeps the attribution of Send and Wait, which is on only where the file says so', () => {
	const options = { appendAttribution: true };
	const { node } = migrated(builtIn({ operation: 'sendAndWait', message: 'Go on?', options }));
	expect(node.parameters?.options).toEqual({ appendAttribution: true, responseLanguage: 'en' });
});

test.each([
	[
		'an operation of another version',
		builtIn({ operation: 'sendPigeon' }),
		"'message > sendPigeon' cannot be converted yet. It still works with the built-in node.",
	],
	[
		'an operation defined by an expression',
		builtIn({ operation: '={{ $json.op }}' }),
		'Its operation is an expression, so it cannot be determined from the file.',
	],
	[
		'an unknown version',
		builtIn(text, { typeVersion: 2 }),
		'Version 2 of the built-in node is not supported. Supported: versions 1 and 1.1.',
	],
	[
		'an unknown version of the trigger',
		builtIn({ updates: ['messages'] }, { type: 'n8n-nodes-base.whatsAppTrigger', typeVersion: 2 }),
		'Version 2 of the built-in node is not supported. Supported: version 1.',
	],
])('keeps unsupported nodes unchanged: %s', (_name, node, reason) => {
	const result = migrated(node);
	expect(result.node).toEqual(node);
	expect(result.report).toEqual({
		workflow: 'Orders',
		node: 'Send it',
		outcome: 'left',
		changes: [],
		notes: [],
		reason,
	});
});

test.each([
	[
		'a caption of audio',
		{ messageType: 'audio', additionalFields: { mediaCaption: 'x' } },
		"'Caption' is not sent any more: WhatsApp has none for audio.",
	],
	[
		'a file name',
		{ messageType: 'document', mediaPath: 'useMedian8n', additionalFields: { mediaFilename: 'a.pdf' } },
		"'Filename' is obeyed now. The built-in node sent the name of the binary file instead.",
	],
	[
		'contacts',
		{ messageType: 'contacts' },
		'Empty fields of the contact are no longer sent. The built-in node sent them as empty strings.',
	],
	[
		'a WhatsApp ID of version 1',
		{ messageType: 'contacts', additionalFields: { phones: { data: [{ type: 'wa_id', phone: '49' }] } } },
		"A phone of type 'WhatsApp ID' is now sent as the contact's WhatsApp ID.",
	],
	[
		'a proxy',
		{ requestOptions: { proxy: 'http://proxy:8080' } },
		'The proxy of the node was removed. Set a proxy for n8n with HTTPS_PROXY.',
	],
	[
		'batching',
		{ requestOptions: { batching: { batch: { batchSize: 5 } } } },
		"Batching was removed. Use the options 'Messages per Second' and 'Parallel Requests' instead.",
	],
	[
		'an untrusted certificate',
		{ requestOptions: { allowUnauthorizedCerts: true } },
		"'Ignore SSL Issues' was removed. Add the certificate to n8n with NODE_EXTRA_CA_CERTS.",
	],
	[
		'a timeout by expression',
		{ requestOptions: { timeout: '={{ 1 }}' } },
		"The request timeout was not carried over: set the option 'Timeout', in seconds.",
	],
	[
		'a missing sending number',
		{ phoneNumberId: '' },
		"No sender phone number was selected. Select one in 'Sender Phone Number'.",
	],
	[
		'a number that lost digits',
		{ phoneNumberId: 10654035224292299999 },
		"The sending number's ID was written as a number and may have lost digits: compare it with WhatsApp > API Setup.",
	],
])('reports what cannot be migrated: %s', (_name, parameters, note) => {
	expect(migrated(builtIn({ ...text, ...parameters })).report.notes).toContain(note);
});

test('converts a timeout to an option in seconds', () => {
	const { node, report } = migrated(builtIn({ ...text, requestOptions: { timeout: 20_000 } }));
	expect(node.parameters).toEqual({
		...text,
		recipientPhoneNumber: toPhone,
		phoneNumberId: ids,
		simplify: false,
		includeInputFields: false,
		network: { timeout: 20 },
	});
	expect(report.changes).toEqual([
		...textChanges,
		simplifyChange,
		"The request timeout is now the option 'Timeout': 20 seconds",
	]);
});

test('reports a node without a credential, and one that continues after a failed item', () => {
	const { node, report } = migrated(builtIn(text, { credentials: undefined, onError: 'continueRegularOutput' }));
	expect(node.credentials).toBeUndefined();
	expect(report.notes).toEqual([
		"No credential was set: select a 'WhatsApp Business Cloud API' credential in the node.",
		"Failed items now keep their input data, with 'error' and 'errorDetails' added.",
	]);
});

test('keeps the text below a file, under the name it has in all message types', () => {
	const image = { operation: 'send', phoneNumberId: '1', messageType: 'image', mediaPath: 'useMedian8n' };
	const { node, report } = migrated(builtIn({ ...image, additionalFields: { mediaCaption: '=Hi {{ $json.name }}' } }));
	expect(node.parameters).toMatchObject({
		textBody: '=Hi {{ $json.name }}',
		mediaPropertyName: 'data',
		additionalFields: {},
	});
	expect(report.changes).toContain("'Caption' is now the field 'Text'");
	expect(migrated(builtIn({ ...image, mediaPropertyName: 'photo' })).node.parameters?.mediaPropertyName).toBe('photo');
});
