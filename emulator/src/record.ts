import type { IncomingMessage } from 'node:http';
import type { Tokens } from './tokens';

const secretParams = new Set(['access_token', 'input_token']);

/** Query or body with every secret replaced by its kind. */
export function withoutSecrets(params: Record<string, unknown>, tokens: Tokens): Record<string, unknown> {
	const clean: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(params)) {
		if (secretParams.has(key)) clean[key] = `<${tokens.kind(String(value))}>`;
		else if (key === 'client_secret' || key === 'appsecret_proof') clean[key] = '<hidden>';
		else clean[key] = value;
	}
	return clean;
}

/** The headers of a request; of the authorization, only scheme and kind of token. */
export function recordHeaders(req: IncomingMessage, tokens: Tokens): Record<string, string> {
	const clean: Record<string, string> = {};
	for (const [name, value] of Object.entries(req.headers)) {
		const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
		if (name === 'authorization') {
			const [scheme = '', token = ''] = text.split(/\s+/);
			clean[name] = /^(bearer|oauth)$/i.test(scheme) ? `${scheme} <${tokens.kind(token)}>` : `${scheme} <hidden>`;
		} else if (name === 'cookie' || name === 'proxy-authorization') clean[name] = '<hidden>';
		else clean[name] = text;
	}
	return clean;
}
