import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { limits as messageLimits } from '../../messages/messageLimits';
import { textField } from '../../shared/input/commonFields';
import { omitUndefined, optionalFlag, optionalText, readAdditionalFields } from '../../shared/input/parameterValues';
import { limitedText, requiredId, requiredLimitedText } from '../../shared/input/validators';
import type { OperationItem } from '../types';
import { maxCharacters } from '../../shared/input/maxCharacters';

const source = 'WhatsApp docs: Calling API > Call recording';
const purposeLength = { max: 250, source };

const names = {
	callId: 'Call ID',
	callbackData: 'Callback Data',
	language: 'Announcement Language',
	purpose: 'Purpose',
	record: 'Record Call',
	sdp: 'SDP',
	transcribe: 'Transcribe Call',
	user: 'User',
};

export const userField = (description: string): INodeProperties =>
	textField(names.user, 'user', { required: true, placeholder: 'e.g. +49 1512 3456789', description });
export const userLabel = names.user;

export const callIdField: INodeProperties = textField(names.callId, 'callId', {
	required: true,
	placeholder: 'e.g. {{ $json.callId }}',
	description: 'The call ID that the WhatsApp Trigger outputs for an incoming call. It starts with wacid.',
});

/** @throws InputError */
export const readCallId = (item: OperationItem): string =>
	requiredId(item.parameter('callId'), names.callId, 'Enter the callId that the WhatsApp Trigger outputs');

/** @param origin where the description of the session comes from */
export const sdpField = (origin: string): INodeProperties =>
	textField(names.sdp, 'sdp', {
		required: true,
		typeOptions: { rows: 5 },
		placeholder: 'e.g. v=0...',
		description: `The description of the audio session ${origin} (RFC 8866). It is passed on as it is.`,
	});

/** @throws InputError */
export const readSession = (item: OperationItem, type: 'offer' | 'answer'): IDataObject => {
	const advice = 'n8n cannot make calls itself. Enter the SDP of the software that handles the audio';
	const limit = { max: 100_000, source: 'WhatsApp docs: Calling API > Reference' };
	return { sdp_type: type, sdp: requiredLimitedText(item.parameter('sdp'), limit, names.sdp, advice) };
};

/** The languages in which Meta announces a recording, with those that differ by region. */
const languages: ReadonlyArray<[value: string, name: string]> = [
	['en', 'English'],
	['en_AU', 'English (Australia)'],
	['en_CA', 'English (Canada)'],
	['en_GB', 'English (UK)'],
	['en_IN', 'English (India)'],
	['en_NZ', 'English (New Zealand)'],
	['en_US', 'English (US)'],
	['fr', 'French'],
	['de', 'German'],
	['hi', 'Hindi'],
	['it', 'Italian'],
	['kn', 'Kannada'],
	['pt', 'Portuguese'],
	['es', 'Spanish'],
	['te', 'Telugu'],
	['vi', 'Vietnamese'],
];

/** What else can be set for a call. */
export const callFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: names.language,
			name: 'language',
			type: 'options',
			options: languages.map(([value, name]) => ({ name, value })),
			default: 'en',
			description: 'The language in which both sides hear that the call is recorded or transcribed, and why',
		},
		textField(names.callbackData, 'callbackData', {
			description: 'A text that the events of the call return as callbackData',
		}),
		textField(names.purpose, 'purpose', {
			placeholder: 'e.g. to improve our service',
			description: `Why the call is recorded or transcribed, up to ${maxCharacters(purposeLength)}. It is read out to both sides.`,
		}),
		{
			displayName: names.record,
			name: 'record',
			type: 'boolean',
			default: true,
			description: 'Whether WhatsApp records the call. The event call_recording_available brings the file.',
		},
		{
			displayName: names.transcribe,
			name: 'transcribe',
			type: 'boolean',
			default: true,
			description: 'Whether WhatsApp writes the call down. The event call_transcription_available brings the text.',
		},
	],
};

/** `recording`, `transcription` and `biz_opaque_callback_data` of a call. @throws InputError */
export function readCallFields(item: OperationItem): IDataObject {
	const values = readAdditionalFields(item.parameter('additionalFields', {}));
	const record = optionalFlag(values.record, names.record) ?? false;
	const transcribe = optionalFlag(values.transcribe, names.transcribe) ?? false;
	const artifact = (): IDataObject => ({
		status: 'ENABLED',
		purpose: requiredLimitedText(
			values.purpose,
			purposeLength,
			names.purpose,
			`Enter why the call is recorded or transcribed: WhatsApp tells both sides`,
		),
		announcement_language: optionalText(values.language, names.language)?.trim() ?? 'en',
	});
	return omitUndefined({
		recording: record ? artifact() : undefined,
		transcription: transcribe ? artifact() : undefined,
		biz_opaque_callback_data: limitedText(values.callbackData, messageLimits.callbackData, names.callbackData),
	});
}
