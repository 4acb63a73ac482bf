import { classifyError } from '../../nodes/WhatsAppBusinessCloud/transport/errors';
import { recipientStatus } from '../../nodes/WhatsAppBusinessCloud/transport/errorCodes';
import { errorCodes as metaTexts } from '../../emulator/src/errorCodes';
import { FURTHER_READING } from './furtherReading';
import { TOPICS, type Entry } from './topics';

const UNITS: Array<[number, string]> = [
	[86_400_000, 'day'],
	[3_600_000, 'hour'],
	[60_000, 'minute'],
	[1000, 'second'],
];

/** A duration in its largest unit, such as `10 minutes`. */
export function inWords(ms: number): string {
	const [unit, name] = UNITS.find(([size]) => ms >= size) ?? UNITS[UNITS.length - 1];
	return `${ms / unit} ${name}${ms === unit ? '' : 's'}`;
}

/** What the node does after the error, before it reports it. */
function retries({ code, subcode, known }: Entry): string {
	const isRetried = classifyError({ code, subcode, message: '' }).retryable;
	if (isRetried && known.maxRetries !== undefined)
		return `The node retries it ${known.maxRetries === 1 ? 'once' : `up to ${known.maxRetries} times`}.`;
	if (isRetried) return 'The node retries it. You see it when all retries failed.';
	return known.retry === 'later'
		? 'The node does not retry it: it takes too long to end.'
		: 'The node does not retry it.';
}

const SCOPES = { marketing: 'marketing messages only', calls: 'calls only' };

/** What the error says about the recipient, for suppression lists. */
function aboutRecipient({ known }: Entry): string {
	const { class: sendClass, scope } = recipientStatus(known);
	const wait = known.waitMs === undefined ? '' : `, wait: ${inWords(known.waitMs)}`;
	return `Class: \`${sendClass}\`${scope ? ` (${SCOPES[scope]})` : ''}${wait}.`;
}

/** Meta's own text, by which people search. */
function metaText({ code, subcode }: Entry): string | undefined {
	if (subcode !== undefined || !Object.hasOwn(metaTexts, code)) return undefined;
	return `Meta's text: "${metaTexts[code].title}"`;
}

function section(entry: Entry): string {
	const { heading, known } = entry;
	const further = FURTHER_READING[heading];
	const block = [`**${known.title}**`, metaText(entry)].filter(Boolean).join('<br>\n');
	return [
		`### ${heading}`,
		block,
		`${known.advice}${further ? ` More: ${further}.` : ''}`,
		`${retries(entry)} ${aboutRecipient(entry)}`,
	].join('\n\n');
}

/** The generated part of docs/errors.md: a section for each code, by topic. */
export const errorSections = (): string =>
	TOPICS.map(({ heading, entries }) => [`## ${heading}`, ...entries.map(section)].join('\n\n')).join('\n\n');
