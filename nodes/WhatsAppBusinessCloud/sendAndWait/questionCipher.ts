import { createHmac } from 'crypto';
import { comparableNumber } from '../shared/input/phone';
import { isObject } from '../shared/input/parameterValues';
import { decrypt, deriveKey, encrypt } from '../shared/encryption';

/** Begins the callback data of a question that the next message answers, and says what follows. */
const PREFIX = 'n8nask1.';

const PURPOSE = 'n8n-nodes-whatsapp-business-cloud next message';

/** Bytes of a hash: more than anybody can try out, little to store. */
const HASH_BYTES = 16;

/** What the callback data of a question holds. */
export interface AskedQuestion {
	/** What resumes the execution. */
	token: string;
	/** Whom it went to: the digits of the phone number, or the user ID. */
	recipient: string;
	/** When the execution waits no longer, in seconds. */
	expires: number;
}

/** What static data holds about a question, encrypted. */
export interface PendingQuestion {
	/** What resumes the execution. */
	token: string;
	/** ID of the question's message. It contains the person's phone number. */
	wamid: string;
	/** When the question went out, in seconds. */
	asked: number;
}

/** Where a pending question is stored: it is decrypted there only. */
export interface StoredAt {
	/** Phone number ID that asked. */
	phoneNumberId: string;
	/** Hash of the person. */
	person: string;
	/** Hash of the question. */
	question: string;
	/** When the entry is removed, in seconds. */
	expires: number;
}

/** Whether callback data is that of a question, readable or not. */
export const isQuestionCallback = (text: unknown): text is string =>
	typeof text === 'string' && text.startsWith(PREFIX);

const textOf = ({ phoneNumberId, person, question, expires }: StoredAt): string =>
	JSON.stringify([phoneNumberId, person, question, expires]);

/**
 * Encrypts what resumes an execution by the person's next message, with keys that are derived from the app secret: the one that sends
 * the question has it, and so does the trigger that is told of the message by Meta.
 */
export class QuestionCipher {
	private readonly keys = new Map<string, Buffer>();

	/** @param appSecret not empty */
	constructor(private readonly appSecret: string) {}

	/** Keys are derived when they are needed: most deliveries need none. */
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

	/** @param phoneNumberId that asks @returns callback data for the message */
	encryptCallback({ token, recipient, expires }: AskedQuestion, phoneNumberId: string): string {
		return PREFIX + encrypt([token, recipient, expires], this.key('callback'), phoneNumberId);
	}

	/** @returns undefined when it is of another app secret or number, or was changed */
	decryptCallback(text: string, phoneNumberId: string): AskedQuestion | undefined {
		const found = decrypt(text.slice(PREFIX.length), this.key('callback'), phoneNumberId);
		if (!Array.isArray(found)) return undefined;
		const [token, recipient, expires] = found as unknown[];
		return { token: String(token), recipient: String(recipient), expires: Number(expires) };
	}

	/** @param id WhatsApp ID or user ID; all forms of one phone number have the same hash */
	personHash(phoneNumberId: string, id: string): string {
		return this.hash('person', phoneNumberId, /^\d+$/.test(id) ? comparableNumber(id) : id);
	}

	questionHash(token: string): string {
		return this.hash('question', token);
	}

	/** @returns base64url */
	encryptEntry({ token, wamid, asked }: PendingQuestion, at: StoredAt): string {
		return encrypt({ token, wamid, asked }, this.key('entry'), textOf(at));
	}

	/** @returns undefined when it was stored for another number, person, question or time, with another app secret, or changed */
	decryptEntry(text: string, at: StoredAt): PendingQuestion | undefined {
		const found = decrypt(text, this.key('entry'), textOf(at));
		if (!isObject(found)) return undefined;
		const { token, wamid, asked } = found;
		return { token: String(token), wamid: String(wamid), asked: Number(asked) };
	}
}
