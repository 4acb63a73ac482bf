import { seed } from '../seed';
import { userId } from '../webhookPayloads';

/** Values of a webhook change, by the name of the event. */
export type Kinds = Record<string, Record<string, unknown>>;

/**
 * Placeholders for what is new each time a sample is sent: a message's ID, the time in seconds as text and as number, a
 * file.
 */
export const ID = '<id>';
export const TIME = '<time>';
export const SECONDS = '<seconds>' as unknown as number;
export const FILE = '<file>';
/** Placeholder for a message of the number, also new each time, but the same within a sample. */
export const SENT = '<sent>';
/** Placeholders for the sample's number: its webhook metadata, its ID, and its digits. */
export const METADATA = '<metadata>';
export const NUMBER_ID = '<number id>';
export const NUMBER = '<number>';

export const FROM = '16505551234';
export const USER = userId(FROM);
export const PARENT = 'US.ENT.11815799212886844830';
export const contact = {
	profile: { name: 'Pablo Morales', username: '@pablo' },
	wa_id: FROM,
	user_id: USER,
	parent_user_id: PARENT,
};
export const about = { messaging_product: 'whatsapp', metadata: METADATA };

/** An earlier message from the customer. */
export const EARLIER = seed.incomingMessageId;

/** A message as it appears in lists. */
export const message = (
	type: string | undefined,
	content: unknown,
	rest: Record<string, unknown> = {},
): Record<string, unknown> => ({
	from: FROM,
	from_user_id: USER,
	from_parent_user_id: PARENT,
	id: ID,
	timestamp: TIME,
	...(type === undefined ? {} : { type }),
	...(type === undefined || content === undefined ? {} : { [type]: content }),
	...rest,
});
export const text = (body: string, rest: Record<string, unknown> = {}): Record<string, unknown> =>
	message('text', { body }, rest);

/** A message from the business. */
export const echo = (type: string, content: unknown, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	from: NUMBER,
	to: FROM,
	to_user_id: USER,
	to_parent_user_id: PARENT,
	id: ID,
	timestamp: TIME,
	type,
	[type]: content,
	...rest,
});

export const file = (mimeType: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	...rest,
	mime_type: mimeType,
	sha256: FILE,
	id: FILE,
});

export const error = (code: number, title: string, details: string): Record<string, unknown> => ({
	code,
	title,
	message: title,
	error_data: { details },
});

/** Seconds from now; negative values are in the past. */
export const after = (seconds: number): number => `<seconds ${seconds}>` as unknown as number;
