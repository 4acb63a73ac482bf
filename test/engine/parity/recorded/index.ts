import type { SentRequest } from '../recorder';
import { recordedContacts } from './contacts';
import { recordedFiles } from './files';
import { recordedMedia } from './media';
import { recordedTexts } from './texts';

/**
 * Requests of n8n's built-in WhatsApp node (n8n-nodes-base 2.41.2) for each case of cases.ts, recorded with recorder.ts
 * while that node ran on its own engine. Expressions were replaced with their values for the recording.
 */
export const recorded: Record<string, SentRequest[]> = {
	...recordedTexts,
	...recordedMedia,
	...recordedContacts,
	...recordedFiles,
};
