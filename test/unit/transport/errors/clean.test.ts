import { NodeOperationError, type INode } from 'n8n-workflow';
import { toItemError, UnknownOutcomeError } from '../../../../nodes/WhatsAppBusinessCloud/actions/run/itemErrors';
import {
	classifyError,
	cleanError,
	GraphApiError,
	parseNetworkError,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { hideSecrets, redact } from '../../../../nodes/WhatsAppBusinessCloud/shared/redact';
import { rememberSecrets } from '../../../../nodes/WhatsAppBusinessCloud/shared/secrets';
import { hookError } from '../../../../nodes/WhatsAppBusinessCloud/trigger/lifecycle/registrationErrors';

const node: INode = { id: '1', name: 'WhatsApp', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
const SECRET = 'proxy/secret+of the run';
const FORMS = [SECRET, 'proxy%2Fsecret%2Bof%20the%20run', 'proxy\\/secret+of the run', 'secret+of'];
const SAID = `a ${SECRET} b proxy%2Fsecret%2Bof%20the%20run c proxy\\/secret+of the run \u001b[31m\u202e`;

beforeAll(() => rememberSecrets(SECRET));

/** Everything that n8n may store or show of an error. */
function everything(error: Error): string {
	const { message, stack, cause } = error;
	const inner = cause instanceof Error ? everything(cause) : '';
	return `${message}\n${stack}\n${JSON.stringify({ ...error, node: undefined })}\n${inner}`;
}

const response = classifyError({
	httpStatus: 400,
	code: 100,
	message: SAID,
	details: SAID,
	traceId: 'T',
	raw: { echo: SAID },
});
const network = parseNetworkError(new Error(SAID));
const unforeseen = (): Error => new TypeError(`outer ${SAID}`, { cause: new Error(`inner ${SAID}`) });
const known = (): NodeOperationError => {
	const error = new NodeOperationError(node, `known ${SAID}`, { description: SAID });
	error.context.deep = [{ text: SAID, count: 1 }];
	return error;
};

test.each<[string, () => Error]>([
	["Meta's rejection", () => new GraphApiError(node, { outcome: 'rejected', response }, 0)],
	['a broken connection', () => new GraphApiError(node, { outcome: 'rejected', network, host: 'h' })],
	["an item's unknown outcome", () => toItemError(node, new UnknownOutcomeError(SAID, SAID), 0, 1).error],
	["an item's wrong input", () => toItemError(node, new InputError('Text', SAID, SAID), 0, 1).error],
	["an item's known error", () => toItemError(node, known(), 0, 1).error],
	["an item's unforeseen error", () => toItemError(node, unforeseen(), 0, 1).error],
	['a thrown text', () => toItemError(node, SAID, 0, 1).error],
	["a trigger's wrong input", () => hookError(node, new InputError('Text', SAID, SAID), '')],
	["a trigger's known error", () => hookError(node, known(), '')],
	["a trigger's unforeseen error", () => hookError(node, unforeseen(), '')],
])('shows no secret and no terminal control characters in %s', (_name, make) => {
	const text = everything(make());
	expect(text).toContain('[removed]');
	for (const form of FORMS) expect(text).not.toContain(form);
	expect(text).not.toMatch(/[\u001b\u202e]|\\u001b/);
});

test('keeps the rest of an error', () => {
	const error = cleanError(known());
	expect(error.message).toBe('known a [removed] b [removed] c [removed] ');
	expect(error.context.deep).toEqual([{ text: 'a [removed] b [removed] c [removed] ', count: 1 }]);
});

test('removes a secret that contains invisible characters or is truncated at the end of the input', () => {
	expect(redact(`x proxy/sec\u200bret+of \u202ethe run y`)).toBe('x [removed] y');
	const long = redact(`${'a '.repeat(9_990)}${SECRET} ${'b'.repeat(50_000)}`);
	expect(long).not.toContain('secret');
	expect(long.length).toBeLessThanOrEqual(20_000);
});

test('shows a complete request except for secrets', () => {
	expect(
		hideSecrets({ verify_token: SECRET, text: { body: `a\u202eb ${SECRET}`, n: 1, list: [SECRET, null, true] } }),
	).toEqual({
		verify_token: '[removed]',
		text: { body: 'a\u202eb [removed]', n: 1, list: ['[removed]', null, true] },
	});
});
