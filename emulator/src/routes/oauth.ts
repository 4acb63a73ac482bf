import { GraphError, parameterError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';

const oauthError = (message: string, code: number): GraphError =>
	new GraphError(400, { message, type: 'OAuthException', code });

/**
 * GET or POST /oauth/access_token: the client-credentials grant (Meta docs: Graph API > Access tokens). ID and secret
 * are read from query or body, not from a Basic header.
 */
export function accessToken(ctx: RequestContext): RouteResponse {
	const { client_id: id, client_secret: secret, grant_type: grant } = ctx.params;
	if (id === undefined || id === '') throw oauthError('Missing client_id parameter.', 101);
	const app = ctx.state.findApp(String(id));
	if (!app) throw oauthError('Error validating application. Cannot get application info due to a system error.', 101);
	if (grant !== 'client_credentials') throw oauthError('Missing redirect_uri parameter.', 191);
	if (secret === undefined || secret === '') throw oauthError('Missing client_secret parameter.', 1);
	if (secret !== app.secret) throw oauthError('Error validating client secret.', 1);
	return { json: { access_token: app.token, token_type: 'bearer' } };
}

/**
 * GET /debug_token?input_token= with a token of the same app: its app token, or a system user token, such as the
 * inspected one (Meta docs: Graph API reference > Debug-Token; WhatsApp docs: Permissions > Checking for granted
 * permissions, Embedded Signup > Manage accounts). The error for another app is not on Meta's pages; the issue
 * trackers of several SDKs quote it, such as facebook/facebook-sdk-for-unity#551.
 */
export function debugToken(ctx: RequestContext): RouteResponse {
	const text = ctx.params.input_token;
	if (typeof text !== 'string' || text === '') throw parameterError('You must provide an input_token parameter');
	const token = ctx.state.tokens.find(text);
	if (!token) {
		return {
			json: {
				data: {
					error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
					is_valid: false,
					scopes: [],
				},
			},
		};
	}
	if (token.app.id !== ctx.token.app.id)
		throw parameterError('The App_id in the input_token did not match the Viewing App');
	return {
		json: {
			data: {
				app_id: token.app.id,
				type: token.type,
				application: token.app.name,
				...(token.type === 'APP' ? {} : { data_access_expires_at: 0, expires_at: token.rejection ? 1794675600 : 0 }),
				...(token.rejection
					? { error: { code: 190, message: token.rejection.message, subcode: token.rejection.subcode } }
					: {}),
				is_valid: !token.rejection,
				scopes: token.scopes,
				...(token.type === 'APP'
					? {}
					: {
							// Without target_ids: all catalogs of the business.
							granular_scopes: token.scopes.map((scope) =>
								scope.startsWith('whatsapp_') ? { scope, target_ids: token.wabaIds } : { scope },
							),
							user_id: ctx.state.seed.systemUserId,
						}),
			},
		},
	};
}
