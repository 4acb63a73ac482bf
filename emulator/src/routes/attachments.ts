import { tokenText } from '../auth';
import { tokenError, GraphError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { mediaHash } from './media';
import { visibleMedia } from './nodes';

const notFound = (): GraphError =>
	new GraphError(404, {
		message: 'The requested media was not found or its URL has expired.',
		type: 'OAuthException',
		code: 100,
	});

/**
 * GET on a media URL (Meta docs: Media > Download media): requires the Bearer header of a token that can see the media
 * and a User-Agent (403 without it). The URL is valid for five minutes, then 404.
 */
export function download(ctx: RequestContext): RouteResponse {
	const text = tokenText(ctx.req.headers.authorization, {});
	if (text === undefined) throw tokenError('An access token is required to request this resource.', undefined, 104);
	ctx.token = ctx.state.tokens.usable(text);
	if (!ctx.req.headers['user-agent'])
		throw new GraphError(403, { message: 'Forbidden', type: 'OAuthException', code: 10 });
	const { mid = '', ext = '', hash = '' } = ctx.query;
	const media = visibleMedia(ctx, mid);
	if (!media || hash !== mediaHash(mid, Number(ext)) || Number(ext) * 1000 <= ctx.state.clock.now()) throw notFound();
	const name = (media.fileName ?? `media_${media.id}`).replace(/["\\\r\n]/g, '_');
	return {
		stream: { from: () => ctx.state.media.open(media), length: media.size },
		headers: {
			'Content-Type': media.mimeType,
			'Content-Disposition': `attachment; filename="${name.replace(/[^\x20-\x7e]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
		},
	};
}
