import { QuestionCipher } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/questionCipher';
import { metaJson, SECRET } from '../../engine/trigger/host';

type Json = Record<string, unknown>;

/** A delivery to a trigger, and the number of its messages, statuses and echoes. */
export interface Delivery {
	/** JSON, outside of the JavaScript heap. */
	body: Buffer;
	events: number;
}

/** Customers of each trigger. */
const PEOPLE = 5000;

/** Numbers of each trigger. */
const NUMBERS = 2;

/** Deliveries that may be delivered again. */
const MAX_RECENT = 200;

const DAY_SECONDS = 24 * 3600;

const TEXTS = ['Hello', 'Where is my order?', 'order 4711', 'Thank you!', 'STOP', 'yes', 'bot please', 'no 😀'];

const cipher = new QuestionCipher(SECRET);

/** What Meta delivers to one trigger: messages, statuses, echoes, statuses of questions, and duplicates of them all. */
export class Traffic {
	private person = 0;
	private count = 0;
	private readonly recent: Delivery[] = [];

	/**
	 * @param index of the trigger
	 * @param random between 0 and 1
	 */
	constructor(
		private readonly index: number,
		private readonly random: () => number,
	) {}

	/** The next delivery, at the current time. */
	next(): Delivery {
		const kind = this.random();
		if (kind < 0.09 && this.recent.length > 0) return this.recent[this.below(this.recent.length)];
		const delivery = this.create(kind);
		if (this.recent.length < MAX_RECENT) this.recent.push(delivery);
		else this.recent[this.below(MAX_RECENT)] = delivery;
		return delivery;
	}

	private create(kind: number): Delivery {
		if (kind < 0.4) return this.change({ statuses: this.list(1 + this.below(9), () => this.status()) });
		if (kind < 0.95) {
			const messages = this.list(1 + this.below(3), () => this.message());
			const contacts = messages.map(({ from, from_user_id }) => ({
				profile: { name: `Customer ${String(from).slice(-4)}` },
				wa_id: from,
				user_id: from_user_id,
			}));
			return this.change({ contacts, messages });
		}
		if (kind < 0.99) return this.change({ message_echoes: [this.echo()] }, 'smb_message_echoes');
		return this.change({ statuses: [this.questionStatus()] });
	}

	private below(limit: number): number {
		return Math.floor(this.random() * limit);
	}

	private list(length: number, create: () => Json): Json[] {
		return Array.from({ length }, create);
	}

	private phoneNumberId(): string {
		return String(106_540_000_000_000 + this.index * NUMBERS + this.below(NUMBERS));
	}

	/** Often the same one as before, who sends several messages in a row. */
	private customer(): string {
		if (this.random() > 0.4) this.person = this.below(PEOPLE);
		return String(4_915_100_000_000 + this.person);
	}

	private basics(): Json {
		const id = `wamid.HBgMNDkxNTEyMzQ1Njc4OTAVAgASGBQzQTdG${this.index}x${++this.count}`;
		return { id, timestamp: String(Math.floor(Date.now() / 1000)) };
	}

	private message(): Json {
		const from = this.customer();
		return {
			...this.basics(),
			from,
			from_user_id: `DE.${from}`,
			type: 'text',
			text: { body: TEXTS[this.below(TEXTS.length)] },
		};
	}

	private status(): Json {
		const status = ['sent', 'delivered', 'read'][this.below(3)];
		return { ...this.basics(), status, recipient_id: this.customer() };
	}

	private echo(): Json {
		return {
			...this.basics(),
			from: '15550783881',
			to: this.customer(),
			type: 'text',
			text: { body: 'Hello, Ann here' },
		};
	}

	/** A status of a Send and Wait message to which the recipient does not reply. */
	private questionStatus(): Json {
		const recipient = String(447_700_000_000 + this.count);
		const token = `n8nwait:${this.count}:node:message:0:${'ab'.repeat(32)}`;
		const expires = Math.floor(Date.now() / 1000) + DAY_SECONDS;
		return { ...this.basics(), status: 'sent', recipient_id: recipient, question: { token, recipient, expires } };
	}

	private change(value: Json, field = 'messages'): Delivery {
		const phoneNumberId = this.phoneNumberId();
		for (const status of (value.statuses ?? []) as Json[]) {
			const question = status.question as Parameters<QuestionCipher['encryptCallback']>[0] | undefined;
			delete status.question;
			if (question) status.biz_opaque_callback_data = cipher.encryptCallback(question, phoneNumberId);
		}
		const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId };
		const lists = [value.statuses, value.messages, value.message_echoes] as Array<unknown[] | undefined>;
		return {
			events: lists.reduce((sum, list) => sum + (list?.length ?? 0), 0),
			body: metaJson({
				object: 'whatsapp_business_account',
				entry: [
					{
						id: '102290129340398',
						changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }],
					},
				],
			}),
		};
	}
}
