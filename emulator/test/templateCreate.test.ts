import { connect } from 'node:net';
import { createHash } from 'node:crypto';
import { client, closeAll, problem, started, type GraphResponse } from './helpers';
import { seed, type Emulator } from '../src';
import { templates, BODY, buttons, createTemplate } from './templateRequests';

afterEach(closeAll);
const definition = (components: object[], extra: object = {}): object => ({
	name: 'autumn_sale',
	language: 'en_US',
	category: 'MARKETING',
	components,
	...extra,
});

const productCards = (list: object[]): object => ({
	type: 'CAROUSEL',
	cards: [0, 1].map(() => ({ components: [{ type: 'HEADER', format: 'PRODUCT' }, buttons(...list)] })),
});
const oneTap = (app: object): object =>
	definition([{ type: 'BODY' }, buttons({ type: 'OTP', otp_type: 'ONE_TAP', ...app })], { category: 'AUTHENTICATION' });

/** Uploads bytes in one request, and returns the handle. */
async function handleOf(emulator: Emulator, bytes = Buffer.from('PNG')): Promise<string> {
	const graph = client(emulator);
	const { data } = await graph.post(`/app/uploads?file_name=a.png&file_length=${bytes.length}&file_type=image/png`);
	const response = await graph.post(`/${String((data as GraphResponse).id)}`, bytes, {
		headers: { file_offset: '0', 'content-type': 'application/octet-stream' },
	});
	return String((response.data as GraphResponse).h);
}

