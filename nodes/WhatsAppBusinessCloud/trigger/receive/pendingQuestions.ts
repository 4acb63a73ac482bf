import type { IDataObject } from 'n8n-workflow';
import { isSameUser, parseWebhookUser, parseWebhookUsers } from '../../shared/input/recipient';
import { isObject } from '../../shared/input/parameterValues';
import { LruMap } from '../../shared/lruMap';
import { hasSameKeys, newestEntries } from '../../shared/newestEntries';
import { isQuestionCallback, type PendingQuestion, type QuestionCipher } from '../../sendAndWait/questionCipher';
import { awaitsMessage } from '../../sendAndWait/delivery/deliveryToken';
import { hasArrived } from '../../sendAndWait/delivery/status';
import { text } from '../../shared/untrustedJson';
import { ClosedQuestions } from './closedQuestions';

/**
 * Maximum entries per node. More would make the workflow's data slow to load and save. A recipient with both phone
 * number and user ID takes two.
 */
const MAX_ENTRIES = 1000;

/** Seconds. WhatsApp reports statuses of a message for at most 30 days. */
const MAX_AGE = 30 * 24 * 3600;

/** Maximum number of nodes that a process remembers. */
const MAX_NODES = 200;

/** One question to one recipient, in static data. */
interface Entry {
	/** Time of removal, in seconds since 1970. */
	expires: number;
	/** A PendingQuestion, encrypted. */
	data: string;
	/** When the question was sent, in seconds since 1970. */
	at: number;
	/** Hash of the message's callback data; empty if the message arrived although it was reported as failed. */
	message: string;
}

/** A question that a message replies to. */
export interface MatchedQuestion extends PendingQuestion {
	/** Hash of the question, for `settle`. */
	question: string;
}

const isEntry = (value: unknown): value is Entry & IDataObject =>
	isObject(value) &&
	typeof value.expires === 'number' &&
	typeof value.data === 'string' &&
	typeof value.at === 'number' &&
	typeof value.message === 'string';

/** What static data has. */
interface Found {
	entries: Map<string, Entry>;
	/** For ClosedQuestions. */
	closed: Map<string, number>;
	/** Whether it has something else, too. */
	hasOther: boolean;
}

function readStored(stored: unknown): Found {
	const found: Found = { entries: new Map(), closed: new Map(), hasOther: false };
	for (const [key, value] of Object.entries(isObject(stored) || Array.isArray(stored) ? stored : {})) {
		if (typeof value === 'number') found.closed.set(key, value);
		else if (isEntry(value)) {
			const { expires, data, at, message } = value;
			found.entries.set(key, { expires, data, at, message });
		} else found.hasOther = true;
	}
	return found;
}

const texts = (...values: unknown[]): string[] =>
	values.filter((value): value is string => typeof value === 'string' && value !== '');

/** Whether callback data was copied into a message to another recipient. */
function isForOther(recipient: string, ids: string[]): boolean {
	const user = parseWebhookUser(recipient);
	return user === undefined || isSameUser(user, parseWebhookUsers(ids)) === false;
}

/** Entries are stored under the hashes of recipient and question. */
const keyOf = (user: string, question: string): string => `${user}.${question}`;
const hashesOf = (key: string): { user: string; question: string } => {
	const [user, question = ''] = key.split('.');
	return { user, question };
};

/**
 * The Send and Wait questions that a recipient's next message replies to. n8n has no store shared by all workflows, so
 * a question carries the encrypted data that resumes its execution in its callback data, which WhatsApp includes in
 * each status of the message. Every trigger on the number stores it, in any workflow: in this process and in static
 * data. n8n saves static data as a unit and the last write wins. So static data also says which questions are over, and
 * each process saves again what another one has overwritten. WhatsApp docs: Webhooks > Statuses.
 */
export class PendingQuestions {
	private entries = new Map<string, Entry>();
	/** By hash of the question, or of the callback data of a message that failed. */
	private readonly closed = new ClosedQuestions(MAX_AGE);
	private hasChanged = false;

	/** Whether static data differs from what `stored` returns. */
	get isChanged(): boolean {
		return this.hasChanged;
	}

	/**
	 * Loads entries from static data, except those that are over. Static data has changed if it differs from what this
	 * process then knows: another process may have saved it without an entry.
	 * @param now seconds
	 */
	load(stored: unknown, now: number): void {
		const found = readStored(stored);
		const isClosedMissing = this.closed.load(found.closed, now);
		const open = [...found.entries].filter(([key, entry]) => this.isOpen(key, entry, now));
		const own = [...this.entries].filter(([key, entry]) => this.isOpen(key, entry, now));
		this.entries = newestEntries(new Map([...open, ...own]), MAX_ENTRIES, ({ at }) => at);
		const hasObsolete = found.hasOther || open.length < found.entries.size;
		if (hasObsolete || isClosedMissing || !hasSameKeys(found.entries, this.entries)) this.hasChanged = true;
	}

	private isOpen(key: string, { expires, message }: Entry, now: number): boolean {
		return expires > now && !this.closed.has(hashesOf(key).question) && !this.closed.has(message);
	}

