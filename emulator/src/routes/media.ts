import { createHmac } from 'node:crypto';
import { requireScope } from '../auth';
import { parameterError, unknownObject } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { kindOfType, maxBytes, uploadTypes } from '../mediaTypes';
import { seed } from '../seed';
import { discard, readUploadForm, type UploadedFile } from '../uploadForm';
import { requireMessagingProduct } from './messages';
import { messagingPhone, visibleMedia } from './nodes';

/**
 * POST /{phone}/media (Meta docs: Media > Upload media): a multipart form with messaging_product, file and, usually,
 * type.
 */
export async function postMedia(ctx: RequestContext, id: string): Promise<RouteResponse> {
	const phone = messagingPhone(ctx, id);
	const form = await readUploadForm(ctx);
	const file = form.files.find((part) => part.field === 'file');
	try {
		requireMessagingProduct(form.fields.messaging_product ?? ctx.query.messaging_product);
		if (!file) throw parameterError('The parameter file is required.');
		checkFile(file);
		checkUseCase(form.fields.use_case, file);
	} catch (error) {
		discard(form.files);
		throw error;
	}
	discard(form.files.filter((part) => part !== file));
	const media = ctx.state.media.keep({
		id: ctx.state.media.newId(),
		phoneNumberId: phone.id,
		mimeType: file.mimeType,
		size: file.size,
		sha256: file.sha256,
		...(file.fileName === undefined ? {} : { fileName: file.fileName }),
		animated: file.animated,
		isOpus: file.isOpus,
		// An announcement does not expire (Meta docs: Calling API > Voicemail).
		...(form.fields.use_case === undefined
			? { expiresAt: ctx.state.media.expiry('upload') }
			: { useCase: form.fields.use_case }),
		source: { path: file.path },
	});
	return { json: { id: media.id } };
}

/**
 * Meta docs: Media > Supported media types. The part's own type decides the kind, the kind decides the size. An empty
 * file is rejected. Whether a WebP picture moves matters in a sticker message only: it may be meant for a document.
 * @throws GraphError 100
 */
export function checkFile(file: Pick<UploadedFile, 'mimeType' | 'size'>): void {
	const kind = kindOfType(file.mimeType);
	if (kind === undefined) {
		throw parameterError(
			`Param file must be a file with one of the following types: ${uploadTypes.join(', ')}. Received file of type '${file.mimeType}'.`,
		);
	}
	if (file.size === 0) throw parameterError('Param file must not be empty.');
	const limit = maxBytes(kind, true);
	if (file.size > limit)
		throw parameterError(`Param file must be at most ${limit} bytes. Received file of ${file.size} bytes.`);
}

/** Meta docs: Cloud API Calling > Voicemail: an announcement is OGG with Opus. */
function checkUseCase(useCase: string | undefined, { isOpus }: UploadedFile): void {
	if (useCase === undefined) return;
	if (useCase !== 'call_voicemail_announcement')
		throw parameterError('Param use_case must be one of {call_voicemail_announcement}');
	if (!isOpus) throw parameterError('Param file must be an OGG file with the Opus codec.');
}

/** GET /{media} (Meta docs: Media > Retrieve media URL): the URL of the bytes, valid for five minutes. */
export function getMedia(ctx: RequestContext, id: string): RouteResponse {
	const media = ownMedia(ctx, id);
	const expires = ctx.state.clock.seconds() + ctx.state.settings.mediaUrlSeconds;
	const base = ctx.state.options.mediaBaseUrl ?? ctx.origin;
	return {
		json: {
			url: `${base}/whatsapp_business/attachments/?mid=${id}&source=getMedia&ext=${expires}&hash=${mediaHash(id, expires)}`,
			mime_type: media.mimeType,
			sha256: media.sha256,
			file_size: media.size,
			id,
			messaging_product: 'whatsapp',
		},
	};
}

/** DELETE /{media} (Meta docs: Media > Delete media). */
export function deleteMedia(ctx: RequestContext, id: string): RouteResponse {
	ownMedia(ctx, id);
	ctx.state.media.remove(id);
	return { json: { success: true } };
}

/** phone_number_id optionally checks that the media belongs to this number (Meta docs: Media > Retrieve media URL). */
function ownMedia(ctx: RequestContext, id: string): NonNullable<ReturnType<typeof visibleMedia>> {
	const media = visibleMedia(ctx, id);
	const requestedId = ctx.params.phone_number_id;
	if (!media || (requestedId !== undefined && requestedId !== '' && String(requestedId) !== media.phoneNumberId))
		throw unknownObject(ctx.method, id);
	requireScope(ctx, 'whatsapp_business_messaging');
	return media;
}

/** The signature in a media URL. */
export function mediaHash(id: string, expires: number): string {
	return createHmac('sha256', seed.app.secret).update(`${id}.${expires}`).digest('base64url');
}
