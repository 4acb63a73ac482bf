import { NodeOperationError, type INode } from 'n8n-workflow';
import { z } from 'zod';
import type { Schema } from '../shared/input/parseInput';

/** The parts of Meta's responses that requests rely on. Other keys, and values that are not used, may be anything. */

/** An ID: Meta writes IDs as text, and some edges as numbers. */
const id = z.union([z.string().min(1), z.number()]);

/** A row of a list that a user picks from. */
export const rowWithId = z.object({ id });

/** A template as it is picked for sending. WhatsApp docs: Templates > List. */
export const templateRow = z.object({ name: z.string().min(1), language: z.string().min(1) });

/** POST /{phone}/media. WhatsApp docs: Media > Upload media. */
export const uploadedMedia = z.object({ id });

/** POST /{app}/uploads: the ID contains a signature. Graph API docs: Resumable Upload API. */
export const uploadSession = z.object({ id: z.string().regex(/^upload:[\x21-\x7e]+$/) });

/** POST /upload:{session}: the handle may have several lines. Graph API docs: Resumable Upload API. */
export const uploadedFile = z.object({ h: z.string().min(1) });

/** A page that is not the last one. Meta: stop when `next` is absent, not when a page is short. */
export const pageWithNext = z.object({
	paging: z.object({ next: z.string().min(1), cursors: z.object({ after: z.string().min(1) }) }),
});

/** GET /{media-id}. WhatsApp docs: Media > Retrieve media URL. */
export const mediaDescription = z.object({
	id: id.optional().catch(undefined),
	url: z.string().min(1),
	mime_type: z.string().optional().catch(undefined),
	sha256: z.string().optional().catch(undefined),
	file_size: z
		.union([z.number(), z.string().regex(/^\d+$/)])
		.optional()
		.catch(undefined),
});
export type MediaDescription = z.infer<typeof mediaDescription>;

/** GET /{phone-number-id} of a number that is also in the WhatsApp Business app. */
export const numberOnApp = z.object({ is_on_biz_app: z.literal(true) });

/** GET /{phone-number-id} of a number that Meta upgraded. WhatsApp docs: Cloud API > Throughput. */
export const numberWithHighThroughput = z.object({ throughput: z.object({ level: z.literal('HIGH') }) });

/**
 * Reads what the caller relies on in the response to a request that may be retried. Not for messages: one that Meta
 * accepted stays accepted, whatever the response contains.
 * @param missingMessage the error when the response does not have it: `Meta returned no ID for the file`
 * @throws NodeOperationError
 */
export function parseResponse<Output>(
	schema: Schema<Output>,
	body: unknown,
	missingMessage: string,
	node: INode,
	itemIndex?: number,
): Output {
	const result = schema.safeParse(body);
	if (result.success) return result.data;
	throw new NodeOperationError(node, missingMessage, {
		itemIndex,
		description: 'Try again. metastatus.com shows outages.',
	});
}
