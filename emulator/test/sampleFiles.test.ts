import { sampleFiles, sampleUrls } from '../src/sampleFiles';
import { closeAll, started } from './helpers';

afterEach(closeAll);

it('serves small pictures, a video and a document to anyone', async () => {
	const { url } = await started();
	const read = sampleUrls(url).map(async (address) => {
		const response = await fetch(address);
		const bytes = Buffer.from(await response.arrayBuffer());
		const length = response.headers.get('content-length');
		return [response.status, response.headers.get('content-type'), bytes.length === Number(length), bytes] as const;
	});
	const files = await Promise.all(read);
	expect(files.map(([status, type, isWhole]) => [status, type, isWhole])).toEqual(
		sampleFiles.map(({ mimeType }) => [200, mimeType, true]),
	);
	const heads = files.map(([, , , bytes]) => bytes.toString('latin1', 0, 8));
	expect(heads.slice(0, 3)).toEqual(Array(3).fill('\x89PNG\r\n\x1a\n'));
	expect(heads.slice(3)).toEqual([expect.stringContaining('ftyp'), '%PDF-1.4']);
	for (const [, , , bytes] of files) expect(bytes.length).toBeLessThan(20_000);
	expect((await fetch(`${url}/samples/none.png`)).status).toBe(404);
});
