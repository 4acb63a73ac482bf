import axios from 'axios';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { seed, type Emulator } from '../src';
import { PartTypes } from '../src/partTypes';
import { checkFile } from '../src/routes/media';
import { ogg } from '../../test/fixtures/sounds';
import { client, closeAll, problem, started, type GraphResponse } from './helpers';

afterEach(closeAll);

interface Part {
	name: string;
	value?: string | Buffer;
	fileName?: string;
	type?: string;
}

function form(parts: Part[], boundary = 'XX'): Buffer {
	const chunks = parts.flatMap(({ name, value = '', fileName, type }) => [
		`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n`,
		`${type === undefined ? '' : `Content-Type: ${type}\r\n`}\r\n`,
		value,
		'\r\n',
	]);
	return Buffer.concat([...chunks, `--${boundary}--\r\n`].map((chunk) => Buffer.from(chunk)));
}

const product: Part = { name: 'messaging_product', value: 'whatsapp' };

async function upload(
	emulator: Emulator,
	parts: Part[],
	phoneNumberId = seed.phoneNumberId,
): Promise<{ status: number; data: GraphResponse }> {
	return await client(emulator).post(`/${phoneNumberId}/media`, form(parts), {
		headers: { 'Content-Type': 'multipart/form-data; boundary=XX' },
		maxBodyLength: Infinity,
	});
}

const file = (value: string | Buffer, type = 'image/png', fileName = 'a.png'): Part => ({
	name: 'file',
	value,
	fileName,
	type,
});

const animatedHead = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02', 'latin1'), Buffer.alloc(9)]);

