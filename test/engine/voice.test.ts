import nock from 'nock';
import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { toOggOpus } from '../../nodes/WhatsAppBusinessCloud/messages/opus/repackage';
import { opusHead, packet, simpleBlock, track, webm } from '../unit/messages/opus/webm';
import { accepted, textMessage } from './fixtures';
import { GRAPH, openBinaryStore, PHONE, runNode, stored } from './harness';

const recording = webm([[simpleBlock(packet(40, 1)), simpleBlock(packet(50, 2))]], { size: 'unknown' });
const ogg = toOggOpus(recording)!;
const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(100)]);
const mp3 = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(100)]);

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const audio = (extra: INodeParameters = {}): INodeParameters => ({
	...textMessage(extra),
	recipientPhoneNumber: '+16505551234',
	messageType: 'audio',
	mediaPath: 'useMedian8n',
	mediaPropertyName: 'data',
	voice: true,
});

/** Sends a file as a voice message. @returns the uploads, the messages, and the error */
async function send(files: IBinaryData[], extra: INodeParameters = {}) {
	const uploads: string[] = [];
	const messages: IDataObject[] = [];
	nock(GRAPH)
		.persist()
		.post(`/v25.0/${PHONE}/media`, (body: unknown) => {
			const text = String(body);
			uploads.push(/^[0-9a-f]+$/.test(text) ? Buffer.from(text, 'hex').toString('latin1') : text);
			return true;
		})
		.reply(200, { id: '77' });
	nock(GRAPH)
		.persist()
		.post(`/v25.0/${PHONE}/messages`)
		.reply(((_uri: string, body: IDataObject) => {
			messages.push(body);
			return [200, accepted('16505551234', `wamid.${messages.length}`)];
		}) as never);
	const input = files.map((data) => ({ json: {}, binary: { data } }));
	const { error } = await runNode({ parameters: { ...audio(), ...extra }, input });
	return { uploads, messages, error };
}

test.each([
	['audio/webm', 'voice.webm'],
	['video/webm', 'recording'],
	['audio/webm;codecs=opus', 'blob'],
])('sends a recording of a browser, of type %s, as OGG', async (mimeType, fileName) => {
	const { uploads, messages, error } = await send([await stored(recording, { fileName, mimeType })]);
	expect(error).toBeUndefined();
	expect(messages.map((one) => one.audio)).toEqual([{ id: '77', voice: true }]);
	expect(uploads).toHaveLength(1);
	expect(uploads[0]).toContain(ogg.toString('latin1'));
	expect(uploads[0]).toContain('Content-Type: audio/ogg');
	expect(uploads[0]).not.toContain('webm');
});

test('uploads a recording for several recipients once', async () => {
	const file = await stored(recording, { fileName: 'voice.webm', mimeType: 'audio/webm' });
	const { uploads, messages } = await send([file, file]);
	expect([uploads.length, messages.length]).toEqual([1, 2]);
});

test('sends OGG that a service has named MP3', async () => {
	const { uploads, error } = await send([await stored(ogg, { fileName: 'audio.mp3', mimeType: 'audio/mp3' })]);
	expect(error).toBeUndefined();
	expect(uploads[0]).toContain('Content-Type: audio/ogg');
});

describe('what cannot be sent as a voice message is rejected, with the setting that gives Opus', () => {
	const settings = /Generate Audio > Options > Response Format > OPUS;.*Output Format > OPUS 48000 32/;
	test.each<[string, Buffer, string, RegExp]>([
		['MP3', mp3, 'audio/mpeg', /audio\/mpeg, voice messages must be OGG/],
		['WAV', wav, 'audio/wav', /audio\/wav/],
		['WAV that is named MP3', wav, 'audio/mpeg', /audio\/wav/],
	])('%s', async (_name, content, mimeType, message) => {
		const { uploads, messages, error } = await send([await stored(content, { fileName: 'speech', mimeType })]);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(settings);
		expect([uploads, messages]).toEqual([[], []]);
	});

	test('WAV as audio, too', async () => {
		const { error } = await send([await stored(wav, { fileName: 'a.wav', mimeType: 'audio/wav' })], { voice: false });
		expect(error.message).toMatch(/WhatsApp accepts audio files as/);
		expect(error.description).toMatch(settings);
	});
});

test('rejects WebM without Opus', async () => {
	const vorbis = webm([[simpleBlock(packet(40, 1))]], { tracks: [track(1, 'A_VORBIS', opusHead())] });
	const { error } = await send([await stored(vorbis, { fileName: 'a.webm', mimeType: 'audio/webm' })]);
	expect(error.message).toMatch(/WebM without audio in the Opus codec/);
	expect(error.description).toMatch(/audio\/webm;codecs=opus/);
});
