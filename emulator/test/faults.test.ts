import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { seed, type Emulator, type Fault } from '../src';
import { client, closeAll, sendMessage, started } from './helpers';

afterEach(closeAll);

const text = { text: { body: 'a' } };

/** Status of a send, or the network error's code. */
async function outcome(emulator: Emulator, body: Record<string, unknown> = text): Promise<number | string> {
	try {
		return (await sendMessage(emulator, body)).status;
	} catch (error) {
		return (error as { code: string }).code;
	}
}

describe('faults', () => {
	it('returns the given error with all its parts', async () => {
		const emulator = await started();
		emulator.addFault({
			kind: 'error',
			code: 131016,
			subcode: 2494010,
			message: 'Busy',
			details: 'Later',
			isTransient: true,
			userTitle: 'Oh',
			userMessage: 'Wait',
			errorDataAsString: true,
			headers: { 'Retry-After': '3' },
		});
		const response = await client(emulator).post(`/${seed.phoneNumberId}/messages`, {
			messaging_product: 'whatsapp',
			to: '1650',
			...text,
		});
		expect([response.status, response.headers['retry-after'], response.data]).toEqual([
			500,
			'3',
			{
				error: {
					message: 'Busy',
					type: 'OAuthException',
					code: 131016,
					error_subcode: 2494010,
					error_data: '{"messaging_product":"whatsapp","details":"Later"}',
					is_transient: true,
					error_user_title: 'Oh',
					error_user_msg: 'Wait',
					fbtrace_id: expect.any(String),
				},
			},
		]);
		expect(emulator.messages).toEqual([]);
		expect(emulator.requests[0]).toMatchObject({ status: 500, errorCode: 131016, fault: 'error' });
		expect(await outcome(emulator)).toBe(200);
	});

	it.each([
		[4, 400],
		[10, 403],
		[190, 401],
		[2, 503],
		[131000, 500],
		[131057, 500],
		[132001, 404],
		[130429, 400],
		[131208, 429],
		[999999, 400],
		// Meta docs: Support > Error codes (1); Calling > Troubleshooting (613, 138000 to 138023); Groups > Error codes (131201)
		[1, 400],
		[613, 429],
		[131201, 206],
		[138000, 401],
		[138001, 400],
		[138002, 429],
		[138003, 400],
		[138004, 500],
		[138005, 429],
		[138006, 401],
		[138007, 500],
		[138009, 400],
		[138012, 400],
		[138013, 400],
		[138014, 400],
		[138015, 400],
		[138017, 400],
		[138018, 400],
		[138019, 400],
		[138023, 400],
	])('returns code %d with status %d', async (code, status) => {
		const emulator = await started();
		emulator.addFault({ kind: 'error', code });
		const response = await sendMessage(emulator, text);
		expect([response.status, response.data.error?.code]).toEqual([status, code]);
	});

	it('returns HTML, an empty response or a redirect', async () => {
		const emulator = await started();
		emulator.addFault({ kind: 'html', status: 503 });
		emulator.addFault({ kind: 'empty' });
		emulator.addFault({ kind: 'redirect', location: 'http://127.0.0.1:1/there', status: 307 });
		const graph = client(emulator);
		const html = await graph.get(`/${seed.wabaId}`);
		expect([html.status, html.headers['content-type'], html.data]).toEqual([
			503,
			'text/html; charset=utf-8',
			expect.stringMatching(/^<!DOCTYPE html>/),
		]);
		const empty = await graph.get(`/${seed.wabaId}`);
		expect([empty.status, empty.data]).toEqual([500, '']);
		const redirect = await graph.get(`/${seed.wabaId}`);
		expect([redirect.status, redirect.headers.location]).toEqual([307, 'http://127.0.0.1:1/there']);
	});

	it('cuts the connection before or after a message is accepted', async () => {
		const emulator = await started();
		emulator.addFault({ kind: 'cut' });
		emulator.addFault({ kind: 'cutAfterAcceptance' });
		emulator.addFault({ kind: 'html', afterAcceptance: true });
		expect(await outcome(emulator)).toBe('ECONNRESET');
		expect(emulator.messages).toHaveLength(0);
		expect(await outcome(emulator)).toBe('ECONNRESET');
		expect(emulator.messages).toHaveLength(1);
		expect(await outcome(emulator)).toBe(502);
		expect(emulator.messages).toHaveLength(2);
		expect(emulator.requests.map(({ status, messageId, fault }) => [status, messageId, fault])).toEqual([
			[undefined, undefined, 'cut'],
			[undefined, emulator.messages[0].id, 'cutAfterAcceptance'],
			[502, emulator.messages[1].id, 'html'],
		]);
	});

	it('sends a rejection, although the connection would be cut after acceptance', async () => {
		const emulator = await started();
		emulator.addFault({ kind: 'cutAfterAcceptance' });
		expect(await outcome(emulator, { text: { body: '' } })).toBe(400);
		expect(emulator.messages).toHaveLength(0);
	});

	it('sends half of a response, JSON or media', async () => {
		const emulator = await started();
		emulator.addFault({ kind: 'half', count: 2, match: { path: '/messages' } });
		expect(await outcome(emulator)).toMatch(/ECONNRESET|ERR_BAD_RESPONSE/);
		expect(emulator.messages).toHaveLength(1);
		const media = await emulator.addMedia({ content: { generatedBytes: 1_000_000 }, mimeType: 'application/pdf' });
		const { url } = (await client(emulator).get(`/${media.id}`)).data;
		emulator.addFault({ kind: 'half', match: { path: '/attachments/' } });
		const response = await fetch(url, { headers: { Authorization: `Bearer ${seed.accessToken}` } });
		expect(response.headers.get('content-length')).toBe('1000000');
		let size = 0;
		await expect(
			(async () => {
				for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) size += chunk.length;
			})(),
		).rejects.toThrow('terminated');
		expect(size).toBeLessThanOrEqual(500_000);
	});

	it('delays the response by the given time', async () => {
		const emulator = await started();
		emulator.addFault({ kind: 'delay', delayMs: 120 });
		const before = performance.now();
		expect(await outcome(emulator)).toBe(200);
		expect(performance.now() - before).toBeGreaterThanOrEqual(118);
	});

	it('applies a fault to requests that match its method, path, recipient, nth and count', async () => {
		const emulator = await started();
		const strike = (match: Fault['match'], count?: number | 'always'): void => {
			emulator.reset();
			emulator.addFault({ kind: 'error', code: 131000, match, ...(count === undefined ? {} : { count }) });
		};
		const run = async (times: number): Promise<Array<number | string>> => {
			const all = [];
			for (let index = 0; index < times; index += 1)
				all.push(await outcome(emulator, { ...text, to: `1650555000${index}` }));
			return all;
		};
		strike({ nth: 2 });
		expect(await run(4)).toEqual([200, 500, 200, 200]);
		strike({ nth: 2 }, 2);
		expect(await run(4)).toEqual([200, 500, 500, 200]);
		strike({}, 'always');
		expect(await run(3)).toEqual([500, 500, 500]);
		strike({ to: '16505550002' });
		expect(await run(4)).toEqual([200, 200, 500, 200]);
		strike({ method: 'get' });
		expect(await run(2)).toEqual([200, 200]);
		strike({ path: '/media' });
		expect(await run(2)).toEqual([200, 200]);
		strike({ path: '/messages' });
		expect(await run(2)).toEqual([500, 200]);
		strike({ path: /\/\d+\/messages$/ });
		expect(await run(2)).toEqual([500, 200]);
		strike({ path: '/\\/\\d+\\/messages$/' });
		expect(await run(2)).toEqual([500, 200]);
	});

	it('injects the same random faults for the same seed', async () => {
		const run = async (fault: Fault): Promise<Array<number | string>> => {
			const emulator = await started({ messagesPerSecond: 0, pairLimit: false });
			emulator.addFault(fault);
			const all = [];
			for (let index = 0; index < 60; index += 1) all.push(await outcome(emulator));
			return all;
		};
		const random: Fault = {
			kind: 'random',
			seed: 5,
			probabilities: { 131000: 0.2, 130429: 0.2, cutAfterAcceptance: 0.1 },
		};
		const first = await run(random);
		expect(await run(random)).toEqual(first);
		expect(await run({ ...random, seed: 6 })).not.toEqual(first);
		for (const result of [200, 500, 400, 'ECONNRESET']) expect(first).toContain(result);
		const half = (await run({ kind: 'error', code: 131000, probability: 0.5, count: 'always' })).filter(
			(result) => result === 500,
		).length;
		expect(half).toBeGreaterThan(15);
		expect(half).toBeLessThan(45);
	});

	it('rejects unknown kinds of faults', async () => {
		const emulator = await started();
		expect(() => emulator.addFault({ kind: 'boom' } as never)).toThrow("There is no fault of the kind 'boom'");
		expect(() => emulator.addFault({ kind: 'random', probabilities: { boom: 1 } })).toThrow(
			"There is no random fault 'boom'",
		);
	});

	it('applies faults to uploads before reading their body', async () => {
		const emulator = await started();
		emulator.addFault({ kind: 'error', code: 131016 });
		const form = new FormData();
		form.append('messaging_product', 'whatsapp');
		form.append('file', new Blob([new Uint8Array(4_000_000)], { type: 'image/png' }), 'a.png');
		const send = async (): Promise<number> =>
			(
				await fetch(`${emulator.url}/v25.0/${seed.phoneNumberId}/media`, {
					method: 'POST',
					body: form,
					headers: { Authorization: `Bearer ${seed.accessToken}` },
				})
			).status;
		expect([await send(), await send(), emulator.state().media]).toEqual([500, 200, 1]);
	});
});

it('redirects to another server', async () => {
	const emulator = await started();
	const seen: Array<string | undefined> = [];
	const other = createServer((req, res) => {
		seen.push(req.url);
		res.end('{}');
	});
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	emulator.addFault({
		kind: 'redirect',
		location: `http://127.0.0.1:${(other.address() as AddressInfo).port}/elsewhere`,
	});
	await client(emulator).get(`/${seed.wabaId}`, { maxRedirects: 1 });
	expect(seen).toEqual(['/elsewhere']);
	await new Promise((resolve) => other.close(resolve));
});
