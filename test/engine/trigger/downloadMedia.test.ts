// Loads nock before n8n-core, whose HTTP client captures the modules that exist when it loads.
import { api, combinedMessages, itemsOf, mockMeta, photo, run, serve } from './enrichment';
import nock from 'nock';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { Output } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { message, messagesChange, metadata, text, type Json } from '../../unit/trigger/payloads';
import { GRAPH, readStored, TOKEN } from '../harness';

mockMeta();

test('passes items through unchanged when no option is on', async () => {
	const items = itemsOf('events', messagesChange(text('a'), photo('wamid.2', '11')));
	expect((await run(items, {}, false)).map(({ json, binary }) => [json, binary])).toEqual(
		items.map((json) => [json, undefined]),
	);
});

describe('download media', () => {
	const file = Buffer.from('a photo of a cat');

	test.each<[Output]>([['events'], ['bundle'], ['raw']])(
		'writes media into binary data with output %s',
		async (output) => {
			serve('11', file);
			const [{ json, binary }] = await run(itemsOf(output, messagesChange(photo('wamid.1', '11'))), {
				downloadMedia: true,
			});
			expect(Object.keys(binary ?? {})).toEqual(['data']);
			const { data } = binary as { data: IBinaryData };
			expect([await readStored(data), data.mimeType]).toEqual([file, 'image/jpeg']);
			expect(JSON.stringify(json)).not.toContain('mediaError');
		},
	);

	test('adds each file to its own item, and numbers several files of one item', async () => {
		serve('11', file);
		serve('12', Buffer.from('another'));
		const changes = messagesChange(photo('wamid.1', '11'), text('b', { id: 'wamid.2' }), photo('wamid.3', '12'));
		const each = await run(itemsOf('events', changes), { downloadMedia: true, mediaField: 'photo' });
		expect(each.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['photo'], [], ['photo']]);

		serve('11', file);
		serve('12', Buffer.from('another'));
		const [bundle] = await run(itemsOf('bundle', changes), { downloadMedia: true });
		expect(Object.keys(bundle.binary ?? {}).sort()).toEqual(['data', 'data_1']);
	});

	test("sanitizes a sender's file name in binary data, and keeps the original in the item", async () => {
		serve('11', file, { mime_type: 'application/pdf' });
		const sent = message({
			id: 'wamid.1',
			type: 'document',
			document: { id: '11', mime_type: 'application/pdf', filename: '../../overwritten.pdf' },
		});
		const [{ json, binary }] = await run(itemsOf('events', messagesChange(sent)), { downloadMedia: true });
		expect([json.fileName, binary?.data.fileName]).toEqual(['../../overwritten.pdf', 'overwritten.pdf']);
	});

	const ofCalls = (...calls: Json[]): Json => ({
		field: 'calls',
		value: { messaging_product: 'whatsapp', metadata, calls },
	});

	test.each<[Output]>([['events'], ['bundle'], ['raw']])(
		'downloads a call recording and a voicemail with output %s',
		async (output) => {
			const recording = Buffer.from('a call');
			serve('11', recording, { mime_type: 'audio/ogg' });
			serve('12', file, { mime_type: 'audio/ogg' });
			const call = {
				id: 'wacid.1',
				event: 'call_recording_available',
				timestamp: '1749416383',
				call_recording: { type: 'audio', audio: { id: '11', mime_type: 'audio/ogg; codecs=opus' } },
			};
			const voicemail = message({ id: 'wacid.2', type: 'audio', audio: { id: '12' } });
			const items = await run(itemsOf(output, ofCalls(call), messagesChange(voicemail)), { downloadMedia: true });
			const files = items.flatMap(({ binary = {} }) => Object.values(binary));
			expect(await Promise.all(files.map(readStored))).toEqual([recording, file]);
		},
	);

	test('adds the text of a call transcript to its item', async () => {
		const transcript = {
			metadata: { processed_at: 1, audio: { duration: 4 } },
			transcript: { text: '[Business] Hello [Customer] Hi', language: 'en', segments: [{ id: 0, text: 'Hello' }] },
		};
		serve('13', Buffer.from(JSON.stringify(transcript)), { mime_type: 'application/json' });
		const call = {
			id: 'wacid.1',
			event: 'call_transcription_available',
			timestamp: '1749416383',
			call_transcript: { document: { id: '13', mime_type: 'application/json' } },
		};
		const [{ json, binary }] = await run(itemsOf('events', ofCalls(call)), { downloadMedia: true });
		expect([json.kind, json.text, json.language]).toEqual(['callTranscript', '[Business] Hello [Customer] Hi', 'en']);
		expect(binary?.data.mimeType).toBe('application/json');
	});

	test('keeps a transcript that is not JSON as a file, with an error', async () => {
		serve('13', file, { mime_type: 'application/json' });
		const call = { id: 'w', event: 'call_transcription_available', call_transcript: { document: { id: '13' } } };
		const [{ json, binary }] = await run(itemsOf('events', ofCalls(call)), { downloadMedia: true });
		expect([json.text, Object.keys(binary ?? {})]).toEqual([undefined, ['data']]);
		expect(json.mediaError).toEqual(expect.any(String));
	});

	const flowFile = (id: string | number, mime_type: string, file_name: string) => ({
		id,
		mime_type,
		sha256: 'x',
		file_name,
	});
	const flowAnswer = (answers: object) =>
		message({
			id: 'w',
			type: 'interactive',
			interactive: {
				type: 'nfm_reply',
				nfm_reply: { name: 'flow', body: 'Sent', response_json: JSON.stringify(answers) },
			},
		});

	test('downloads the files that a user picked in a Flow, and lists them in `files`', async () => {
		const content = { 21: Buffer.from('passport'), 22: Buffer.from('photo') };
		serve('21', content[21], { mime_type: 'application/pdf' });
		serve('22', content[22]);
		nock(GRAPH)
			.get('/v25.0/23')
			.reply(400, { error: { message: 'Unsupported get request', type: 'GraphMethodException', code: 100 } });
		const answers = {
			name: 'Ada',
			id: '5',
			passport: [flowFile('21', 'application/pdf', 'passport.pdf')],
			photos: [flowFile(22, 'image/jpeg', 'a.jpg'), flowFile('23', 'image/jpeg', 'b.jpg')],
		};
		const [{ json, binary = {} }] = await run(itemsOf('events', messagesChange(flowAnswer(answers))), {
			downloadMedia: true,
		});
		expect(json.flowResponse).toEqual(answers);
		const files = json.files as Array<Record<string, unknown>>;
		expect(files).toEqual([
			{ path: 'passport[0]', mediaId: '21', fileName: 'passport.pdf', binaryProperty: 'data' },
			{ path: 'photos[0]', mediaId: '22', fileName: 'a.jpg', binaryProperty: 'data_1' },
			{
				path: 'photos[1]',
				mediaId: '23',
				fileName: 'b.jpg',
				mediaError: expect.stringContaining('Unsupported get request'),
			},
		]);
		expect(await readStored(binary.data)).toEqual(content[21]);
		expect(await readStored(binary.data_1)).toEqual(content[22]);
		expect(binary.data.fileName).toBe('passport.pdf');
		expect(Object.keys(binary).sort()).toEqual(['data', 'data_1']);
	});

	test('downloads at most 50 files of a Flow response, and reports the number of skipped files', async () => {
		let asked = 0;
		nock(GRAPH)
			.get(/^\/v25\.0\/\d+$/)
			.times(50)
			.reply(() => {
				asked++;
				return [400, { error: { message: 'Unsupported get request', type: 'GraphMethodException', code: 100 } }];
			});
		const answers = {
			photos: Array.from({ length: 1500 }, (_unused, index) => flowFile(index + 1, 'image/jpeg', 'a.jpg')),
		};
		const [{ json }] = await run(itemsOf('events', messagesChange(flowAnswer(answers))), { downloadMedia: true });
		expect([asked, (json.files as unknown[]).length, json.filesError]).toEqual([
			50,
			50,
			'1450 more files were not downloaded: at most 50 of one response are',
		]);
	});

	test('does not download a file that exceeds the limit, and reports this in the item', async () => {
		api()
			.get('/v25.0/11')
			.reply(200, { url: 'https://lookaside.fbsbx.com/x', file_size: 3 * 1024 * 1024, id: '11' });
		const [{ json, binary }] = await run(itemsOf('events', messagesChange(photo('wamid.1', '11'))), {
			downloadMedia: true,
			maxFileSize: 2,
		});
		expect([json.caption, json.mediaError, binary]).toEqual([
			'Look',
			"The file has 3.0 MB; 'Max File Size (MB)' allows 2.0 MB",
			undefined,
		]);
	});

	test.each<[string, Json]>([
		['Meta does not report the size', { file_size: undefined }],
		['Meta reports a small size', { file_size: 5 }],
	])('stops a download at the limit when %s, and reports this in the item', async (_, described) => {
		serve('11', Buffer.alloc(3 * 1024 * 1024, 7), described);
		serve('12', file);
		const [first, second] = await run(
			itemsOf('events', messagesChange(photo('wamid.1', '11'), photo('wamid.2', '12'))),
			{ downloadMedia: true, maxFileSize: 2 },
		);
		expect([first.json.caption, first.json.mediaError, first.binary]).toEqual([
			'Look',
			'The file has more than 2.0 MB, so its download was stopped. Allow larger files to download it.',
			undefined,
		]);
		expect(Object.keys(second.binary ?? {})).toEqual(['data']);
	});

	test('emits all messages when one media download fails', async () => {
		api()
			.get('/v25.0/11')
			.reply(404, {
				error: { message: 'Unsupported get request', type: 'GraphMethodException', code: 100, error_subcode: 33 },
			});
		serve('12', file);
		const [first, second] = await run(
			itemsOf('events', messagesChange(photo('wamid.1', '11'), photo('wamid.2', '12'))),
			{ downloadMedia: true },
		);
		expect(first.json).toMatchObject({ messageId: 'wamid.1', mediaId: '11', mediaError: expect.any(String) as string });
		expect(String(first.json.mediaError)).not.toContain(TOKEN);
		expect([first.binary, Object.keys(second.binary ?? {}), second.json.mediaError]).toEqual([
			undefined,
			['data'],
			undefined,
		]);
	});

	test('reports a missing credential in the item', async () => {
		const [{ json }] = await run(
			itemsOf('events', messagesChange(photo('wamid.1', '11'))),
			{ downloadMedia: true },
			false,
		);
		expect([json.messageId, typeof json.mediaError]).toEqual(['wamid.1', 'string']);
	});
});

describe('combined messages', () => {
	test('have the files of all messages, each with the name of its binary field', async () => {
		const [one, other] = [Buffer.from('one'), Buffer.from('other')];
		serve('11', one);
		serve('12', other);
		const [{ json, binary = {} }] = await run([combinedMessages()], { downloadMedia: true, mediaField: 'file' });
		const media = json.media as IDataObject[];
		expect(media.map(({ messageId, binaryProperty }) => [messageId, binaryProperty])).toEqual([
			['wamid.1', 'file'],
			['wamid.3', 'file_1'],
		]);
		expect([await readStored(binary.file), await readStored(binary.file_1)]).toEqual([one, other]);
	});

	test('say why a file is missing', async () => {
		api().get('/v25.0/11').reply(200, { url: 'https://lookaside.fbsbx.com/x', file_size: 3_000_000 });
		serve('12', Buffer.from('other'));
		const [{ json }] = await run([combinedMessages()], { downloadMedia: true, maxFileSize: 1 });
		const media = json.media as IDataObject[];
		expect(media.map(({ binaryProperty, mediaError }) => [binaryProperty, mediaError !== undefined])).toEqual([
			[undefined, true],
			['data', false],
		]);
	});
});
