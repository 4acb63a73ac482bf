import { buildMedia, mediaProperties } from './media';
import type { MessageType } from './types';
import { docsLink } from '../shared/docs';
import { optionalFlag } from '../shared/input/parameterValues';

const title = 'Audio';
const voiceField = 'Send as Voice Message';

/** WhatsApp docs: Messages > Audio messages. `{id | link, voice}`; WhatsApp has no caption for audio. */
export const audio: MessageType = {
	value: 'audio',
	name: 'Audio',
	description: 'Send an audio file or a voice message',
	properties: [
		...mediaProperties(title, 'AAC, AMR, MP3, M4A or OGG with the Opus codec, up to 16 MB'),
		{
			displayName: voiceField,
			name: 'voice',
			type: 'boolean',
			default: false,
			description: "Whether to show the file as a voice message, with the sender's profile picture",
			hint: `Voice messages must be mono OGG files with the Opus codec. ${docsLink('sending.md#voice-messages', 'How to get one')}`,
		},
	],
	build: (parameters) =>
		buildMedia('audio', parameters, { title, voice: optionalFlag(parameters.voice, voiceField) === true }),
};
