import { buildMedia, mediaProperties } from './media';
import type { MessageType } from './types';
import { optionalFlag } from '../shared/input/parameterValues';

const title = 'Audio';
const voiceField = 'Send as Voice Note';

/** WhatsApp docs: Messages > Audio messages. `{id | link, voice}`; WhatsApp has no caption for audio. */
export const audio: MessageType = {
	value: 'audio',
	name: 'Audio',
	description: 'Send a sound file or a voice note',
	properties: [
		...mediaProperties(title, 'AAC, AMR, MP3, M4A or OGG with the Opus codec, up to 16 MB'),
		{
			displayName: voiceField,
			name: 'voice',
			type: 'boolean',
			default: false,
			description: 'Whether to show it like a recording made in WhatsApp, with the picture of the sender',
			hint: 'Voice notes have to be OGG files with the Opus codec, one channel (mono)',
		},
	],
	build: (parameters) =>
		buildMedia('audio', parameters, { title, voice: optionalFlag(parameters.voice, voiceField) === true }),
};
