import { NodeApiError, type INode } from 'n8n-workflow';
import {
	GraphApiError,
	isOutcomeUnknown,
	parseGraphError,
	type ParsedGraphError,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { homepage } from '../../../../package.json';
import type { NumberForm } from '../../../../nodes/WhatsAppBusinessCloud/transport/types';

const node: INode = { id: '1', name: 'WhatsApp', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };

const errorOf = (statusCode: number, body: unknown, headers: Record<string, unknown> = {}): ParsedGraphError =>
	parseGraphError({ statusCode, headers, body })!;

const rejection = (response: ParsedGraphError, itemIndex?: number, otherForm?: NumberForm) =>
	new GraphApiError(node, { outcome: 'rejected', response, otherForm }, itemIndex);

const shown = (statusCode: number, body: unknown, headers?: Record<string, unknown>) => {
	const { message, description, httpCode } = rejection(errorOf(statusCode, body, headers));
	return { message, lines: description?.split('\n'), httpCode };
};

/** The last line: the link to what the documentation says about the code. */
const more = (anchor: string): string =>
	`<a href="${homepage}/blob/HEAD/docs/errors.md#${anchor}" target="_blank">More about this code</a>`;

const meta = (fields: { code?: number; [name: string]: unknown }) => ({
	error: { type: 'OAuthException', fbtrace_id: 'Trace1', ...fields },
});

/** Meta's code in the body of a response, as n8n's panel shows it. */
const codeOf = (body: unknown): string | undefined =>
	typeof body === 'string' ? undefined : String((body as ReturnType<typeof meta>).error.code);

describe('GraphApiError', () => {
	it.each<[string, number, unknown, string, string[]]>([
		[
			'a recipient outside the test list',
			400,
			meta({
				message: '(#131030) Recipient phone number not in allowed list',
				code: 131030,
				error_subcode: 2655007,
				error_data: { details: 'Add recipient phone number to recipient list and try again.' },
			}),
			"The recipient is not in the test number's list of allowed numbers",
			[
				'Meta: "Add recipient phone number to recipient list and try again."',
				'Add the recipient under App Dashboard > WhatsApp > API Setup > To (5 numbers at most), or send from a real number.',
				'(Meta code 131030, subcode 2655007, HTTP 400, trace ID Trace1)',
				more('131030'),
			],
		],
		[
			'an expired token',
			401,
			meta({ message: 'Error validating access token: Session has expired', code: 190, error_subcode: 463 }),
			'The access token has expired',
			[
				'Meta: "Error validating access token: Session has expired."',
				'Tokens from the API Setup page last 24 hours at most. Create a new token under Business Settings > System users (these do not expire) and save it in the credential.',
				'(Meta code 190, subcode 463, HTTP 401, trace ID Trace1)',
				more('190-subcode-463'),
			],
		],
		[
			'the 24-hour window',
			400,
			meta({
				message: '(#131047) Re-engagement message',
				code: 131047,
				error_data: '{"details":"More than 24 hours have passed"}',
			}),
			'More than 24 hours have passed since the recipient last wrote',
			[
				'Meta: "More than 24 hours have passed."',
				'Send an approved template message; a reply opens a new 24-hour window.',
				'(Meta code 131047, HTTP 400, trace ID Trace1)',
				more('131047'),
			],
		],
		[
			'the throughput limit',
			400,
			meta({ message: '(#130429) Rate limit hit', code: 130429 }),
			'The phone number has reached its rate limit',
			[
				'Meta: "Rate limit hit."',
				"Lower 'Messages per Second', or block fewer users in one request. Everything else that sends from this number counts as well.",
				'(Meta code 130429, HTTP 400, trace ID Trace1)',
				more('130429'),
			],
		],
		[
			'the pair limit',
			400,
			meta({ message: '(#131056) Pair rate limit hit', code: 131056 }),
			'Too many messages to this recipient in a short time',
			[
				'Meta: "Pair rate limit hit."',
				'Leave at least 6 seconds between messages to one recipient. You can write to others meanwhile.',
				'(Meta code 131056, HTTP 400, trace ID Trace1)',
				more('131056'),
			],
		],
		[
			'an ID that Meta does not know',
			400,
			meta({ message: "Unsupported post request. Object with ID '12' does not exist", code: 100, error_subcode: 33 }),
			'Meta does not know this ID, or the access token may not use it',
			[
				`Meta: "Unsupported post request. Object with ID '12' does not exist."`,
				'Check the ID (phone number ID, media ID or WABA ID, not the phone number itself), and that the system user of the token has this WhatsApp account among its assets.',
				'(Meta code 100, subcode 33, HTTP 400, trace ID Trace1)',
				more('100-subcode-33'),
			],
		],
		[
			"a parameter, with Meta's title for users",
			400,
			meta({
				message: 'Invalid parameter',
				code: 100,
				error_user_title: 'Sample is missing',
				error_user_msg: 'Add a sample for each variable.',
				error_data: { blame_field_specs: [['components'], ['example']] },
			}),
			'Sample is missing',
			[
				'Meta: "Add a sample for each variable."',
				"Fields that Meta names: 'components', 'example'.",
				'Correct the field that the details name. A wrong ID or a missing permission also causes this code.',
				'(Meta code 100, HTTP 400, trace ID Trace1)',
				more('100'),
			],
		],
		[
			'a template name already in use, detected by its subcode',
			400,
			meta({
				message: 'Invalid parameter',
				code: 100,
				error_subcode: 2388024,
				error_user_title: 'Content in this language already exists',
			}),
			'A template of this name and language exists already',
			[
				'Meta: "Content in this language already exists."',
				'Use another name, or edit the existing template.',
				'(Meta code 100, subcode 2388024, HTTP 400, trace ID Trace1)',
				more('2388024'),
			],
		],
		[
			'a missing permission',
			403,
			meta({ message: '(#200) You do not have permission', code: 200 }),
			'The access token lacks a permission for this',
			[
				'Meta: "You do not have permission."',
				'Give the system user whatsapp_business_messaging and whatsapp_business_management and assign the WhatsApp account to it, then create a new token.',
				'(Meta code 200, HTTP 403, trace ID Trace1)',
				more('200'),
			],
		],
		[
			'an unknown code, passed through completely',
			400,
			meta({ message: '(#199999) Brand new rule', code: 199999, error_data: { details: 'Do it differently' } }),
			'Brand new rule',
			[
				'Meta: "Do it differently."',
				"Follow Meta's message, or look up the code in Meta's WhatsApp documentation.",
				'(Meta code 199999, HTTP 400, trace ID Trace1)',
			],
		],
		[
			'an unknown transient code',
			503,
			meta({ message: 'Please retry', code: 199999 }),
			'Please retry',
			['Try again in a few minutes. metastatus.com shows outages.', '(Meta code 199999, HTTP 503, trace ID Trace1)'],
		],
		[
			"a gateway's page",
			502,
			'<html><title>502 Bad Gateway</title>',
			'The response was a web page instead of JSON',
			[
				'Title of the page: 502 Bad Gateway.',
				'Meta, or a proxy on the way to it, is not available. Try again in a few minutes; metastatus.com shows outages.',
				'(HTTP 502)',
			],
		],
		[
			'a web page in place of the API',
			200,
			'<html><title>Welcome</title>',
			'The response was a web page instead of JSON',
			[
				'Title of the page: Welcome.',
				"Check the 'Base URL' in the credential, and any proxy between n8n and Meta.",
				'(HTTP 200)',
			],
		],
		[
			'a proxy that requires authentication',
			407,
			'',
			'The response was empty',
			['The proxy between n8n and Meta requires a login. Correct the proxy settings of n8n.', '(HTTP 407)'],
		],
		[
			'a body that is too large',
			413,
			'',
			'The response was empty',
			['The request is too large for Meta or for a proxy on the way. Send a smaller file.', '(HTTP 413)'],
		],
		[
			'a 429 without a body',
			429,
			'',
			'The response was empty',
			["Wait, then send fewer requests: lower 'Messages per Second'.", '(HTTP 429)'],
		],
	])('reports with headline and advice %s', (_, status, body, message, lines) => {
		expect(shown(status, body)).toEqual({ message, lines, httpCode: codeOf(body) ?? String(status) });
	});

	it("joins Meta's texts to one quotation, each as a sentence", () => {
		const details = { details: 'No sample', error_user_title: 'unused' };
		const body = meta({
			message: 'x',
			code: 100,
			error_user_title: 'Missing',
			error_user_msg: 'Why?',
			error_data: details,
		});
		expect(shown(400, body).lines?.[0]).toBe('Meta: "No sample. Why?"');
	});

	it('reports the host of a redirect and the field to correct', () => {
		expect(shown(301, '', { location: 'https://facebook.com/x' })).toEqual({
			message: "The request was redirected to 'facebook.com' and not followed",
			lines: ["Correct the 'Base URL' in the credential; Meta's own is https://graph.facebook.com.", '(HTTP 301)'],
			httpCode: '301',
		});
	});

	it('returns numeric codes for conditions in later nodes', () => {
		const body = meta({ message: '(#131056) Pair', code: 131056, error_subcode: 5 });
		expect(rejection(errorOf(400, body), 7).context).toEqual({
			itemIndex: 7,
			metaCode: 131056,
			metaSubcode: 5,
			fbtraceId: 'Trace1',
			retry: 'backoff',
			class: 'retryable',
			after: expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
			httpStatus: 400,
			data: body,
		});
		expect(rejection(errorOf(400, meta({ message: 'x', code: 131049 })), 0).context).toMatchObject({
			itemIndex: 0,
			retry: 'later',
			class: 'later',
			scope: 'marketing',
		});
		expect(rejection(errorOf(503, meta({ message: 'x', code: 199999 }))).context.retry).toBe('backoff');
		expect(rejection(errorOf(404, '')).context).toEqual({ httpStatus: 404 });
	});

	it.each([
		[131026, ["Send no more messages to this recipient (class 'never')."]],
		[131050, ["Send no more marketing messages to this recipient (class 'never')."]],
		[130472, ["Send marketing messages to this recipient later (class 'later')."]],
		[
			131049,
			[
				expect.stringMatching(
					/^Send marketing messages to this recipient after 20\S+Z at the earliest \(class 'later'\)\.$/,
				),
			],
		],
		[138001, ["Make no more calls to this recipient (class 'never')."]],
		[138003, ["Make calls to this recipient later (class 'later')."]],
		[130429, []],
		[131008, []],
		[132015, []],
		[368, []],
		[131048, []],
		[199999, []],
	])('describes for code %i what it means for the recipient, if anything', (code, lines) => {
		expect(
			shown(400, meta({ message: 'x', code })).lines?.filter((line) => /class '|recipient (later|after)/.test(line)),
		).toEqual(lines);
	});

	const form = { number: '+541123456789', difference: 'without the 9 after 54' };

	it("suggests the other form of a number that is missing from the test number's list", () => {
		const { description } = rejection(errorOf(400, meta({ message: 'x', code: 131030 })), 0, form);
		expect(description?.split('\n').slice(1, 3)).toEqual([
			'Add the recipient under App Dashboard > WhatsApp > API Setup > To (5 numbers at most), or send from a real number.',
			'The list may contain this number in its other form, without the 9 after 54: send to +541123456789 instead.',
		]);
	});

	it.each([131026, 131047, 190])('does not suggest the other form of a number for %i', (code) => {
		expect(rejection(errorOf(400, meta({ message: 'x', code })), 0, form).description).not.toContain(form.number);
	});

	it("reports Meta's wait for an account limit without mentioning the recipient", () => {
		const { description, context } = rejection(
			errorOf(400, meta({ message: 'x', code: 80007 }), { 'retry-after': String(42 * 60) }),
		);
		expect(description).toMatch(/\nMeta accepts such requests again after 20\S+Z\.\n\(Meta code 80007/);
		expect(description).not.toContain('recipient');
		expect(context.class).toBe('change');
		expect(context.after).toBeUndefined();
	});

	it.each([
		[400, 131056, { cause: 'rate-limited', retryAfterMs: 6_000 }],
		[400, 130429, { cause: 'rate-limited' }],
		[503, 2, { cause: 'temporarily-unavailable' }],
		[401, 190, { cause: 'credential-invalid' }],
		[400, 33, { cause: 'configuration-invalid' }],
		[400, 131026, undefined],
		[429, 199999, { cause: 'rate-limited' }],
		[500, 199999, { cause: 'temporarily-unavailable' }],
		[400, 199999, undefined],
	])('provides n8n with the cause for HTTP %i, code %i', (status, code, failure) => {
		expect(rejection(errorOf(status, meta({ message: 'x', code }))).failure).toEqual(failure);
	});

	it.each([
		'A preexisting entry',
		'read ECONNRESET',
		'approvePermissions is missing',
		'ETIMEDOUT getaddrinfo ENOTFOUND',
		'Bad gateway',
	])("keeps Meta's error message when n8n would replace it: %s", (text) => {
		const error = rejection(errorOf(400, meta({ message: text, code: 199999 })), 3);
		expect(error.message).toBe(text);
		const again = new NodeApiError(node, error as never, { message: 'other', description: 'other', itemIndex: 9 });
		expect(again).toBe(error);
		expect(again.message).toBe(text);
		expect(again.messages).toEqual([text]);
		expect(again.context.itemIndex).toBe(3);
	});

	it('avoids the word that n8n interprets as a cancelled run', () => {
		expect(rejection(errorOf(400, meta({ message: 'Plan was canceled', code: 199999 }))).message).toBe(
			'Plan was cancelled',
		);
	});

	it('stores no request, response or cause', () => {
		const error = rejection(errorOf(400, meta({ message: 'x', code: 100 })));
		expect(error.cause).toBeUndefined();
		expect(error.errorResponse).toEqual({});
		expect(error.level).toBe('warning');
	});

	it('returns outcome and response inside this package, but stores neither with the execution', () => {
		const response = errorOf(400, meta({ message: 'x', code: 131026 }));
		const error = rejection(response, 2);
		expect([error.outcome, error.response, isOutcomeUnknown(error)]).toEqual(['rejected', response, false]);
		expect(error.name).toBe('NodeApiError');
		expect(JSON.stringify({ ...error })).not.toMatch(/outcome|fromMeta|advice/);
	});

	it('lists the values for conditions in later nodes', () => {
		const body = meta({ message: 'x', code: 131026, error_subcode: 5 });
		expect(rejection(errorOf(400, body)).details).toEqual({
			code: 131026,
			subcode: 5,
			traceId: 'Trace1',
			retry: 'never',
			class: 'never',
		});
	});

	it('explains why a message was not sent, without the data of the rejected one', () => {
		const response = errorOf(400, meta({ message: 'Spam', code: 131048 }));
		const error = new GraphApiError(node, { outcome: 'notSent', response }, 4);
		expect(error.message).toBe(`Not sent: ${rejection(response).message}`);
		expect(error.description?.split('\n')[0]).toMatch(/^Meta rejected an earlier message of this run/);
		expect([error.httpCode, error.httpStatus]).toEqual(['131048', undefined]);
		expect(error.details).toMatchObject({ code: 131048, outcome: 'notSent' });
		expect(error.context).toMatchObject({ metaCode: 131048, outcome: 'notSent', itemIndex: 4 });
		expect(error.context).not.toHaveProperty('data');
		expect(error.context).not.toHaveProperty('httpStatus');
		expect(isOutcomeUnknown(error)).toBe(false);
	});
});
