import { createHash } from 'node:crypto';
import nock from 'nock';
import { GRAPH } from '../harness';

const HOST = 'https://lookaside.fbsbx.com';
const PATH = '/whatsapp_business/attachments/?mid=77';

/** Metadata of a file of a call, as Meta describes media. */
export const described = (content: string, mimeType: string) => ({
	messaging_product: 'whatsapp',
	url: `${HOST}${PATH}`,
	mime_type: mimeType,
	sha256: createHash('sha256').update(content).digest('hex'),
	file_size: content.length,
	id: '77',
});

/** Expects that a file of a call is described, and downloaded. */
export function expectFile(content: string, mimeType: string): void {
	nock(GRAPH).get('/v25.0/77').reply(200, described(content, mimeType));
	nock(HOST).get(PATH).reply(200, content);
}

export const transcript = {
	metadata: { processed_at: '2026-11-29T10:00:00Z', audio: { duration: 4 } },
	transcript: {
		text: '[Business] Hello [Customer] Hi',
		language: 'en',
		duration: 4,
		confidence: 0.5,
		segments: [{ id: 0, speaker: 'A', channel: 0, start: 0.5, end: 1.5, text: 'Hello', confidence: 0.5, words: [] }],
	},
};
