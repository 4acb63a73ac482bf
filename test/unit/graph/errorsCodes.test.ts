import { knownCode, type Retry } from '../../../nodes/WhatsAppBusinessCloud/graph/errorCodes';
import { isRetryable } from '../../../nodes/WhatsAppBusinessCloud/graph/errors';

const numbers = (text: string) => text.trim().split(/\s+/).map(Number);

/** Every code of Meta's tables, written down by hand, by what Meta says about repeating. */
const EXPECTED: Record<Retry, number[]> = {
	backoff: numbers(`
		1 2 130429 131056 131000 131016 131057 134101 134102 133000 133004 138004 139102 139103
	`),
	later: numbers(`
		368 4 80007 80008 32 17 613 131048 131064 133016 131049 132015 132069 133008 133009 133015
		138002 138005 138009 138010 138011 138012 138013 131208 131214 2388023 2388091 2388093 2494100
	`),
	never: numbers(`
		0 3 10 190 200 219 299 130497 131031
		33 100 131005 131008 131009 131021 135000
		130472 131026 131030 131037 131042 131044 131045 131047 131050 131051 131052 131053 131055 131059 131060
		131062 131063 137000 1026 470
		132000 132001 132005 132007 132008 132012 132016 132018 132021 132068 134011 134100
		133005 133006 133010 2388001 2388012 2388103 1752041
		138000 138001 138003 138006 138007 138018
		139000 139001 139002 139003 139004 4233041 139100 139101 139200 2388330 2388318
		131020 131041 130501 131201 131202 131203 131204 131207 131209 131210 131211 131212 131213 131215
		2388040 2388047 2388072 2388073 2388293 2388299 2388019 2388024
		200005 200006 200007 2593079 2593085 2593107 2593108 2593109
		147001 147002 147003 147004 147005
		2494164 2494165 2494166 2494167 2494168 2494176 2494177 2494179 2494191
	`),
};

const ALL = Object.entries(EXPECTED).flatMap(([retry, codes]) => codes.map((code) => [code, retry] as const));

/** Codes that a request is repeated for by itself (Meta's retry advice; limits that pass within seconds or minutes). */
const AUTOMATIC = numbers(`
	1 2 4 17 32 613 80007 80008 130429 131000 131016 131056 131057 131208 133000 133004 134101 134102 139102 139103
`);

const ERRNO = /ECONN|EADDR|ETIMEDOUT|ENOTFOUND|EHOST|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO|ERRADDR/i;

describe('knownCode', () => {
	it.each(ALL)('knows %i: repeat %s', (code, retry) => {
		expect(knownCode(code)?.retry).toBe(retry);
	});

	it.each(ALL)('words %i as a person reads it', (code) => {
		const { title, advice } = knownCode(code)!;
		expect(title).toMatch(/^[A-Z].{8,110}[^.!]$/);
		expect(advice).toMatch(/^[A-Za-z].*\.$/);
		for (const sentence of [title, advice]) {
			expect(sentence).not.toMatch(/\b(errors?|problems?|failures?|mistakes?|node)\b/i);
			expect(sentence).not.toMatch(ERRNO);
			expect(sentence).not.toContain('canceled');
			expect(sentence).not.toMatch(/\s\s|\n/);
		}
	});

	it('repeats by itself for the listed codes only', () => {
		const repeated = ALL.map(([code]) => code).filter((code) => isRetryable({ code, message: '' }));
		expect(repeated.sort((a, b) => a - b)).toEqual(AUTOMATIC.sort((a, b) => a - b));
	});

	it.each([
		[131056, 6_000],
		[131057, 60_000],
		[134101, 600_000],
		[133015, 300_000],
		[131049, 86_400_000],
		[133016, 259_200_000],
		[132015, 10_800_000],
		[131214, 604_800_000],
		[130429, undefined],
	])('%i waits %s ms', (code, waitMs) => {
		expect(knownCode(code)?.waitMs).toBe(waitMs);
	});

	it.each([
		[1, 1],
		[131000, 2],
		[138004, 0],
		[2, undefined],
	])('%i is repeated at most %s times', (code, maxRetries) => {
		expect(knownCode(code)?.maxRetries).toBe(maxRetries);
	});

	it.each([
		[190, undefined, 'The access token is expired, revoked or not a token at all'],
		[190, 460, 'The access token ended because the password of its user was changed'],
		[190, 463, 'The access token has expired'],
		[190, 467, 'The access token is no longer valid'],
		[190, 999, 'The access token is expired, revoked or not a token at all'],
		[463, undefined, undefined],
		[100, undefined, 'Meta refused a parameter of the request'],
		[100, 33, 'Meta does not know this ID, or the access token may not use it'],
		[100, 2388024, 'A template of this name and language exists already'],
		[100, 2388023, 'A template of this name and language is being deleted'],
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
	])('code %s with subcode %s: %s', (code, subcode, title) => {
		expect(knownCode(code, subcode)?.title).toBe(title);
	});

	it('is not led astray by names that every object has', () => {
		expect(knownCode('constructor' as never)).toBeUndefined();
		expect(knownCode(190, 'toString' as never)?.retry).toBe('never');
	});
});