describe('POST /{phone}/media', () => {
	it('stores the bytes, regardless of the order of the parts', async () => {
		const emulator = await started();
		const bytes = Buffer.from('\r\n--X\r\n--XY not a boundary\r\n\r\n\u0000ÿ', 'latin1');
		const response = await upload(emulator, [
			file(bytes, 'image/png', 'Größe.png'),
			{ name: 'type', value: 'image/png' },
			product,
		]);
		expect(response).toMatchObject({ status: 200, data: { id: expect.stringMatching(/^\d{15}$/) } });
		const id = response.data.id as string;
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(emulator.findMedia(id)).toMatchObject({
			id,
			phoneNumberId: seed.phoneNumberId,
			mimeType: 'image/png',
			size: bytes.length,
			sha256,
			fileName: 'Größe.png',
		});
		expect(await emulator.readMedia(id)).toEqual(bytes);
		expect(emulator.requests[0]).toMatchObject({
			method: 'POST',
			path: `/v25.0/${seed.phoneNumberId}/media`,
			status: 200,
			multipart: {
				fields: { messaging_product: 'whatsapp', type: 'image/png' },
				files: [{ field: 'file', fileName: 'Größe.png', mimeType: 'image/png', size: bytes.length, sha256 }],
			},
		});
	});

	it.each([
		['a missing messaging_product', [file('a')], '(#100) The parameter messaging_product is required.'],
		['a missing file', [product], '(#100) The parameter file is required.'],
		['a file without a file name', [product, { name: 'file', value: 'a' }], '(#100) The parameter file is required.'],
		['an empty file', [product, file('')], '(#100) Param file must not be empty.'],
		...[
			'application/octet-stream',
			'image/gif',
			'text/csv',
			'text/html',
			'application/xml',
			'application/zip',
			'application/json',
		].map((type): [string, Part[], string] => [
			`a file of type ${type}`,
			[product, file('a', type)],
			'(#100) Param file must be a file with one of the following types: audio/aac, audio/mp4, audio/mpeg, audio/amr, audio/ogg, audio/opus, ' +
				'application/vnd.ms-powerpoint, application/msword, application/vnd.openxmlformats-officedocument.wordprocessingml.document, ' +
				'application/vnd.openxmlformats-officedocument.presentationml.presentation, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, ' +
				`application/pdf, text/plain, application/vnd.ms-excel, image/jpeg, image/png, image/webp, video/mp4, video/3gpp. Received file of type '${type}'.`,
		]),
		[
			'an image over 5 MB',
			[product, file(Buffer.alloc(5 * 1024 * 1024 + 1))],
			'(#100) Param file must be at most 5242880 bytes. Received file of 5242881 bytes.',
		],
		[
			'an animated sticker over 500 KB',
			[product, file(Buffer.concat([animatedHead, Buffer.alloc(500 * 1024)]), 'image/webp')],
			'(#100) Param file must be at most 512000 bytes. Received file of 512030 bytes.',
		],
		[
			'audio over 16 MB',
			[product, file(Buffer.alloc(16 * 1024 * 1024 + 1), 'audio/mpeg')],
			expect.stringContaining('at most 16777216 bytes'),
		],
	])('rejects an upload of %s', async (_name, parts, text) => {
		const emulator = await started();
		expect(problem(await upload(emulator, parts))).toEqual({ status: 400, code: 100, text });
		expect(emulator.state().media).toBe(0);
	});

	it('accepts animated stickers up to 500 KB, text under any name, and every OGG type', async () => {
		const emulator = await started();
		expect(
			(await upload(emulator, [product, file(Buffer.concat([animatedHead, Buffer.alloc(400 * 1024)]), 'image/webp')]))
				.status,
		).toBe(200);
		expect((await upload(emulator, [product, file('a,b', 'text/plain', 'a.csv')])).status).toBe(200);
		for (const type of ['audio/ogg; codecs=opus', 'audio/ogg', 'audio/opus'])
			expect((await upload(emulator, [product, file(ogg.vorbis, type, 'a.ogg')])).status).toBe(200);
	});

	it.each(['audio/ogg; codecs=opus', 'audio/ogg;codecs="opus"', 'text/plain; charset=utf-8', 'image/png'])(
		'keeps the type of a part with its parameters: %s',
		async (type) => {
			const emulator = await started();
			const { data } = await upload(emulator, [
				{ name: 'type', value: 'x/y', type: 'text/plain; charset=utf-8' },
				product,
				file('a', type),
			]);
			expect(emulator.findMedia(data.id as string)?.mimeType).toBe(type);
			expect((await client(emulator).get(`/${data.id as string}`)).data).toMatchObject({ mime_type: type });
			expect(emulator.requests[0].multipart?.files).toMatchObject([{ mimeType: type }]);
		},
	);

	it('finds the type of each part when the body arrives byte by byte', () => {
		const parts = new PartTypes('multipart/form-data; boundary="XX"');
		const body = form([file('\r\n--X', 'a/b; c=d'), product, file('', 'e/f')]);
		for (const byte of body) parts.add(Buffer.of(byte));
		expect(parts.types).toEqual(['a/b; c=d', undefined, 'e/f']);
	});

	it('requires a complete multipart body and a number that the token can access', async () => {
		const emulator = await started();
		const send = async (body: Buffer, type: string): Promise<GraphResponse> =>
			(await client(emulator).post(`/${seed.phoneNumberId}/media`, body, { headers: { 'Content-Type': type } })).data;
		expect(
			(await send(form([product, file('a')]).subarray(0, -6), 'multipart/form-data; boundary=XX')).error?.message,
		).toBe('(#100) The parameter messaging_product is required.');
		expect((await send(form([product]), 'multipart/form-data')).error?.message).toBe(
			'(#100) The parameter messaging_product is required.',
		);
		expect((await send(Buffer.from('{}'), 'application/json')).error?.message).toBe(
			'(#100) The parameter messaging_product is required.',
		);
		expect(problem(await upload(emulator, [product, file('a')], seed.foreignPhoneNumberId))).toMatchObject({
			status: 400,
			code: 100,
			subcode: 33,
		});
	});

	const MB = 1024 * 1024;
	const tooLarge = (limit: number): string =>
		`(#100) Param file must be at most ${limit} bytes. Received file of ${limit + 1} bytes.`;

	it('streams a file of the largest size to disk, and rejects one byte more', async () => {
		const emulator = await started();
		const bytes = Buffer.alloc(5 * MB, 7);
		const complete = await upload(emulator, [product, file(bytes)]);
		expect(complete.status).toBe(200);
		expect(emulator.findMedia(complete.data.id as string)).toMatchObject({
			size: 5 * MB,
			sha256: createHash('sha256').update(bytes).digest('hex'),
		});
		const more = await upload(emulator, [product, file(Buffer.concat([bytes, Buffer.of(7)]))]);
		expect(problem(more).text).toBe(tooLarge(5 * MB));
	});

	it.each([
		['image/png', 5],
		['audio/ogg', 16],
		['video/mp4', 16],
		['application/pdf', 100],
	])('accepts %s of %d MB, and not one byte more', (mimeType, megabytes) => {
		const size = megabytes * MB;
		expect(() => checkFile({ mimeType, size })).not.toThrow();
		expect(() => checkFile({ mimeType, size: size + 1 })).toThrow(tooLarge(size));
	});

	it('keeps running when a client disconnects in the middle of an upload', async () => {
		const emulator = await started();
		await new Promise<void>((resolve) => {
			const socket = connect(emulator.port, '127.0.0.1', () => {
				socket.write(
					`POST /v25.0/${seed.phoneNumberId}/media HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${seed.accessToken}\r\n` +
						'Content-Type: multipart/form-data; boundary=XX\r\nContent-Length: 100000\r\n\r\n--XX\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
					() => socket.destroy(),
				);
			});
			socket.on('close', () => resolve());
		});
		expect((await upload(emulator, [product, file('a')])).status).toBe(200);
		expect(emulator.state().media).toBe(1);
	});
});

