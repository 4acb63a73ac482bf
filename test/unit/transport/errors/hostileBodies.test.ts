import * as fc from 'fast-check';
import { parseGraphError, type ParsedGraphError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { responseOf, TOKEN, readError } from './readError';

describe('hostile bodies', () => {
	const secret = fc.oneof(
		fc.constant(TOKEN),
		fc.stringMatching(/^[A-Za-z0-9]{20,60}$/).map((rest) => `EAA${rest}`),
	);
	const leak = secret.chain((token) =>
		fc
			.constantFrom(
				token,
				`https://graph.facebook.com/v25.0/1/messages?access_token=${token}&after=x`,
				`Bearer ${token}`,
				`appsecret_proof=${token}`,
				`{"access_token":"${token}`,
			)
			.map((text) => ({ token, text })),
	);

	const json = (text: string) =>
		fc.letrec<{ value: unknown }>((tie) => ({
			value: fc.oneof(
				{ maxDepth: 4 },
				fc.constant(text),
				fc.string(),
				fc.string().map((padding) => `${padding}${text}${padding}`),
				fc.integer(),
				fc.constantFrom(
					null,
					true,
					1.5,
					'',
					'\u0000'.repeat(500),
					'\ud800'.repeat(500),
					'\u0a95'.repeat(2_000),
					'x'.repeat(5_000),
					'"'.repeat(900),
				),
				fc.array(tie('value'), { maxLength: 40 }),
				fc.dictionary(
					fc.constantFrom(
						'error',
						'message',
						'code',
						'error_data',
						'details',
						'type',
						'paging',
						'next',
						'fbtrace_id',
						'error_user_msg',
						'error_user_title',
						'error_subcode',
						'blame_field_specs',
						'errors',
						'is_transient',
						'__proto__',
						text,
					),
					tie('value'),
				),
			),
		})).value;

	const bodies = leak.chain(({ token, text }) =>
		fc
			.oneof(
				json(text),
				json(text).map((error) => ({ error })),
				json(text).map((error) => ({ error: { message: text, code: 190, error_data: error } })),
				json(text).map((error) => JSON.stringify({ error: { message: text, error_data: JSON.stringify(error) } })),
				fc
					.tuple(json(text), fc.nat(400))
					.map(([value, cut]) => JSON.stringify({ message: text, value }).slice(0, -1 - cut)),
				fc.tuple(json(text), fc.nat(400)).map(([value, cut]) => Buffer.from(JSON.stringify([value, text]).slice(cut))),
				fc.nat(25_000).map((length) => `<html><title>${text}</title>${'y'.repeat(length)} ${text}`),
				fc.uint8Array({ maxLength: 300 }),
			)
			.map((body) => ({ token, body })),
	);

	it('never throws, limits every field, and removes every token', () => {
		fc.assert(
			fc.property(
				bodies,
				fc.constantFrom(200, 206, 302, 400, 401, 500, 502, 0, Number.NaN),
				({ token, body }, status) => {
					const error: ParsedGraphError | undefined = parseGraphError(
						responseOf(status, body, { location: `https://x.test/?access_token=${token}` }),
					);
					const kept = JSON.stringify(error ?? {});
					expect(kept).not.toContain(token);
					expect(Buffer.byteLength(JSON.stringify(error?.raw ?? ''))).toBeLessThanOrEqual(2_048);
					expect(error?.message ?? 'x').not.toBe('');
					expect((error?.message ?? '').length).toBeLessThanOrEqual(300);
					expect((error?.details ?? '').length).toBeLessThanOrEqual(1_100);
				},
			),
			{ numRuns: 1_000, seed: 20_261_101 },
		);
	});

	it('handles a very large body quickly and keeps it short', () => {
		const huge = {
			error: {
				message: 'm'.repeat(5_000_000),
				code: 100,
				type: 'T',
				fbtrace_id: 'F',
				rest: Array(50_000).fill({ a: 'b' }),
			},
		};
		const before = process.cpuUsage();
		const error = readError(400, huge);
		// CPU time, because other processes slow the test down.
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
		expect(error.message).toHaveLength(300);
		expect(Buffer.byteLength(JSON.stringify(error.raw))).toBeLessThanOrEqual(2_048);
		expect(error.raw).toMatchObject({ error: { code: 100, type: 'T', fbtrace_id: 'F' } });
	});

	it('handles a very deeply nested body', () => {
		const deep = '{"error":'.repeat(20_000);
		expect(readError(500, deep).message).toBe('The response was incomplete');
		expect(readError(500, `${'{"error":'.repeat(3_000)}1${'}'.repeat(3_000)}`).message).toBe(
			'The request was rejected without a reason',
		);
	});
});
