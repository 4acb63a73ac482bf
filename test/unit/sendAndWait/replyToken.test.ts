import fc from 'fast-check';
import {
	decodeReply,
	encodeReply,
	MAX_TOKEN,
	resumePath,
} from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/replyToken';

const base = 'https://n8n.example.com/base/webhook-waiting';
const signature = 'a1'.repeat(32);
const url = (executionId: string, nodeId: string, answer: string, run = '0') =>
	`${base}/${executionId}/${encodeURIComponent(nodeId)}?answer=${answer}&run=${run}&signature=${signature}`;

test('contains only the parts of the URL that differ between waits of one n8n', () => {
	expect(encodeReply(url('4711', 'f2a1-node', 'approve', '3'))).toBe(`n8nwait:4711:f2a1-node:approve:3:${signature}`);
});

test('decodes to the signed path for any node ID that fits', () => {
	fc.assert(
		fc.property(
			fc.bigInt({ min: 1n, max: 10n ** 18n }),
			fc.uuid(),
			fc.constantFrom('approve', 'decline', 'message', '0', '99'),
			fc.nat(9999),
			(execution, node, answer, run) => {
				const signed = url(String(execution), node, answer, String(run));
				const token = encodeReply(signed)!;
				expect(token.length).toBeLessThanOrEqual(MAX_TOKEN);
				expect(`${base}${resumePath(decodeReply(token)!)}`).toBe(signed);
			},
		),
	);
	const odd = url('1', 'Ask: "me"/now?', 'approve');
	expect(`${base}${resumePath(decodeReply(encodeReply(odd))!)}`).toBe(odd);
});

test.each([
	['an answer is missing', `${base}/1/node?run=0&signature=${signature}`],
	['a signature is missing', `${base}/1/node?answer=approve&run=0`],
	['the node ID is too long for a button', url('1', 'x'.repeat(120), 'approve')],
])('returns no token when %s', (_name, signed) => expect(encodeReply(signed)).toBeUndefined());

test('creates for any node of n8n a token that fits into a list row ID', () => {
	expect(
		encodeReply(url('9'.repeat(19), 'c2d9f6de-9f0b-4c7c-8f0e-0f3f5b0f6a11', 'approve', '99999'))!.length,
	).toBeLessThanOrEqual(200);
});

test('decodes only tokens, and no part can contain a host or leave the path', () => {
	fc.assert(fc.property(fc.string(), (text) => expect(decodeReply(text)).toBeUndefined()));
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (execution, node, answer) => {
			const parts = decodeReply(`n8nwait:${execution}:${node}:${answer}:0:${signature}`);
			if (parts === undefined) return;
			const resumed = new URL(`${base}${resumePath(parts)}`);
			expect(resumed.href.startsWith(`${base}/${parts.executionId}/`)).toBe(true);
			expect(resumed.pathname.split('/')).toHaveLength(5);
			expect([...resumed.searchParams.keys()]).toEqual(['answer', 'run', 'signature']);
		}),
	);
	for (const text of [
		undefined,
		null,
		7,
		{},
		`n8nwait:1:..:approve:0:${signature}`,
		`n8nwait:1:a/b:approve:0:${signature}`,
		`n8nwait:1:a:approve&x=1:0:${signature}`,
		`x n8nwait:1:a:approve:0:${signature}`,
		`n8nwait:1:a:approve:0:${signature}\n`,
	]) {
		expect(decodeReply(text)).toBeUndefined();
	}
});