describe('creating templates', () => {
	it('creates a template, returns it, and rejects a second one of the same name', async () => {
		const emulator = await started();
		const { status, data } = await createTemplate(emulator, definition([BODY]));
		expect([status, data]).toEqual([
			200,
			{ id: expect.stringMatching(/^\d+$/), status: 'PENDING', category: 'MARKETING' },
		]);
		const response = await client(emulator).get(`/${String(data.id)}`, {
			params: { fields: 'name,language,status,components' },
		});
		expect(response.data).toEqual({
			name: 'autumn_sale',
			language: 'en_US',
			status: 'PENDING',
			components: [BODY],
			id: data.id,
		});
		expect(problem(await createTemplate(emulator, definition([BODY])))).toMatchObject({
			status: 400,
			code: 100,
			subcode: 2388024,
		});
		expect((await createTemplate(emulator, definition([BODY], { language: 'de' }))).status).toBe(200);
	});

	it.each<[string, object, number | undefined]>([
		['a capital letter in the name', definition([BODY], { name: 'Sale' }), undefined],
		['a missing language', definition([BODY], { language: undefined }), undefined],
		['an unknown category', definition([BODY], { category: 'NEWS' }), undefined],
		['a missing body', definition([{ type: 'FOOTER', text: 'x' }]), 2388072],
		['a body over the maximum length', definition([{ type: 'BODY', text: 'a'.repeat(1025) }]), 2388040],
		[
			'a variable at the end of the body',
			definition([{ type: 'BODY', text: 'Hello and welcome {{1}}', example: { body_text: [['x']] } }]),
			2388299,
		],
		['a missing example', definition([{ type: 'BODY', text: 'Hello and welcome {{1}}!' }]), 2388043],
		[
			'a gap in the numbers of variables',
			definition([{ type: 'BODY', text: 'Hello and welcome {{2}}!', example: { body_text: [['x']] } }]),
			2388072,
		],
		[
			'an invalid handle',
			definition([{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::x'] } }, BODY]),
			2494102,
		],
		[
			'an empty example',
			definition([{ type: 'BODY', text: 'Hello and welcome {{1}}!', example: { body_text: [['']] } }]),
			2388043,
		],
		[
			'an empty list of examples',
			definition([{ type: 'BODY', text: 'Hello and welcome {{1}}!', example: { body_text: [[]] } }]),
			2388043,
		],
		[
			'an empty named example',
			definition([
				{
					type: 'BODY',
					text: 'Hello {{name}}, welcome!',
					example: { body_text_named_params: [{ param_name: 'name', example: '' }] },
				},
			]),
			2388043,
		],
		[
			'an empty header example',
			definition([{ type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: [''] } }, BODY]),
			2388043,
		],
		[
			'an empty handle',
			definition([{ type: 'HEADER', format: 'IMAGE', example: { header_handle: [''] } }, BODY]),
			2388043,
		],
		[
			'an empty URL example',
			definition([BODY, buttons({ type: 'URL', text: 'Open', url: 'https://example.com/{{1}}', example: [''] })]),
			2388025,
		],
		[
			'a URL example of 2,001 characters',
			definition([
				BODY,
				buttons({
					type: 'URL',
					text: 'Open',
					url: 'https://example.com/{{1}}',
					example: [`https://example.com/${'a'.repeat(1981)}`],
				}),
			]),
			2388040,
		],
		['an unknown parameter format', definition([BODY], { parameter_format: 'NUMBERED' }), undefined],
		// Meta's SDK v26.0: WhatsAppBusinessAccount.
		['an unknown send type', definition([BODY], { send_type: 'BULK' }), undefined],
		['a primary device that is text', definition([BODY], { is_primary_device_delivery_only: 'yes' }), undefined],
		['a creative sourcing that is text', definition([BODY], { creative_sourcing_spec: 'x' }), undefined],
		['an unknown display format', definition([BODY], { display_format: 'RECEIPT' }), undefined],
		['an emoji on a button', definition([BODY, buttons({ type: 'QUICK_REPLY', text: 'Shop 🍞' })]), 2388060],
		['a line break on a button', definition([BODY, buttons({ type: 'QUICK_REPLY', text: 'Shop\nnow' })]), 2388060],
		['formatting on a button', definition([BODY, buttons({ type: 'QUICK_REPLY', text: 'Shop *now*' })]), 2388060],
		[
			'an order button of 26 characters',
			definition([BODY, buttons({ type: 'ORDER_DETAILS', text: 'a'.repeat(26) })]),
			2388040,
		],
		[
			'a product button in utility',
			definition([{ type: 'HEADER', format: 'PRODUCT' }, BODY, buttons({ type: 'SPM', text: 'View' })], {
				category: 'UTILITY',
			}),
			2388025,
		],
		['a product header without its button', definition([{ type: 'HEADER', format: 'PRODUCT' }, BODY]), 2388025],
		[
			'a product body of 161 characters',
			definition([
				{ type: 'HEADER', format: 'PRODUCT' },
				{ type: 'BODY', text: 'a'.repeat(161) },
				buttons({ type: 'SPM', text: 'View' }),
			]),
			2388040,
		],
		['products without a header', definition([BODY, buttons({ type: 'MPM', text: 'View items' })]), undefined],
		[
			'a product button beside another button',
			definition([
				{ type: 'HEADER', format: 'TEXT', text: 'Hi' },
				BODY,
				buttons({ type: 'MPM', text: 'View items' }, { type: 'QUICK_REPLY', text: 'No' }),
			]),
			2388025,
		],
		[
			'a product card with two buttons',
			definition([
				BODY,
				productCards([
					{ type: 'SPM', text: 'View' },
					{ type: 'URL', text: 'Open', url: 'https://example.com' },
				]),
			]),
			2388025,
		],
		[
			'product cards in utility',
			definition([BODY, productCards([{ type: 'URL', text: 'Open', url: 'https://example.com' }])], {
				category: 'UTILITY',
			}),
			undefined,
		],
		[
			'a package of one segment',
			oneTap({ supported_apps: [{ package_name: 'shop', signature_hash: 'K8a/AINcGX7' }] }),
			2388025,
		],
		[
			'a segment that begins with a digit',
			oneTap({ supported_apps: [{ package_name: 'com.1shop', signature_hash: 'K8a/AINcGX7' }] }),
			2388025,
		],
		[
			'a hash with other characters',
			oneTap({ supported_apps: [{ package_name: 'com.shop', signature_hash: '!!!!!!!!!!!' }] }),
			2388025,
		],
		[
			'reply buttons that are not adjacent',
			definition([
				BODY,
				buttons({ type: 'QUICK_REPLY', text: 'a' }, { type: 'CATALOG' }, { type: 'QUICK_REPLY', text: 'b' }),
			]),
			2388025,
		],
		[
			'an OTP button in a marketing template',
			definition([BODY, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })]),
			2388025,
		],
		[
			'body text in an authentication template',
			definition([BODY, buttons({ type: 'OTP', otp_type: 'COPY_CODE' })], { category: 'AUTHENTICATION' }),
			2388072,
		],
		['a lifetime under the minimum', definition([BODY], { message_send_ttl_seconds: 60 }), undefined],
		['a carousel of one card', definition([BODY, { type: 'CAROUSEL', cards: [{ components: [] }] }]), undefined],
	])('rejects a template with %s', async (_name, body, subcode) => {
		const emulator = await started();
		const response = problem(await createTemplate(emulator, body));
		expect([response.code, response.subcode]).toEqual([100, subcode]);
	});

	it.each<[string, object]>([
		['a text header without a format', definition([{ type: 'HEADER', text: 'Hello' }, BODY])],
		[
			'a single example as text',
			definition([{ type: 'BODY', text: 'Hello and welcome {{1}}!', example: { body_text: 'Ann' } }]),
		],
		[
			'examples as one list',
			definition([{ type: 'BODY', text: 'Hello and welcome {{1}}!', example: { body_text: ['Ann'] } }]),
		],
		[
			'many variables in few words',
			definition([{ type: 'BODY', text: 'a{{1}}b{{2}}c', example: { body_text: [['x', 'y']] } }]),
		],
		['a variable in the footer', definition([BODY, { type: 'FOOTER', text: 'Valid until {{1}}' }])],
		[
			'the app in the one-tap button itself',
			oneTap({ package_name: 'com.example.shop', signature_hash: 'K8a/AINcGX7' }),
		],
		[
			'the format for order details',
			definition([BODY, buttons({ type: 'ORDER_DETAILS', text: 'Copy Pix code' })], {
				display_format: 'order_details',
			}),
		],
		[
			'formatting characters that format nothing',
			definition([BODY, buttons({ type: 'QUICK_REPLY', text: "That's 5 * 3, a_b_c ©" })]),
		],
		[
			'products with a header',
			definition([{ type: 'HEADER', format: 'TEXT', text: 'Hi' }, BODY, buttons({ type: 'MPM', text: 'View items' })]),
		],
		['two product cards', definition([BODY, productCards([{ type: 'SPM', text: 'View' }])])],
	])('accepts a template with %s', async (_name, body) => {
		const emulator = await started();
		expect((await createTemplate(emulator, body)).data).toMatchObject({ status: 'PENDING' });
	});

	it('stores the parameter format in upper case', async () => {
		const emulator = await started();
		const body = {
			type: 'BODY',
			text: 'Hello {{name}}, welcome!',
			example: { body_text_named_params: [{ param_name: 'name', example: 'Ann' }] },
		};
		const { data } = await createTemplate(emulator, definition([body], { parameter_format: 'named' }));
		const response = await client(emulator).get(`/${String(data.id)}`, { params: { fields: 'parameter_format' } });
		expect(response.data).toEqual({ parameter_format: 'NAMED', id: data.id });
	});

	it('accepts a media header with an uploaded file, and an authentication template', async () => {
		const emulator = await started();
		const header = { type: 'HEADER', format: 'IMAGE', example: { header_handle: [await handleOf(emulator)] } };
		expect((await createTemplate(emulator, definition([header, BODY]))).status).toBe(200);
		const components = [
			{ type: 'BODY', add_security_recommendation: true },
			buttons({ type: 'OTP', otp_type: 'COPY_CODE' }),
		];
		expect(
			(await createTemplate(emulator, definition(components, { name: 'code', category: 'AUTHENTICATION' }))).status,
		).toBe(200);
	});

	it('creates templates only with the management permission', async () => {
		const emulator = await started();
		expect((await client(emulator, seed.withoutManagementToken).post(templates, definition([BODY]))).status).toBe(403);
	});
});

