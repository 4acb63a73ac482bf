import type { IDataObject } from 'n8n-workflow';
import { isSamePerson, type Person } from '../../shared/input/person';
import { isObject } from '../../shared/input/parameterValues';
import { LruMap } from '../../shared/lruMap';
import { isQuestionCallback, type PendingQuestion, type QuestionCipher } from '../../sendAndWait/questionCipher';
import { text } from '../../shared/untrustedJson';

/** Entries per node. More would make the workflow's data slow to load and save. A person with phone number and user ID takes two. */
const MAX_ENTRIES = 1000;

/** Seconds: WhatsApp reports statuses of a message for 30 days at most. */
const MAX_AGE = 30 * 24 * 3600;

/** Questions that were settled, so that an old copy in static data does not bring them back. */
const MAX_SETTLED = 1000;

/** Nodes that a process remembers. */
const MAX_NODES = 200;

/** One question to one person, in static data. */
interface Entry {
	/** When it is removed, in seconds. */
	expires: number;
	/** A PendingQuestion, encrypted. */
	data: string;
}

/** A question that a message answers. */
export interface MatchedQuestion extends PendingQuestion {
	/** Hash of the question, for `settle`. */
	question: string;
}

const isEntry = (value: unknown): value is Entry & IDataObject =>
	isObject(value) && typeof value.expires === 'number' && typeof value.data === 'string';

const texts = (...values: unknown[]): string[] =>
	values.filter((value): value is string => typeof value === 'string' && value !== '');

/** Entries are stored under the hashes of person and question. */
const keyOf = (person: string, question: string): string => `${person}.${question}`;
const hashesOf = (key: string): { person: string; question: string } => {
	const [person, question = ''] = key.split('.');
	return { person, question };
};

const personOf = (recipient: string): Person =>
	/^\d+$/.test(recipient) ? { digits: recipient } : { userId: recipient };

/**
 * The questions of Send and Wait that a person's next message answers. n8n has no store that all workflows share, so a question carries
 * what resumes its execution, encrypted, in its callback data, which WhatsApp repeats in each status of the message. Every trigger on the
 * number stores it, in whatever workflow it is: in this process and in static data, which n8n saves as a whole, so that one process may
 * undo what another one saved. WhatsApp docs: Webhooks > Statuses.
 */
export class PendingQuestions {
	private entries = new Map<string, Entry>();
	private readonly settled = new LruMap<string, true>(MAX_SETTLED);
	private hasChanged = false;

	/** Whether static data does not have what `stored` returns. */
	get isChanged(): boolean {
		return this.hasChanged;
	}

	/** Takes over what static data has, except old and settled entries. @param now seconds */
	load(stored: unknown, now: number): void {
		const added = new Map<string, Entry>();
		for (const [key, value] of Object.entries(isObject(stored) || Array.isArray(stored) ? stored : {})) {
			const isOpen = isEntry(value) && value.expires > now && this.settled.get(hashesOf(key).question) === undefined;
			if (!isOpen) this.hasChanged = true;
			else if (!this.entries.has(key)) added.set(key, { expires: value.expires, data: value.data });
		}
		if (added.size > 0) this.entries = new Map([...added, ...this.entries]);
		for (const [key, { expires }] of this.entries) {
			if (expires <= now) this.delete(key);
		}
		this.trim();
	}

