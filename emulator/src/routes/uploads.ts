import { GraphError, parameterError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import type { UploadSession } from '../uploads';

// Meta docs: Resumable Upload API.
const types = ['application/pdf', 'image/jpeg', 'image/jpg', 'image/png', 'video/mp4'];

/** POST /{app}/uploads: starts a session. */
export function startUpload(ctx: RequestContext): RouteResponse {
	const { file_type: type, file_length: size } = ctx.params;
	const length = Number(size);
	if (!Number.isInteger(length) || length < 1) throw parameterError('The parameter file_length is required.');
	if (!types.includes(String(type)))
		throw parameterError(`Param file_type must be one of {${types.join(', ')}} - got "${String(type)}".`);
	const session = ctx.state.uploads.start(String(type), length);
	return { json: { id: `${session.id}?sig=${session.signature}` } };
}

function sessionOf(ctx: RequestContext): UploadSession {
	const session = ctx.state.uploads.find(ctx.segments[0], ctx.params.sig);
	if (session) return session;
	throw new GraphError(400, {
		message: 'The upload session does not exist or has expired.',
		type: 'OAuthException',
		code: 100,
	});
}

/** GET /upload:...: how many bytes were received so far. */
export function getUpload(ctx: RequestContext): RouteResponse {
	const { id, received } = sessionOf(ctx);
	return { json: { id, file_offset: received } };
}

/** POST /upload:... with raw bytes from file_offset on. Bytes received before the connection broke are kept. */
export async function postUpload(ctx: RequestContext): Promise<RouteResponse> {
	const session = sessionOf(ctx);
	const offset = Number(ctx.req.headers.file_offset);
	if (offset !== session.received) throw parameterError(`The header file_offset must be ${session.received}.`);
	for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
		session.received += chunk.length;
		if (session.received > session.length) throw parameterError('More bytes came than file_length said.');
		session.hash.update(chunk);
	}
	if (session.received < session.length) throw parameterError('Fewer bytes came than file_length said.');
	return { json: { h: ctx.state.uploads.finish(session) } };
}