describe('uploads', () => {
	it('resumes an interrupted upload', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const bytes = Buffer.from(Array.from({ length: 1000 }, (_unused, index) => index % 256));
		const { data } = await graph.post(`/${seed.app.id}/uploads?file_length=1000&file_type=application/pdf`);
		const path = `/v25.0/${String((data as GraphResponse).id)}`;
		await new Promise<void>((resolve) => {
			const socket = connect(emulator.port, '127.0.0.1', () => {
				socket.write(
					`POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: OAuth ${seed.accessToken}\r\nfile_offset: 0\r\nContent-Length: 1000\r\n\r\n`,
				);
				socket.write(bytes.subarray(0, 400), () => socket.end());
			});
			socket.on('close', () => resolve());
			socket.resume();
		});
		const state = await graph.get(`${emulator.url}${path}`);
		expect((state.data as GraphResponse).file_offset).toBe(400);
		const send = async (offset: number): Promise<GraphResponse> =>
			(
				await graph.post(`${emulator.url}${path}`, bytes.subarray(offset), {
					headers: { file_offset: String(offset), 'content-type': 'application/octet-stream' },
				})
			).data;
		expect((await send(0)).error?.message).toContain('must be 400');
		expect(String((await send(400)).h)).toContain(createHash('sha256').update(bytes).digest('hex'));
	});

	it('rejects other types and unknown sessions', async () => {
		const emulator = await started();
		const graph = client(emulator);
		expect(problem(await graph.post('/app/uploads?file_length=1&file_type=image/gif')).code).toBe(100);
		expect(problem(await graph.post('/app/uploads?file_type=image/png')).code).toBe(100);
		expect(problem(await graph.get('/upload:x?sig=y')).code).toBe(100);
	});
});