	/**
	 * Stores the question that a status refers to.
	 * @param status `statuses[n]` of the webhook, its signature checked
	 * @param now seconds
	 * @returns false if the question cannot be decrypted
	 */
	track(cipher: QuestionCipher, phoneNumberId: string, status: IDataObject, now: number): boolean {
		const callback = status.biz_opaque_callback_data;
		if (!isQuestionCallback(callback)) return true;
		const found = cipher.decryptCallback(callback, phoneNumberId);
		if (found === undefined) return false;
		const ids = texts(status.recipient_id, status.recipient_user_id, status.recipient_parent_user_id);
		if (!awaitsMessage(found.token) || isForOther(found.recipient, ids)) return true;
		const question = cipher.questionHash(found.token);
		const message = cipher.questionHash(callback);
		if (this.isOver(question, message, status, now)) return true;

		const known = [...this.entries]
			.filter(([key]) => hashesOf(key).question === question)
			.map(([key, entry]) => ({ key, entry, content: this.decrypt(cipher, phoneNumberId, key, entry) }));
		const before = known.flatMap(({ content }) => content ?? []);
		const asked = Math.min(Number(text(status.timestamp)) || now, ...before.map((one) => one.asked));
		const wamid = text(status.id) ?? '';
		const users = new Set([
			...known.map(({ key }) => hashesOf(key).user),
			...ids.map((id) => cipher.userHash(phoneNumberId, id)),
		]);
		const isKnown = before.length === users.size && before.every((one) => one.asked === asked && one.wamid === wamid);
		const until = known.at(0)?.entry.expires ?? Math.floor(Math.min(found.expires, now + MAX_AGE));
		if (isKnown || until <= now) return true;
		// An arrival outweighs the failure, also in other processes.
		const canFail = !this.closed.has(message);
		for (const userHash of users) {
			const at = { phoneNumberId, user: userHash, question, expires: until };
			const data = cipher.encryptEntry({ token: found.token, wamid, asked }, at);
			this.entries.set(keyOf(userHash, question), { expires: until, data, at: asked, message: canFail ? message : '' });
		}
		this.hasChanged = true;
		this.entries = newestEntries(this.entries, MAX_ENTRIES, ({ at }) => at);
		return true;
	}

	/**
	 * Whether a status says nothing of an open question: it is settled, or its message failed. Then removes the entries
	 * of that message. The question itself is not settled, as a fallback message may ask it again.
	 */
	private isOver(question: string, message: string, status: IDataObject, now: number): boolean {
		if (this.closed.has(question)) return true;
		// Statuses arrive in any order, so a late `sent` says nothing.
		if (this.closed.has(message)) return !hasArrived(status.status);
		if (status.status !== 'failed') return false;
		this.close(message, now, (_key, entry) => entry.message === message);
		return true;
	}

	/**
	 * Finds the question that a message replies to: the one it quotes, otherwise the latest one to its sender.
	 * @param message `messages[n]` of the webhook, its signature checked
	 * @returns undefined if no question matches
	 */
	match(cipher: QuestionCipher, phoneNumberId: string, message: IDataObject): MatchedQuestion | undefined {
		if (this.entries.size === 0) return undefined;
		const ids = texts(message.from, message.from_user_id, message.from_parent_user_id);
		const users = new Set(ids.map((id) => cipher.userHash(phoneNumberId, id)));
		const time = Number(text(message.timestamp)) || Infinity;
		const open = [...this.entries].flatMap(([key, entry]): MatchedQuestion[] => {
			const { user, question } = hashesOf(key);
			const found = users.has(user) ? this.decrypt(cipher, phoneNumberId, key, entry) : undefined;
			return found !== undefined && found.asked <= time ? [{ ...found, question }] : [];
		});
		const quoted = isObject(message.context) ? message.context.id : undefined;
		return (
			open.find(({ wamid }) => wamid === quoted) ??
			open.reduce<MatchedQuestion | undefined>((last, one) => (last && last.asked > one.asked ? last : one), undefined)
		);
	}

	/** Removes a question that was answered or whose execution no longer waits. @param now seconds */
	settle({ question }: MatchedQuestion, now: number): void {
		this.close(question, now, (key) => hashesOf(key).question === question);
	}

	/** Returns what static data should have. */
	stored(): IDataObject {
		this.hasChanged = false;
		const entries = [...this.entries].map(([key, entry]) => [key, { ...entry }] as const);
		return { ...Object.fromEntries(entries), ...this.closed.stored() };
	}

	private decrypt(
		cipher: QuestionCipher,
		phoneNumberId: string,
		key: string,
		{ expires, data }: Entry,
	): PendingQuestion | undefined {
		return cipher.decryptEntry(data, { phoneNumberId, ...hashesOf(key), expires });
	}

	/** Removes entries, and keeps statuses and other processes from adding them again. */
	private close(hash: string, now: number, isOver: (key: string, entry: Entry) => boolean): void {
		for (const [key, entry] of this.entries) if (isOver(key, entry)) this.entries.delete(key);
		this.closed.add(hash, now);
		this.hasChanged = true;
	}
}

const nodes = new LruMap<string, PendingQuestions>(MAX_NODES);

/** The pending questions of a node in this process. */
export function pendingQuestions(node: string): PendingQuestions {
	return nodes.getOrCreate(node, () => new PendingQuestions());
}
