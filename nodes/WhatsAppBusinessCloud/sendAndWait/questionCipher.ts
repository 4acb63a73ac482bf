import { createHmac } from 'crypto';
import { parseWebhookUser } from '../shared/input/recipient';
import { isObject } from '../shared/input/parameterValues';
import { decrypt, deriveKey, encrypt } from '../shared/encryption';

/** Prefix and version of the callback data of a question that the next message answers. */
const PREFIX = 'n8nask1.';

const PURPOSE = 'n8n-nodes-whatsapp-business-cloud next message';

/** Bytes per hash: too many for brute force, few to store. */
const HASH_BYTES = 16;

/** Content of a question's callback data. */
export interface AskedQuestion {
	/** Token that resumes the execution. */
	token: string;
	/** The recipient: digits of the phone number, or the user ID. */
	recipient: string;
	/** When the execution stops waiting, in seconds since 1970. */
	expires: number;
}

/** Content of a question in static data, encrypted. */
export interface PendingQuestion {
	/** Token that resumes the execution. */
	token: string;
	/** ID of the question's message. Contains the recipient's phone number. */
	wamid: string;
	/** When the question was sent, in seconds since 1970. */
	asked: number;
}

/** Where a pending question is stored. It can only be decrypted there. */
export interface StoredAt {
	/** Phone number ID of the sender. */
	phoneNumberId: string;
	/** Hash of the recipient. */
	user: string;
	/** Hash of the question. */
	question: string;
	/** When the entry is removed, in seconds since 1970. */
	expires: number;
}

/** Whether callback data belongs to a question, even if it cannot be decrypted. */
export const isQuestionCallback = (text: unknown): text is string =>
	typeof text === 'string' && text.startsWith(PREFIX);

const associatedData = ({ phoneNumberId, user, question, expires }: StoredAt): string =>
	JSON.stringify([phoneNumberId, user, question, expires]);

/**
 * Encrypts the token that resumes an execution with the recipient's next message. The keys are derived from the app
 * secret, which both the sender of the question and the trigger that receives the message have.
 */
export class QuestionCipher {
	private readonly keys = new Map<string, Buffer>();

	/** @param appSecret not empty */
	constructor(private readonly appSecret: string) {}

	/** Derives keys on demand: most deliveries need none. */
	private key(use: 'callback' | 'entry' | 'hash'): Buffer {
		const known = this.keys.get(use);
		if (known !== undefined) return known;
		const key = deriveKey(this.appSecret, `${PURPOSE} ${use}`);
		this.keys.set(use, key);
		return key;
	}

	private hash(...parts: string[]): string {
		const hmac = createHmac('sha256', this.key('hash')).update(JSON.stringify(parts)).digest();
		return hmac.subarray(0, HASH_BYTES).toString('base64url');
	}

	/** @param phoneNumberId the sender's @returns callback data for the message */
	encryptCallback({ token, recipient, expires }: AskedQuestion, phoneNumberId: string): string {
		return PREFIX + encrypt([token, recipient, expires], this.key('callback'), phoneNumberId);
	}

	/** @returns undefined if it belongs to another app secret or number, or was modified */
	decryptCallback(text: string, phoneNumberId: string): AskedQuestion | undefined {
		const found = decrypt(text.slice(PREFIX.length), this.key('callback'), phoneNumberId);
		if (!Array.isArray(found)) return undefined;
		const [token, recipient, expires] = found as unknown[];
		return { token: String(token), recipient: String(recipient), expires: Number(expires) };
	}

	/** @param id WhatsApp ID or user ID; all formats of a phone number have the same hash */
	userHash(phoneNumberId: string, id: string): string {
		return this.hash('person', phoneNumberId, parseWebhookUser(id)?.key ?? id);
	}

	questionHash(token: string): string {
		return this.hash('question', token);
	}

	/** @returns base64url */
	encryptEntry({ token, wamid, asked }: PendingQuestion, at: StoredAt): string {
		return encrypt({ token, wamid, asked }, this.key('entry'), associatedData(at));
	}

	/** @returns undefined if it belongs to another number, recipient, question, time or app secret, or was modified */
	decryptEntry(text: string, at: StoredAt): PendingQuestion | undefined {
		const found = decrypt(text, this.key('entry'), associatedData(at));
		if (!isObject(found)) return undefined;
		const { token, wamid, asked } = found;
		return { token: String(token), wamid: String(wamid), asked: Number(asked) };
	}
}
