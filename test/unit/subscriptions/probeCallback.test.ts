import type { IHttpRequestOptions } from 'n8n-workflow';
import { probeCallback } from '../../../nodes/WhatsAppBusinessCloud/subscriptions/probeCallback';

/** A trigger that responds at every URL. */
function everywhere() {
	const requested: string[] = [];
	const httpRequest = async ({ url, qs }: IHttpRequestOptions) => {
		requested.push(url);
		return { statusCode: 200, headers: {}, body: (qs as Record<string, string>)['hub.challenge'] };
	};
	return { asked: requested, context: { helpers: { httpRequest } } };
}

test.each([
	['https://10.0.0.1/webhook/a', false],
	['https://169.254.169.254/latest', false],
	['https://[::ffff:127.0.0.1]/a', false],
	['https://n8n.internal/webhook/a', false],
	['http://example.com/webhook/a', false],
	['http://127.0.0.1:5678/webhook/a', false],
	['http://10.0.0.1/webhook/a', true],
	['nonsense', true],
])('makes no request to %s (local Graph API: %s)', async (callbackUrl, local) => {
	const { asked: requested, context } = everywhere();
	expect(await probeCallback(context, { callbackUrl, verifyToken: 't', appSecret: 's', local })).toEqual({
		responder: 'other',
	});
	expect(requested).toEqual([]);
});

test.each([
	['https://example.com/webhook/a', false],
	['http://127.0.0.1:5678/webhook/a', true],
])('probes %s (local Graph API: %s)', async (callbackUrl, local) => {
	const { asked: requested, context } = everywhere();
	expect(await probeCallback(context, { callbackUrl, verifyToken: 't', appSecret: 's', local })).toEqual({
		responder: 'trigger',
	});
	expect(requested).toEqual([callbackUrl]);
});
