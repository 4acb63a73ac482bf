import type { IDataObject } from 'n8n-workflow';
import { mergeDefined, text } from '../../shared/untrustedJson';
import { normalizeWord } from '../../shared/normalizeWord';
import { OPT_OUTS } from '../webhookFields';
import { languageOf } from './optOutWords';
import type { ReceivedEvent } from './types';

/** The words that start the workflow, as `normalizeWord` returns them. */
export interface OptOutWords {
	out: ReadonlySet<string>;
	optIn: ReadonlySet<string>;
}

/** The user stopped marketing messages. WhatsApp docs: Error codes > 131050. */
const STOPPED = 131050;

interface Finding {
	kind: 'optOut' | 'optIn';
	reason: 'failedMessage' | 'userPreference' | 'word';
	word?: string;
	language?: string;
}

/** WhatsApp docs: Webhooks > user_preferences: `stop`, `resume`, `signup`. */
function ofPreference({ preference }: IDataObject): Finding | undefined {
	if (preference === 'stop') return { kind: 'optOut', reason: 'userPreference' };
	return preference === 'resume' || preference === 'signup' ? { kind: 'optIn', reason: 'userPreference' } : undefined;
}

/** An entire message in a chat with one user, or the title of a tapped button. */
function ofMessage({ text: content, groupId, type }: IDataObject, words: OptOutWords): Finding | undefined {
	if (groupId !== undefined || !['text', 'button', 'interactive'].includes(String(type))) return undefined;
	const word = normalizeWord(text(content) ?? '');
	if (word === undefined) return undefined;
	const found = { reason: 'word' as const, word: text(content)?.trim(), language: languageOf(word) };
	if (words.out.has(word)) return { kind: 'optOut', ...found };
	return words.optIn.has(word) ? { kind: 'optIn', ...found } : undefined;
}

function find({ kind, json }: ReceivedEvent, words: OptOutWords): Finding | undefined {
	if (kind === 'userPreference') return ofPreference(json);
	if (kind === 'message') return ofMessage(json, words);
	const isStopped = kind === 'status' && json.status === 'failed' && json.errorCode === STOPPED;
	return isStopped ? { kind: 'optOut', reason: 'failedMessage' } : undefined;
}

const USER_IDS = ['waId', 'userId', 'parentUserId', 'username'];
const SOURCE = ['field', 'wabaId', 'phoneNumberId', 'displayPhoneNumber', 'contact'];

const pick = (json: IDataObject, names: string[]): IDataObject =>
	Object.fromEntries(names.map((name) => [name, json[name]]));

/**
 * An event for each user who opts out of messages or in again: by WhatsApp's own switch, by a word, or by having
 * stopped marketing messages when one was sent. In addition to the events that they are found in.
 * @param words undefined unless the trigger listens to these events
 */
export function optOutEvents(events: ReceivedEvent[], words: OptOutWords | undefined): ReceivedEvent[] {
	if (words === undefined) return [];
	return events.flatMap((event): ReceivedEvent[] => {
		const found = find(event, words);
		if (found === undefined) return [];
		const { json, key } = event;
		const { kind, ...why } = found;
		return [
			{
				...event,
				kind,
				update: OPT_OUTS,
				key: `${kind}|${key}`,
				json: mergeDefined(
					{
						from: json.from ?? json.recipientId,
						...pick(json, ['profileName', 'messageId', 'timestamp']),
						kind,
						...why,
					},
					pick(json, [...USER_IDS, ...SOURCE]),
					{ value: json.message ?? json.value },
				) as IDataObject,
			},
		];
	});
}
