import fc from 'fast-check';
import {
	createFlowToken,
	describeFlowToken,
	MAX_FLOW_TOKEN,
	readFlowToken,
} from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/token';

const SECRET = 'a secret';
const NOW = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;

test('returns any content that was put into a token', () => {
	const content = fc.record(
		{
			recipient: fc.string({ maxLength: 30 }),
			flow: fc.string({ maxLength: 30 }),
			data: fc.dictionary(fc.string({ maxLength: 10 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
		},
		{ requiredKeys: [] },
	);
	fc.assert(
		fc.property(content, (given) => {
			const token = createFlowToken({ ...given, expires: NOW + HOUR }, SECRET);
			expect(token).toMatch(/^n8nflow1\.[\w-]+\.[\w-]{43}$/);
			expect(readFlowToken(token, SECRET, NOW)).toEqual({
				state: 'valid',
				content: JSON.parse(JSON.stringify({ ...given, expires: NOW + HOUR })),
			});
		}),
	);
});

test('expires a token at its exact second', () => {
	const token = createFlowToken({ expires: NOW }, SECRET);
	expect(readFlowToken(token, SECRET, NOW - 1).state).toBe('valid');
	expect(readFlowToken(token, SECRET, NOW).state).toBe('expired');
	expect(readFlowToken(createFlowToken({}, SECRET), SECRET, NOW + 1e6 * HOUR).state).toBe('valid');
});

test('reports a token as forged when any character has changed', () => {
	const token = createFlowToken({ recipient: '1', flow: '2', expires: NOW + HOUR }, SECRET);
	for (let at = 0; at < token.length; at++) {
		for (const other of ['A', 'B', '-', '.', '=', ' ']) {
			if (token[at] === other) continue;
			const state = readFlowToken(token.slice(0, at) + other + token.slice(at + 1), SECRET, NOW).state;
			expect(state).toBe(at < 9 ? 'unsigned' : 'forged');
		}
	}
	expect(readFlowToken(token.slice(0, -1), SECRET, NOW).state).toBe('forged');
	expect(readFlowToken(`${token}A`, SECRET, NOW).state).toBe('forged');
});

test('reports a token as forged with another secret or none', () => {
	const token = createFlowToken({ flow: '2' }, SECRET);
	expect(readFlowToken(token, 'another', NOW)).toEqual({ state: 'forged' });
	expect(readFlowToken(token, '', NOW)).toEqual({ state: 'forged' });
	expect(readFlowToken(token, ` ${SECRET}\n`, NOW).state).toBe('valid');
	expect(() => createFlowToken({}, '  ')).toThrow("'App Secret' in the credential is empty");
});

test.each([undefined, null, 7, '', 'unused', 'n8nflow2.a.b', {}, 'x'.repeat(MAX_FLOW_TOKEN + 1)])(
	'reports an unsigned token: %p',
	(token) => {
		expect(readFlowToken(token, SECRET, NOW)).toEqual({ state: 'unsigned' });
		expect(describeFlowToken(readFlowToken(token, SECRET, NOW))).toBeUndefined();
	},
);

test('rejects content that is too large, and says how to fix it', () => {
	expect(() => createFlowToken({ data: { text: 'x'.repeat(MAX_FLOW_TOKEN) } }, SECRET)).toThrow(
		/^'Token Data \(JSON\)' is too large: the flow token would have \d+ characters, and 2000 are allowed$/,
	);
});

test('describes a token for an item', () => {
	const reading = readFlowToken(createFlowToken({ flow: '2', expires: NOW }, SECRET), SECRET, NOW);
	expect(describeFlowToken(reading)).toEqual({ state: 'expired', flow: '2', expiresAt: '2026-11-22T00:00:00.000Z' });
});
