import { parseGraphError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { lookUpErrorCode } from '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes';
import { responseOf, readError } from './readError';

const notAllowed = {
	error: {
		message: '(#131030) Recipient phone number not in allowed list',
		type: 'OAuthException',
		code: 131030,
		error_subcode: 2655007,
		error_data: { messaging_product: 'whatsapp', details: 'Recipient phone number not in allowed list: Add it.' },
		is_transient: false,
		fbtrace_id: 'AbC123',
	},
};

describe('parseGraphError', () => {
	it("reads all fields of Meta's error object", () => {
		expect(readError(400, notAllowed)).toEqual({
			httpStatus: 400,
			code: 131030,
			subcode: 2655007,
			type: 'OAuthException',
			traceId: 'AbC123',
			message: 'Recipient phone number not in allowed list',
			details: 'Recipient phone number not in allowed list: Add it.',
			transient: false,
			raw: notAllowed,
			known: lookUpErrorCode(131030),
			fromMeta: true,
			retryable: false,
			retry: 'never',
			recipient: { class: 'change' },
		});
	});

	it('reads the same error from text, bytes and an array of bytes', () => {
		const expected = readError(400, notAllowed);
		const text = JSON.stringify(notAllowed);
		expect(readError(400, text)).toEqual(expected);
		expect(readError(400, Buffer.from(text))).toEqual(expected);
		expect(readError(400, new Uint8Array(Buffer.from(text)).buffer)).toEqual(expected);
	});

	it.each([
		['an object', { details: 'Parameter name', blame_field_specs: [['components', 'text']] }],
		['a JSON string', JSON.stringify({ details: 'Parameter name', blame_field_specs: [['components', 'text']] })],
	])('reads error_data as %s', (_, error_data) => {
		const error = readError(400, { error: { message: 'x', code: 100, type: 'OAuthException', error_data } });
		expect(error.details).toBe('Parameter name');
		expect(error.blamedFields).toEqual(['components', 'text']);
	});

	it('uses error_data of plain text as the details', () => {
		expect(readError(400, { error: { message: 'x', code: 100, error_data: 'Use another name' } }).details).toBe(
			'Use another name',
		);
	});

	it('reads the texts that Meta writes for users', () => {
		const error = readError(400, {
			error: {
				message: 'Invalid parameter',
				code: 100,
				error_user_title: 'Name taken',
				error_user_msg: 'Choose another name.',
			},
		});
		expect(error.userTitle).toBe('Name taken');
		expect(error.userMessage).toBe('Choose another name.');
	});

	it('reads numbers that Meta sends as text', () => {
		const error = readError(400, { error: { message: 'x', code: '130429', error_subcode: '33' } });
		expect([error.code, error.subcode]).toEqual([130429, 33]);
	});

	it.each([
		['an object', { messaging_product: 'whatsapp' }],
		['an empty object', {}],
		['JSON in text', '{"success":true}'],
		['an object whose error is null', { error: null }],
		['a partial success of the block list', { block_users: {}, errors: { code: 139100, message: 'x' } }],
	])('returns undefined for success: %s', (_, body) => {
		expect(parseGraphError(responseOf(200, body))).toBeUndefined();
		expect(parseGraphError(responseOf(206, body))).toBeUndefined();
	});

	it('reads an error object in a response with status 200', () => {
		expect(readError(200, notAllowed).code).toBe(131030);
	});

	it.each([
		['', 'The response was empty', undefined],
		[undefined, 'The response was empty', undefined],
		[null, 'The response was empty', undefined],
		['  \n', 'The response was empty', undefined],
		['{"messages":[{"id":"wam', 'The response was incomplete', undefined],
		['upstream connect refused', 'The response was text instead of JSON', 'It begins: upstream connect refused'],
		[
			'<html><head><title>502 Bad\nGateway</title></head></html>',
			'The response was a web page instead of JSON',
			'Title of the page: 502 Bad Gateway',
		],
		['<!DOCTYPE html><p>no title</p>', 'The response was a web page instead of JSON', undefined],
		[
			`<html><title>${'x'.repeat(900)}</title>`,
			'The response was a web page instead of JSON',
			`Title of the page: ${'x'.repeat(199)}…`,
		],
	])('reads a body that is not JSON: %j', (body, message, details) => {
		for (const status of [200, 404, 502]) {
			const error = readError(status, body);
			expect(error).toMatchObject({ httpStatus: status, message });
			expect(error.details).toBe(details);
			expect(error.code).toBeUndefined();
			expect(error.fromMeta).toBe(false);
		}
	});

	it('does not accept a list as a response of Meta', () => {
		expect(readError(200, []).message).toBe("The response does not have the format of Meta's responses");
	});

	it.each([
		[{ error: 'invalid_client', error_description: 'Unknown app' }, 'Unknown app'],
		[{ error: 'invalid_client' }, 'invalid_client'],
		[{ debug_info: { retriable: true, message: 'Upload session expired' } }, 'Upload session expired'],
		[{ message: 'Not Found' }, 'Not Found'],
		[{ data: 1 }, "The response does not have the format of Meta's responses"],
	])('reads JSON that is not from Meta: %j', (body, message) => {
		expect(readError(400, body)).toMatchObject({ httpStatus: 400, message });
	});

	it.each([
		[
			'https://login.example.com/a?access_token=abc',
			"The request was redirected to 'login.example.com' and not followed",
		],
		['/other', 'The request was redirected and not followed'],
		[undefined, 'The request was redirected and not followed'],
	])('reports the target host of a redirect: %s', (location, message) => {
		expect(readError(302, '<html></html>', { Location: location })).toEqual({
			httpStatus: 302,
			message,
			fromMeta: false,
			retryable: false,
		});
	});
});

describe('fromMeta and retryable', () => {
	const sourceAndRetry = (status: number, body: unknown) => {
		const { fromMeta, retryable } = readError(status, body);
		return { meta: fromMeta, retry: retryable };
	};
	const error = (fields: object) => ({ error: { message: 'x', ...fields } });

	it.each<[string, number, unknown, { meta: boolean; retry: boolean }]>([
		['a listed code', 400, error({ code: 130429 }), { meta: true, retry: true }],
		['a code for which a retry does not help', 400, notAllowed, { meta: true, retry: false }],
		['such a code with HTTP 500', 500, error({ code: 131045 }), { meta: true, retry: false }],
		['a limit of many hours', 400, error({ code: 131049, is_transient: true }), { meta: true, retry: false }],
		[
			'a code for which a retry cannot help, although Meta calls it transient',
			500,
			error({ code: 134102, is_transient: true }),
			{ meta: true, retry: false },
		],
		['a code that Meta calls transient', 400, error({ code: 100, is_transient: true }), { meta: true, retry: true }],
		[
			'an unknown transient code',
			400,
			error({ code: 99123, type: 'OAuthException', is_transient: true }),
			{ meta: true, retry: true },
		],
		['an unknown code', 400, error({ code: 99123, type: 'OAuthException' }), { meta: true, retry: false }],
		...[429, 500, 502, 503, 504].map((status): [string, number, unknown, { meta: boolean; retry: boolean }] => [
			`an unknown code with HTTP ${status}`,
			status,
			error({ code: 99123, fbtrace_id: 'A' }),
			{ meta: true, retry: true },
		]),
		['an unknown code with HTTP 501', 501, error({ code: 99123, fbtrace_id: 'A' }), { meta: true, retry: false }],
		["a gateway's web page", 502, '<html></html>', { meta: false, retry: false }],
		[
			"a gateway's JSON with a status that is also a code of Meta",
			506,
			{ error: { code: 506, message: 'Variant Also Negotiates' } },
			{ meta: false, retry: false },
		],
		["a gateway's JSON", 502, { error: { code: 502, message: 'Bad gateway' } }, { meta: false, retry: false }],
		['an empty 500', 500, '', { meta: false, retry: false }],
		['a truncated 200', 200, '{"messages":[', { meta: false, retry: false }],
	])('determines whether an error is from Meta and retryable: %s', (_, status, body, expected) => {
		expect(sourceAndRetry(status, body)).toEqual(expected);
	});
});

describe('values of the table and the headers', () => {
	beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') }));
	afterEach(() => jest.useRealTimers());

	const rejected = (code: number) => ({ error: { message: 'x', type: 'OAuthException', code } });
	const usage = { businessUseCase: { '1': [{ estimated_time_to_regain_access: 42 }] } };

	it('adds advice, retry class, recipient status and wait when the response is read', () => {
		expect(readError(400, rejected(131049))).toMatchObject({
			known: { title: lookUpErrorCode(131049)!.title },
			retry: 'later',
			recipient: { class: 'later', scope: 'marketing', after: '2026-01-02T00:00:00.000Z' },
		});
		expect(readError(503, rejected(199999))).toMatchObject({
			known: undefined,
			retry: 'backoff',
			recipient: undefined,
		});
	});

	it.each([
		['seconds', '120', 120_000],
		['a date', 'Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
		['a date in the past', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
		['nonsense', 'soon', undefined],
		['a negative number', '-5', 0],
		['a year', '31536000', 31_536_000_000],
		['a time in milliseconds', '1735689600000', undefined],
		['infinity', 'Infinity', undefined],
		['a date in centuries', 'Thu, 01 Jan 9999 00:00:00 GMT', undefined],
	])('reads the wait in Retry-After: %s', (_, header, waitMs) => {
		expect(readError(400, rejected(130429), { 'retry-after': header }).waitMs).toBe(waitMs);
	});

	it.each([131056, 131049, 80007, 131042, 4])('reads %i with an impossible time in Retry-After', (code) => {
		const error = parseGraphError(responseOf(400, rejected(code), { 'retry-after': '1735689600000' }))!;
		const table = lookUpErrorCode(code)!.waitMs;
		expect(error.waitMs).toBeUndefined();
		const hasTime = table !== undefined && error.recipient?.class !== 'change';
		const after = hasTime ? new Date(Date.parse('2026-01-01T00:00:00Z') + table).toISOString() : undefined;
		expect(error.recipient?.after).toBe(after);
	});

	it('ignores an impossible time in the usage headers', () => {
		const entries = [{ estimated_time_to_regain_access: 42 }, { estimated_time_to_regain_access: 1735689600000 }];
		const impossible = { businessUseCase: { '1': entries } };
		expect(parseGraphError(responseOf(400, rejected(80007)), impossible)?.waitMs).toBe(42 * 60_000);
	});

	it("reads the wait for an account limit from Meta's usage headers", () => {
		expect(parseGraphError(responseOf(400, rejected(80007)), usage)?.waitMs).toBe(42 * 60_000);
		expect(parseGraphError(responseOf(400, rejected(131026)), usage)?.waitMs).toBeUndefined();
		expect(parseGraphError(responseOf(400, rejected(80007), { 'retry-after': '5' }), usage)?.waitMs).toBe(5000);
	});
});
