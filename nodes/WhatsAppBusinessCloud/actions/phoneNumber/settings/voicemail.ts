import { binaryField, inputFileDescription, inputFileHint, mediaFieldNames } from '../../../messages/media';
import { InputError } from '../../../shared/inputError';
import { checkObjectId } from '../../../shared/input/objectId';
import { optionalFlag, optionalText } from '../../../shared/input/parameterValues';
import { wholeNumber } from '../../../shared/input/validators';
import { entriesOf } from '../../listOperation';
import { prepareBinary, type PreparedBinary } from '../../run/binaryData';
import type { OperationItem } from '../../types';
import { onOff, type SettingsGroup } from './types';

const fields = { use: 'Use Voicemail', when: 'Answer When', wait: 'Wait (Seconds)', take: 'Take Announcement From' };
const source = 'WhatsApp docs: Cloud API Calling > Voicemail';
const ifUsed = { show: { useVoicemail: [true] } };
const TYPE = 'audio/ogg';

/** The announcement in the item. WhatsApp docs: Cloud API Calling > Voicemail: OGG with Opus. @throws InputError */
async function announcement(item: OperationItem): Promise<PreparedBinary> {
	const field = mediaFieldNames.binary;
	const file = await prepareBinary(item, { kind: 'audio', field, binary: binaryField(item.parameter('announcement')) });
	if (file.mimeType === TYPE) return file;
	throw new InputError(
		field,
		(quoted) => `The file in ${quoted} is of the type ${file.mimeType}, announcements must be OGG with the Opus codec`,
		'Convert it, for example: ffmpeg -i in.mp3 -c:a libopus -ac 1 out.ogg',
	);
}

const readMediaId = (value: unknown): string =>
	checkObjectId(value, mediaFieldNames.id, 'Enter the ID of an announcement that was uploaded before');

/** WhatsApp docs: Cloud API Calling > Voicemail. */
export const voicemail: SettingsGroup = {
	name: 'Voicemail',
	value: 'voicemail',
	description: 'An announcement for calls that nobody answers, and a voice message from the caller',
	properties: [
		{
			displayName: fields.use,
			name: 'useVoicemail',
			type: 'boolean',
			default: true,
			description: 'Whether callers can leave a voice message. Turn call hours off when you use it.',
		},
		{
			displayName: fields.when,
			name: 'voicemailTriggers',
			type: 'multiOptions',
			options: [
				{ name: 'Call Is Rejected', value: 'REJECT', description: 'You reject the call' },
				{ name: 'Nobody Answers', value: 'TIMEOUT', description: 'Nobody answers in time' },
			],
			default: ['REJECT', 'TIMEOUT'],
			description: 'When the announcement is played',
			displayOptions: ifUsed,
		},
		{
			displayName: fields.wait,
			name: 'voicemailTimeout',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 20,
			description: 'How long the call rings before the announcement, up to 30 seconds',
			displayOptions: { show: { useVoicemail: [true], voicemailTriggers: ['TIMEOUT'] } },
		},
		{
			displayName: fields.take,
			name: 'announcementFrom',
			type: 'options',
			options: [
				{ name: 'Input Data', value: 'binary', description: "Upload the audio file in the input item's binary data" },
				{ name: 'WhatsApp Media', value: 'id', description: 'Use an announcement that was uploaded before' },
			],
			default: 'binary',
			description: 'The source of the announcement: up to 60 seconds, OGG with the Opus codec',
			displayOptions: ifUsed,
		},
		{
			displayName: mediaFieldNames.binary,
			name: 'announcement',
			type: 'string',
			default: '',
			placeholder: 'e.g. data',
			description: inputFileDescription,
			hint: inputFileHint,
			displayOptions: { show: { useVoicemail: [true], announcementFrom: ['binary'] } },
		},
		{
			displayName: mediaFieldNames.id,
			name: 'announcementId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1037543291543636',
			description: 'ID of the announcement. It does not expire.',
			displayOptions: { show: { useVoicemail: [true], announcementFrom: ['id'] } },
		},
	],

	async prepare(item, id) {
		const isOn = optionalFlag(item.parameter('useVoicemail', true), fields.use) ?? true;
		if (!isOn) return () => ({ calling: { voicemail: { status: onOff(false) } } });
		const triggers = entriesOf(item.parameter('voicemailTriggers')).map(String);
		if (triggers.length === 0) throw new InputError(fields.when, 'is empty', 'Select at least one case');
		const range = { min: 0, max: 30, source };
		const wait = triggers.includes('TIMEOUT')
			? (wholeNumber(item.parameter('voicemailTimeout', 20), range, fields.wait) ?? 20)
			: undefined;
		const fromId = optionalText(item.parameter('announcementFrom'), fields.take) === 'id';
		const mediaId = fromId ? readMediaId(item.parameter('announcementId')) : undefined;
		const file = fromId ? undefined : await announcement(item);
		return async () => {
			const uploaded =
				file === undefined ? mediaId : await item.graph.upload(id, { ...file, useCase: 'call_voicemail_announcement' });
			// Meta takes a number. A larger one would lose digits.
			const asNumber = Number(uploaded);
			const audio = {
				announcement_media_id: Number.isSafeInteger(asNumber) ? asNumber : uploaded,
				...(wait !== undefined && { timeout_seconds: wait }),
			};
			return { calling: { voicemail: { status: onOff(true), triggers, audio: { default: audio } } } };
		};
	},
};
