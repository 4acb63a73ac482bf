import { seed } from '../seed';
import type { State } from '../state';
import type { PhoneNumber, WebhookEvent } from '../types';
import { metadata } from '../webhookPayloads';
import { accountOf, fieldOf, isAboutNumber, samples } from './index';
import { FILE, FROM, ID, METADATA, NUMBER, NUMBER_ID, SENT, TIME } from './parts';

/** Which samples to send. */
export interface SampleChoice {
	/** Webhook field, or `statuses`. Default: all. */
	field?: string;
	/** Default: all kinds of the field. */
	kind?: string;
	/** The number that the samples are about. Default: the first one. */
	phoneNumberId?: string;
}

type Json = Record<string, unknown>;

/** Size of the files in samples, in bytes. */
const FILE_BYTES = 2000;

/** Meta docs: Calling API > Call transcription. */
export const transcript = Buffer.from(
	JSON.stringify({
		metadata: { processed_at: 1, audio: { duration: 3.2, sample_rate: 16000, channels: 2, audio_format: 'ogg' } },
		transcript: {
			text: '[Business] Lucky Shrub, hello [Customer] Hi, it is Pablo',
			language: 'en',
			duration: 3.2,
			confidence: 0.97,
			segments: [
				{ id: 0, speaker: 'Business', channel: 0, start: 0, end: 1.4, text: 'Lucky Shrub, hello', confidence: 0.98 },
				{ id: 1, speaker: 'Customer', channel: 1, start: 1.6, end: 3.2, text: 'Hi, it is Pablo', confidence: 0.96 },
			],
		},
	}),
);

/** Fills the placeholders of a sample. */
class Filling {
	private readonly seconds: number;
	private readonly sent: string;
	/** The IDs of the emulator's account, in place of those in the samples. */
	private readonly ids: Map<string, string>;

	constructor(
		private readonly state: State,
		private readonly phone: PhoneNumber,
	) {
		this.seconds = state.clock.seconds();
		this.sent = state.newMessageId(FROM);
		const { app, businessPortfolioId, wabaId } = state.seed;
		this.ids = new Map([
			[seed.app.id, app.id],
			[seed.businessPortfolioId, businessPortfolioId],
			[seed.wabaId, wabaId],
			[seed.phoneNumberId, phone.id],
		]);
	}

	async fill(value: unknown): Promise<unknown> {
		if (typeof value === 'string') return this.text(value);
		if (Array.isArray(value)) return await Promise.all(value.map(async (one) => await this.fill(one)));
		if (typeof value !== 'object' || value === null) return value;
		const filled: Json = Object.fromEntries<unknown>(
			await Promise.all(Object.entries(value).map(async ([key, one]) => [key, await this.fill(one)] as const)),
		);
		return filled.id === FILE ? await this.file(filled) : filled;
	}

	private text(value: string): unknown {
		const own = this.ids.get(value);
		if (own !== undefined) return own;
		if (value === METADATA) return metadata(this.phone);
		if (value === NUMBER_ID) return this.phone.id;
		if (value === SENT) return this.sent;
		if (value === ID) return this.state.newMessageId(FROM);
		if (value === TIME) return String(this.seconds);
		const relative = /^<seconds ?(-?\d*)>$/.exec(value);
		if (relative) return this.seconds + Number(relative[1]);
		return value
			.replace(ID, () => this.state.newMessageId(FROM).slice('wamid.'.length))
			.replace(NUMBER, metadata(this.phone).display_phone_number);
	}

	/** Makes the file available for download. */
	private async file(value: Json): Promise<Json> {
		const mimeType = String(value.mime_type).split(';')[0];
		const { id, sha256 } = await this.state.media.add(
			{
				content: mimeType === 'application/json' ? transcript : { generatedBytes: FILE_BYTES },
				mimeType,
				phoneNumberId: this.phone.id,
				expiresAt: this.state.media.expiry('received'),
			},
			this.phone.id,
		);
		return { ...value, id, sha256: Buffer.from(sha256, 'hex').toString('base64') };
	}
}

function named<T>(all: Readonly<Record<string, T>>, name: string | undefined, what: string): Array<[string, T]> {
	if (name === undefined) return Object.entries(all);
	if (!Object.hasOwn(all, name))
		throw new RangeError(`There is no ${what} '${name}'. There are: ${Object.keys(all).join(', ')}`);
	return [[name, all[name]]];
}

/**
 * Sends samples, each as a separate webhook, with current IDs and times.
 * @returns the number of samples, and how many of them had a destination
 * @throws RangeError for an unknown name
 */
export async function sendSamples(
	state: State,
	{ field, kind, phoneNumberId = state.seed.phoneNumberId }: SampleChoice,
): Promise<{ samples: number; delivered: number }> {
	const phone = state.phones.get(phoneNumberId);
	if (!phone) throw new RangeError(`There is no phone number with the id '${phoneNumberId}'`);
	const chosen = named(samples, field, 'field').flatMap(([group, kinds]) =>
		named(kinds, kind, 'kind').map(([, value]) => ({ group, value })),
	);
	let delivered = 0;
	for (const { group, value } of chosen) {
		const filled = (await new Filling(state, phone).fill(value)) as Json;
		if (group === 'messages') noteMessages(state, filled);
		const time = isAboutNumber(value) ? {} : { time: state.clock.seconds() };
		const event: WebhookEvent = {
			field: fieldOf(group),
			value: filled,
			wabaId: accountOf(group, phone.wabaId, state.seed.businessPortfolioId),
			phoneNumberId: phone.id,
			...time,
		};
		delivered += state.webhooks.events([event]);
	}
	return { samples: chosen.length, delivered };
}

/** Lets messages from customers be marked as read and reacted to. A voicemail has no message ID. */
function noteMessages(state: State, { messages }: Json): void {
	for (const { id, type } of (messages ?? []) as Json[]) {
		if (!String(id).startsWith('wacid.')) state.messageTypes.set(String(id), String(type));
	}
	state.wrote.set(FROM, state.clock.now());
}
