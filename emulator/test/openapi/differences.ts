/** Where the emulator differs from Meta's file: the place, why the file is wrong there, and the page of Meta's that says so. */
export const differences: Array<[place: string, reason: string, source: string]> = [
	['GET /{media} response: /file_size type string', 'The API returns a number.', 'Media > Retrieve media URL'],
	[
		'GET /{phone}/call_permissions response: /permission/status enum',
		'The values are no_permission, temporary and permanent.',
		'Calling API > Call permissions',
	],
	[
		'GET /{phone}/message_qrdls response: /data/*/code pattern',
		'The codes of all examples end with a 1, which the pattern excludes.',
		'QR codes',
	],
	[
		'GET /{phone}/official_business_account response: / required status_message',
		'There is no message before a request.',
		'Official business accounts',
	],
	[
		'GET /{phone}/official_business_account response: /oba_status enum',
		'NOT_STARTED before a request.',
		'Official business accounts',
	],
	[
		'GET /{waba}/phone_numbers response: /data/* required status',
		'The status comes only when `fields` asks for it.',
		'Phone numbers > Get all phone numbers',
	],
	['POST /{phone}/conversational_automation request: /prompts maxItems 3', 'Four.', 'Conversational components'],
	[
		'POST /{phone}/marketing_messages request: / required recipient_type',
		'Optional: an individual by default.',
		'Marketing Messages API > Send messages',
	],
	[
		'POST /{phone}/marketing_messages request: /template/language required policy',
		'Deterministic is the only policy, and the default.',
		'Messages > Template messages',
	],
	[
		'POST /{phone}/message_qrdls response: /code pattern',
		'The codes of all examples end with a 1, which the pattern excludes.',
		'QR codes',
	],
	[
		'POST /{phone}/messages request: / required recipient_type',
		'Optional: an individual by default.',
		'Messages > Request syntax',
	],
	[
		'POST /{phone}/messages request: / required to',
		'A read receipt has no recipient; a business-scoped user ID is in `recipient`.',
		'Mark messages as read; Business-scoped user IDs > Send messages',
	],
	[
		'POST /{phone}/messages request: /contacts/*/phones/*/type enum',
		'Also CELL, MAIN and IPHONE.',
		'Messages > Contacts messages',
	],
	[
		'POST /{phone}/messages request: /interactive/action oneOf',
		'The file has the actions of seven of the types only.',
		'Messages > Interactive messages',
	],
	[
		'POST /{phone}/messages request: /interactive/type enum',
		'The file has seven of the types only.',
		'Messages > Interactive messages',
	],
	[
		'POST /{phone}/messages request: /location/latitude type string',
		'A number and a text are accepted.',
		'Messages > Location messages',
	],
	[
		'POST /{phone}/messages request: /location/longitude type string',
		'A number and a text are accepted.',
		'Messages > Location messages',
	],
	[
		'POST /{phone}/messages request: /template/components/*/index pattern',
		'Buttons are counted from 0; the pattern of the file accepts neither 0 nor 10.',
		'Messages > Template messages',
	],
	[
		'POST /{phone}/messages request: /template/language required policy',
		'Deterministic is the only policy, and the default.',
		'Messages > Template messages',
	],
];