describe('GET and DELETE /{media}', () => {
	it('returns the URL of the bytes, serves them, and deletes them', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const media = await emulator.addMedia({
			content: Buffer.from('hello'),
			mimeType: 'text/plain',
			fileName: 'Grüße.txt',
		});
		const response = await graph.get(`/${media.id}?phone_number_id=${seed.phoneNumberId}`);
		expect(response.data).toEqual({
			url: expect.stringMatching(
				new RegExp(
					`^${emulator.url}/whatsapp_business/attachments/\\?mid=${media.id}&source=getMedia&ext=\\d{10}&hash=[\\w-]{43}$`,
				),
			),
			mime_type: 'text/plain',
			sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
			file_size: 5,
			id: media.id,
			messaging_product: 'whatsapp',
		});
		const bytes = await graph.get(response.data.url, { responseType: 'text' });
		expect([
			bytes.status,
			bytes.data,
			bytes.headers['content-type'],
			bytes.headers['content-length'],
			bytes.headers['content-disposition'],
		]).toEqual([
			200,
			'hello',
			'text/plain',
			'5',
			'attachment; filename="Gr__e.txt"; filename*=UTF-8\'\'Gr%C3%BC%C3%9Fe.txt',
		]);
		expect((await graph.delete(`/${media.id}`)).data).toEqual({ success: true });
		const missing = {
			status: 400,
			code: 100,
			subcode: 33,
			text: expect.stringContaining(`Object with ID '${media.id}' does not exist`),
		};
		expect(problem(await graph.get(`/${media.id}`))).toEqual(missing);
		expect(problem(await graph.delete(`/${media.id}`))).toEqual(missing);
		expect((await graph.get(response.data.url)).status).toBe(404);
	});

	it('checks the phone number ID when it is given', async () => {
		const emulator = await started();
		const media = await emulator.addMedia({ content: Buffer.from('a'), mimeType: 'text/plain' });
		expect(
			problem(await client(emulator).get(`/${media.id}?phone_number_id=${seed.secondPhoneNumberId}`)),
		).toMatchObject({ code: 100, subcode: 33 });
		expect(problem(await client(emulator, seed.withoutMessagingToken).get(`/${media.id}`))).toMatchObject({
			status: 403,
			code: 10,
		});
	});

	it('serves bytes to an authorized caller within five minutes', async () => {
		const emulator = await started();
		const media = await emulator.addMedia({ content: Buffer.from('a'), mimeType: 'text/plain' });
		const { url } = (await client(emulator).get(`/${media.id}`)).data;
		const expires = Number(new URL(url).searchParams.get('ext'));
		expect(Math.abs(expires - Date.now() / 1000 - 300)).toBeLessThan(2);
		const status = async (address: string, headers: Record<string, string | null>): Promise<number> =>
			(await axios.get(address, { headers, proxy: false, validateStatus: () => true })).status;
		const authorization = { Authorization: `Bearer ${seed.accessToken}` };
		expect(await status(url, authorization)).toBe(200);
		expect(await status(url, {})).toBe(401);
		expect(await status(url, { Authorization: `Bearer ${seed.withoutAssetsToken}` })).toBe(404);
		expect(await status(`${url}x`, authorization)).toBe(404);
		expect(await status(url.replace(String(expires), String(expires + 1)), authorization)).toBe(404);
		const bare = await new Promise<number>((resolve) =>
			request(url, { headers: authorization }, (res) => resolve(res.resume().statusCode!)).end(),
		);
		expect(bare).toBe(403);
		emulator.settings({ mediaUrlSeconds: 0 });
		expect(await status((await client(emulator).get(`/${media.id}`)).data.url, authorization)).toBe(404);
	});

	it('serves a large generated file that is not stored', async () => {
		const emulator = await started();
		const media = await emulator.addMedia({ content: { generatedBytes: 50_000_001 }, mimeType: 'application/pdf' });
		const { url } = (await client(emulator).get(`/${media.id}`)).data;
		const stream = (await client(emulator).get(url, { responseType: 'stream' })).data as Readable;
		const hash = createHash('sha256');
		let size = 0;
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			hash.update(chunk);
			size += chunk.length;
		}
		expect([size, hash.digest('hex')]).toEqual([50_000_001, media.sha256]);
	});
});
