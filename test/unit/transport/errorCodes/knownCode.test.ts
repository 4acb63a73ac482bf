import { classifyRecipient, lookUpErrorCode } from '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes';
import { classifyError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';

const NO_TOKEN = 'The access token is invalid, expired or revoked';
const WINDOW = 'More than 24 hours have passed since the recipient last wrote';

describe('lookUpErrorCode', () => {
	// Meta docs: Graph API > Handling errors
	it.each([190, 102])('distinguishes the cases of code %i by subcode', (code) => {
		const titles = [undefined, 458, 459, 460, 463, 464, 467, 492, 999].map(
			(subcode) => lookUpErrorCode(code, subcode)?.title,
		);
		expect(titles).toEqual([
			NO_TOKEN,
			"The app was removed from the account of the access token's user",
			"Facebook asks the access token's user to sign in and confirm something",
			'The access token is invalid because its user changed the password',
			'The access token has expired',
			"The access token's user is not confirmed",
			'The access token is no longer valid',
			"The access token's user no longer has a role on the Facebook Page",
			NO_TOKEN,
		]);
	});

	it.each([458, 459, 460, 463, 464, 467, 492])('does not retry subcode %i of 190', (subcode) => {
		const { subject, retry, cause } = lookUpErrorCode(190, subcode)!;
		expect({ subject, retry, cause }).toEqual({ subject: 'app', retry: 'never', cause: 'credential-invalid' });
		expect(classifyError({ code: 190, subcode, message: '' }).retryable).toBe(false);
	});

	it.each([459, 464])('advises to sign in for subcode %i of 190, because a new token does not help', (subcode) => {
		expect(lookUpErrorCode(190, subcode)?.advice).toBe(
			'Sign in on facebook.com as that user, and do what it asks. A new token does not help before that.',
		);
	});

	it.each<[number | undefined, number | undefined, string | undefined]>([
		[463, undefined, undefined],
		[100, undefined, 'Meta rejected a parameter of the request'],
		[100, 33, 'Meta does not know this ID, or the access token may not use it'],
		[100, 2388024, 'A template of this name and language exists already'],
		[100, 2388023, 'A template of this name and language is being deleted'],
		[100, 2494191, 'Only the escalation partner can take over a conversation'],
		[136024, 2388091, 'No verification code can be sent: the phone number is not being moved'],
		[136025, 2388093, 'No verification code can be checked: the phone number is not being moved'],
		[131057, 2494100, 'The phone number is in maintenance'],
		[131030, 2655007, "The recipient is not in the test number's list of allowed numbers"],
		[200, undefined, 'The access token lacks a permission for this'],
		[299, undefined, 'The access token lacks a permission for this'],
		[undefined, 2388024, 'A template of this name and language exists already'],
		[undefined, undefined, undefined],
		[undefined, 33, undefined],
		[199, undefined, undefined],
		[300, undefined, undefined],
		[-1, undefined, undefined],
		[Number.NaN, undefined, undefined],
		[131999, undefined, undefined],
		[138010, undefined, undefined],
	])('distinguishes code %s with subcode %s: %s', (code, subcode, title) => {
		expect(lookUpErrorCode(code, subcode)?.title).toBe(title);
	});

	it.each([
		[131047, 2494100, WINDOW],
		[131047, 2388024, WINDOW],
		[131047, 1752041, WINDOW],
		[131047, 33, WINDOW],
		[131047, 463, WINDOW],
		[190, 2388024, NO_TOKEN],
		[100, 463, 'Meta rejected a parameter of the request'],
		[136024, 2388093, 'No verification code was sent to the phone number'],
	])('ignores for code %i the subcode %i, which belongs to another code', (code, subcode, title) => {
		expect(lookUpErrorCode(code, subcode)?.title).toBe(title);
	});

	it('does not use the text of a subcode for an unknown code', () => {
		expect(lookUpErrorCode(199_999, 2388024)).toBeUndefined();
	});

	it.each([
		[1, 1],
		[131000, 2],
		[131027, 2],
		[138004, 0],
		[2, undefined],
	])('limits the retries of %i to %s', (code, maxRetries) => {
		expect(lookUpErrorCode(code)?.maxRetries).toBe(maxRetries);
	});

	it('blocks a number for the rest of a run only when the account or number is blocked', () => {
		const stopping = [368, 131031, 131048, 131064, 132015, 131042, 80007].filter(
			(code) => lookUpErrorCode(code)?.blocksSender,
		);
		expect(stopping).toEqual([368, 131031, 131048]);
	});

	it('ignores property names that every object inherits', () => {
		expect(lookUpErrorCode('constructor' as never)).toBeUndefined();
		expect(lookUpErrorCode(190, 'toString' as never)?.retry).toBe('never');
	});
});

describe('classifyRecipient', () => {
	it('returns nothing for unknown codes', () => {
		expect(classifyRecipient({ code: 987_654 })).toBeUndefined();
		expect(classifyRecipient({})).toBeUndefined();
	});

	it("returns when to try a recipient again, preferring Meta's time over the table's", () => {
		expect(classifyRecipient({ code: 131049 }, 0)).toEqual({
			class: 'later',
			after: '1970-01-02T00:00:00.000Z',
			scope: 'marketing',
		});
		expect(classifyRecipient({ code: 131049, waitMs: 42 * 60_000 }, 0)).toEqual({
			class: 'later',
			after: '1970-01-01T00:42:00.000Z',
			scope: 'marketing',
		});
		expect(classifyRecipient({ code: 131026, waitMs: 1000 }, 0)).toEqual({ class: 'never' });
	});

	it.each([368, 132015, 80007, 4, 131048, 133016, 2388023])(
		'gives no date per recipient for %i, regardless of the wait that Meta reports',
		(code) => {
			expect(classifyRecipient({ code, waitMs: 42 * 60_000 }, 0)).toEqual({ class: 'change' });
		},
	);
});
