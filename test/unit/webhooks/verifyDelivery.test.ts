import type { IWebhookFunctions } from 'n8n-workflow';
import { MAX_BODY, parsePayload } from '../../../nodes/WhatsAppBusinessCloud/webhooks/rawBody';
import { signatureOf } from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';
import { verifyDelivery } from '../../../nodes/WhatsAppBusinessCloud/webhooks/verifyDelivery';

const secret = 'app-secret';
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');

let nodes = 0;
/** Verifies a request to a new node. @returns the result, and how often the credential was read */
async function verify(
	rawBody: unknown,
	signature: unknown,
	clientSecret: unknown = secret,
): Promise<{ result: unknown; reads: number }> {
	let reads = 0;
	const id = `node-${++nodes}`;
	const context = {
		getRequestObject: () => ({ rawBody }),
		getHeaderData: () => ({ 'x-hub-signature-256': signature }),
		getNode: () => ({ id }),
		getNodeParameter: (_name: string, fallback: unknown) => fallback,
		getWorkflow: () => ({ id: 'workflow' }),
		getCredentials: async () => {
			reads++;
			if (clientSecret instanceof Error) throw clientSecret;
			return { clientSecret };
		},
	} as unknown as IWebhookFunctions;
	return { result: await verifyDelivery(context), reads };
}

test('returns the payload and the secret of a signed delivery', async () => {
	expect(await verify(body, signatureOf(body, secret), ` ${secret}\n`)).toEqual({
		result: { payload: { object: 'whatsapp_business_account', entry: [] }, appSecret: secret },
		reads: 1,
	});
});

const app = 'the app that is subscribed';
test.each<[string, unknown, unknown, unknown, { status: number; reason: string }, number]>([
	['a missing body', undefined, signatureOf(body, secret), secret, { status: 400, reason: 'it has no body' }, 0],
	['an empty body', Buffer.alloc(0), signatureOf(body, secret), secret, { status: 400, reason: 'it has no body' }, 0],
	[
		'a body that is too large',
		Buffer.alloc(MAX_BODY + 1, 32),
		signatureOf(body, secret),
		secret,
		{ status: 413, reason: 'it is larger than any that Meta sends' },
		0,
	],
	[
		'a missing signature',
		body,
		undefined,
		secret,
		{ status: 401, reason: 'it is not signed (header X-Hub-Signature-256), so it is not from Meta' },
		0,
	],
	[
		'a signature of another kind',
		body,
		'sha1=00',
		secret,
		{ status: 401, reason: 'its signature (header X-Hub-Signature-256) does not have the format of Meta' },
		0,
	],
	[
		'the signature of another app',
		body,
		signatureOf(body, 'other'),
		secret,
		{
			status: 401,
			reason: `its signature does not match. If it is from Meta, 'App Secret' in the credential is not the one of ${app}`,
		},
		1,
	],
	[
		'a signature with an empty secret, which any caller can create',
		body,
		signatureOf(body, ''),
		'',
		{
			status: 401,
			reason: `'App Secret' in the credential is empty, so no signature can be checked. Enter it there: App settings > Basic of ${app}`,
		},
		1,
	],
	[
		'a credential that cannot be read',
		body,
		signatureOf(body, secret),
		new Error('database'),
		{ status: 503, reason: 'the credential of the trigger cannot be read. Meta delivers again later' },
		1,
	],
	[
		'a signed body that is not JSON',
		Buffer.from('{'),
		signatureOf(Buffer.from('{'), secret),
		secret,
		{ status: 400, reason: 'it is not JSON' },
		1,
	],
])('rejects a request with %s', async (_, raw, signature, clientSecret, rejection, reads) => {
	expect(await verify(raw, signature, clientSecret)).toEqual({ result: rejection, reads });
});

describe('body', () => {
	const about = (rest: string): Buffer => Buffer.from(`{"object":"whatsapp_business_account"${rest}}`);

	test.each<[string, Buffer, object]>([
		['a valid body', about(''), { payload: { object: 'whatsapp_business_account' } }],
		['invalid JSON', Buffer.from('{"a":'), { status: 400, reason: 'it is not JSON' }],
		['a list', Buffer.from('[]'), { status: 422, reason: 'it is not a JSON object' }],
		['null', Buffer.from('null'), { status: 422, reason: 'it is not a JSON object' }],
		[
			'an event of a Facebook page',
			Buffer.from('{"object":"page"}'),
			{ status: 422, reason: 'its object is not whatsapp_business_account' },
		],
		[
			'JSON nested too deeply',
			about(`,"entry":${'['.repeat(100_000)}${']'.repeat(100_000)}`),
			{ status: 422, reason: 'it is nested deeper than 64 levels' },
		],
	])('reads the body of a request: %s', (_, raw, result) => {
		expect(parsePayload(raw)).toEqual(result);
	});

	test("accepts a request of Meta's maximum size", () => {
		const raw = about(`,"entry":"${'x'.repeat(3 * 1024 * 1024)}"`);
		expect(parsePayload(raw)).toHaveProperty('payload');
	});
});
