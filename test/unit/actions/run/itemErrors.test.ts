import { NodeApiError, type INode } from 'n8n-workflow';
import { toErrorDetails, toItemError } from '../../../../nodes/WhatsAppBusinessCloud/actions/run/itemErrors';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { GraphApiError, parseGraphError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';

const node: INode = { id: '1', name: 'WhatsApp', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };
const empty = (): InputError => new InputError('Message', 'is empty', 'Enter a text');

const rejected = (outcome: 'rejected' | 'notSent'): GraphApiError => {
	const body = { error: { message: '(#131048) Spam', type: 'OAuthException', code: 131048, fbtrace_id: 'Trace1' } };
	return new GraphApiError(node, { outcome, response: parseGraphError({ statusCode: 400, headers: {}, body })! });
};

it('names the item as n8n does when there are several, and never when there is one', () => {
	expect(toItemError(node, empty(), 0, 1).error.message).toBe("'Message' is empty");
	expect(toItemError(node, empty(), 0, 2).error.message).toBe("'Message' is empty [item 0]");
	const several = toItemError(node, empty(), 1, 2);
	expect([several.error.message, several.reason]).toEqual(["'Message' is empty [item 1]", "'Message' is empty"]);
	expect(several.error.context).toEqual({ itemIndex: 1, field: 'Message' });
});

it("shows Meta's code as the error code, and the HTTP status in the item's details", () => {
	const { error } = toItemError(node, rejected('rejected'), 0, 1);
	expect(error).toMatchObject({ httpCode: '131048', context: { metaCode: 131048, httpStatus: 400, itemIndex: 0 } });
	expect(toErrorDetails(toItemError(node, rejected('rejected'), 0, 1))).toMatchObject({
		code: 131048,
		httpCode: '400',
	});
});

it('has no HTTP status for a message that was not sent', () => {
	const details = toErrorDetails(toItemError(node, rejected('notSent'), 0, 1));
	expect([details.code, details.outcome, 'httpCode' in details]).toEqual([131048, 'notSent', false]);
});

it("keeps the HTTP status of n8n's own errors", () => {
	const thrown = new NodeApiError(node, {}, { message: 'No', description: 'Why', httpCode: '403' });
	expect(toErrorDetails(toItemError(node, thrown, 0, 1))).toEqual({ description: 'Why', httpCode: '403' });
});
