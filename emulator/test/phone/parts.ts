import { seed, type Emulator } from '../../src';
import { clip, png, voice } from './files';

export type Json = Record<string, unknown>;

/** A message from the business, and a text that the customer reads on it. */
export interface Example {
	name: string;
	body: Json;
	shows: string[];
}

/** IDs of uploaded files. */
export type Files = Record<'image' | 'sticker' | 'document' | 'video' | 'audio', string>;

/** Uploads a file of each kind. */
export async function addFiles(emulator: Emulator): Promise<Files> {
	const add = async (mimeType: string, content: Buffer, fileName?: string): Promise<string> =>
		(await emulator.addMedia({ mimeType, content, fileName })).id;
	return {
		image: await add('image/png', png(), 'shoes.png'),
		sticker: await add('image/webp', png(120, 120)),
		document: await add('application/pdf', Buffer.alloc(48_000, 'x'), 'invoice-2026-118.pdf'),
		video: await add('video/mp4', clip()),
		audio: await add('audio/ogg', voice()),
	};
}

const money = (value: number): Json => ({ value, offset: 100 });

/** Parameters of an order to pay. */
export const order = (): Json => ({
	reference_id: 'A-2044',
	type: 'physical-goods',
	currency: 'INR',
	payment_type: 'upi',
	payment_configuration: 'mine',
	total_amount: money(52_000),
	order: {
		status: 'pending',
		items: [
			{ retailer_id: '1', name: 'Rye bread', amount: money(20_000), quantity: 2 },
			{ retailer_id: '2', name: 'Butter', amount: money(10_000), quantity: 1 },
		],
		subtotal: money(50_000),
		tax: money(2_000),
	},
});

/** Sends a message to a customer with the Graph API. @returns status and body of the response */
export async function sendTo(
	emulator: Emulator,
	to: string,
	body: Json,
	phoneNumberId = seed.phoneNumberId,
): Promise<{ status: number; id: string; json: Json }> {
	const response = await fetch(`${emulator.url}/v25.0/${phoneNumberId}/messages`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${seed.accessToken}`, 'Content-Type': 'application/json' },
		body: JSON.stringify({ messaging_product: 'whatsapp', to, ...body }),
	});
	const json = (await response.json()) as Json;
	const [message] = (json.messages ?? []) as Array<{ id: string }>;
	return { status: response.status, id: message?.id ?? '', json };
}
