import { readListening, writeListening } from '../../../nodes/WhatsAppBusinessCloud/subscriptions/listening';

const settings = (updates: string[], phoneNumberIds: string[] = []) => ({
	messages: updates.includes('messages'),
	phoneNumberIds: new Set(phoneNumberIds),
});

describe('the events that a trigger reports in its header', () => {
	it.each([
		['the entire app', { listenOn: 'app' as const }, settings(['messages']), { listenOn: 'app', messages: true }],
		[
			'an account',
			{ listenOn: 'businessAccount' as const, wabaId: '10' },
			settings(['flows']),
			{ listenOn: 'businessAccount', wabaId: '10', messages: false },
		],
		[
			'a number',
			{ listenOn: 'phoneNumber' as const, phoneNumberId: '20' },
			settings(['messages'], ['20']),
			{ listenOn: 'phoneNumber', phoneNumberId: '20', messages: true, phoneNumberIds: ['20'] },
		],
		[
			'a filter without any ID',
			{ listenOn: 'app' as const },
			settings(['messages'], ['+49 151']),
			{ listenOn: 'app', messages: true, phoneNumberIds: [] },
		],
		[
			'100 IDs',
			{ listenOn: 'app' as const },
			settings(
				['messages'],
				Array.from({ length: 100 }, (_, at) => String(at)),
			),
			expect.objectContaining({ phoneNumberIds: expect.any(Array) as unknown }) as unknown,
		],
		[
			'101 IDs, which are omitted',
			{ listenOn: 'app' as const },
			settings(
				['messages'],
				Array.from({ length: 101 }, (_, at) => String(at)),
			),
			{ listenOn: 'app', messages: true },
		],
	])('reads the events as they were written: %s', (_what, scope, given, expected) => {
		const header = writeListening(scope, given);
		expect(readListening(header)).toEqual(expected);
		expect(header).toMatch(/^[\x20-\x7e]{1,4000}$/);
	});

	it.each([[undefined], [''], ['hello'], ['null'], ['[]'], ['{}'], ['{"listenOn":"all"}']])(
		'returns undefined for the header %j',
		(header) => {
			expect(readListening(header)).toBeUndefined();
		},
	);

	it('omits invalid IDs', () => {
		const header = JSON.stringify({
			listenOn: 'phoneNumber',
			phoneNumberId: '../me',
			wabaId: 7,
			phoneNumberIds: ['1', 2, 'x'],
			messages: 'no',
		});
		expect(readListening(header)).toEqual({ listenOn: 'phoneNumber', messages: true, phoneNumberIds: ['1'] });
	});
});