	/**
	 * Stores the question that a status is about.
	 * @param status `statuses[n]` of the webhook, its signature checked
	 * @param now seconds
	 * @returns false when it is about a question that cannot be decrypted
	 */
	track(cipher: QuestionCipher, phoneNumberId: string, status: IDataObject, now: number): boolean {
		const callback = status.biz_opaque_callback_data;
		if (!isQuestionCallback(callback)) return true;
		const found = cipher.decryptCallback(callback, phoneNumberId);
		if (found === undefined) return false;
		const { token, recipient, expires } = found;
		const question = cipher.questionHash(token);
		if (this.settled.get(question) !== undefined) return true;
		if (status.status === 'failed') {
			this.remove(question);
			return true;
		}
		const ids = texts(status.recipient_id, status.recipient_user_id, status.recipient_parent_user_id);
		// Callback data that was copied into a message to somebody else.
		if (isSamePerson(personOf(recipient), ids) === false) return true;

		const known = [...this.entries].filter(([key]) => hashesOf(key).question === question);
		const before = known.flatMap(([key, entry]) => this.decrypt(cipher, phoneNumberId, key, entry) ?? []);
		const asked = Math.min(Number(text(status.timestamp)) || now, ...before.map((one) => one.asked));
		const wamid = text(status.id) ?? '';
		const people = new Set([
			...known.map(([key]) => hashesOf(key).person),
			...ids.map((id) => cipher.personHash(phoneNumberId, id)),
		]);
		const isKnown = before.length === people.size && before.every((one) => one.asked === asked && one.wamid === wamid);
		const until = known.at(0)?.[1].expires ?? Math.floor(Math.min(expires, now + MAX_AGE));
		if (isKnown || until <= now) return true;
		for (const person of people) {
			const at = { phoneNumberId, person, question, expires: until };
			const data = cipher.encryptEntry({ token, wamid, asked }, at);
			this.entries.set(keyOf(person, question), { expires: until, data });
		}
		this.hasChanged = true;
		this.trim();
		return true;
	}

	/**
	 * Finds the question that a message answers: the one it quotes, else the latest that its sender was asked.
	 * @param message `messages[n]` of the webhook, its signature checked
	 * @returns undefined when no question waits for this message
	 */
	match(cipher: QuestionCipher, phoneNumberId: string, message: IDataObject): MatchedQuestion | undefined {
		if (this.entries.size === 0) return undefined;
		const ids = texts(message.from, message.from_user_id, message.from_parent_user_id);
		const people = new Set(ids.map((id) => cipher.personHash(phoneNumberId, id)));
		const time = Number(text(message.timestamp)) || Infinity;
		const open = [...this.entries].flatMap(([key, entry]): MatchedQuestion[] => {
			const { person, question } = hashesOf(key);
			const found = people.has(person) ? this.decrypt(cipher, phoneNumberId, key, entry) : undefined;
			return found !== undefined && found.asked <= time ? [{ ...found, question }] : [];
		});
		const quoted = isObject(message.context) ? message.context.id : undefined;
		return (
			open.find(({ wamid }) => wamid === quoted) ??
			open.reduce<MatchedQuestion | undefined>((last, one) => (last && last.asked > one.asked ? last : one), undefined)
		);
	}

	/** Removes a question that was answered, or whose execution does not wait any more. */
	settle({ question }: MatchedQuestion): void {
		this.remove(question);
		this.settled.set(question, true);
	}

	/** For static data. */
	stored(): IDataObject {
		this.hasChanged = false;
		return Object.fromEntries([...this.entries].map(([key, entry]) => [key, { ...entry }]));
	}

	private decrypt(
		cipher: QuestionCipher,
		phoneNumberId: string,
		key: string,
		{ expires, data }: Entry,
	): PendingQuestion | undefined {
		return cipher.decryptEntry(data, { phoneNumberId, ...hashesOf(key), expires });
	}

	private remove(question: string): void {
		for (const key of this.entries.keys()) {
			if (hashesOf(key).question === question) this.delete(key);
		}
	}

	private delete(key: string): void {
		this.entries.delete(key);
		this.hasChanged = true;
	}

	private trim(): void {
		for (const key of this.entries.keys()) {
			if (this.entries.size <= MAX_ENTRIES) return;
			this.delete(key);
		}
	}
}

const nodes = new LruMap<string, PendingQuestions>(MAX_NODES);

/** What this process knows for a node. */
export function pendingQuestions(node: string): PendingQuestions {
	return nodes.getOrCreate(node, () => new PendingQuestions());
}
