import { seed } from '../src';
import { client, closeAll, problem, started } from './helpers';

afterEach(closeAll);

describe('GET /{waba}', () => {
	it('returns the requested fields, or the default ones', async () => {
		const emulator = await started();
		const graph = client(emulator);
		expect((await graph.get(`/${seed.wabaId}?fields=id,name,owner_business_info{name}`)).data).toEqual({
			id: seed.wabaId,
			name: 'Acme Shop',
			owner_business_info: { name: 'Acme Holding' },
		});
		expect(Object.keys((await graph.get(`/${seed.wabaId}`)).data as object).sort()).toEqual([
			'id',
			'message_template_namespace',
			'name',
			'timezone_id',
		]);
	});

	// Meta's SDK v26.0: WhatsAppBusinessAccount.
	it('returns the fields of 2026, and changes settings', async () => {
		const emulator = await started();
		const graph = client(emulator);
		const fields =
			'creation_time,owner_business{id},primary_funding_id,purchase_order_number,linked_commerce_account,marketing_messages_ad_account,template_auto_archival_enabled,whatsapp_manager_marketing_messages_max_price_enroll_status';
		const shown = async (): Promise<unknown> => (await graph.get(`/${seed.wabaId}`, { params: { fields } })).data;
		const account = {
			id: seed.wabaId,
			creation_time: 1_735_689_600,
			owner_business: { id: seed.businessPortfolioId },
			primary_funding_id: '1055000111222333',
			template_auto_archival_enabled: false,
			whatsapp_manager_marketing_messages_max_price_enroll_status: 'OPT_OUT',
		};
		expect(await shown()).toEqual(account);
		const change = async (body: object): Promise<unknown> => (await graph.post(`/${seed.wabaId}`, body)).data;
		expect(await change({ template_auto_archival_enabled: true })).toEqual({ success: true });
		expect(await shown()).toEqual({ ...account, template_auto_archival_enabled: true });
		expect(problem(await graph.post(`/${seed.wabaId}`, { template_auto_archival_enabled: 'maybe' })).code).toBe(100);
		expect(problem(await graph.post(`/${seed.wabaId}`, { name: 'New', timezone_id: 2 })).code).toBe(100);
		emulator.reset();
		expect(await shown()).toEqual(account);
	});

	it.each([
		[
			'an unknown field',
			`${seed.wabaId}?fields=id,colour`,
			100,
			undefined,
			'(#100) Tried accessing nonexisting field (colour) on node type (WhatsAppBusinessAccount)',
		],
		[
			'an empty field',
			`${seed.wabaId}?fields=id,,name`,
			2500,
			undefined,
			'Syntax error "Expected name at end of string" in fields: id,,name',
		],
		[
			'a business portfolio ID',
			`${seed.businessPortfolioId}?fields=id,name,currency`,
			100,
			undefined,
			'(#100) Tried accessing nonexisting field (currency) on node type (Business)',
		],
		[
			'the phone numbers of a business portfolio',
			`${seed.businessPortfolioId}/phone_numbers`,
			100,
			undefined,
			'(#100) Tried accessing nonexisting field (phone_numbers) on node type (Business)',
		],
		[
			'an account that the token cannot access',
			`${seed.otherWabaId}?fields=id`,
			100,
			33,
			expect.stringContaining(
				`Unsupported get request. Object with ID '${seed.otherWabaId}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
			),
		],
		['an unknown ID', '12345', 100, 33, expect.stringContaining("Object with ID '12345' does not exist")],
		['an unknown edge', `${seed.wabaId}/cats`, 2500, undefined, 'Unknown path components: /cats'],
		[
			'a request to read messages',
			`${seed.phoneNumberId}/messages`,
			100,
			33,
			expect.stringContaining('Unsupported get request.'),
		],
	])('rejects the account request with %s', async (_name, path, code, subcode, text) => {
		const emulator = await started();
		expect(problem(await client(emulator).get(`/${path}`))).toEqual({
			status: 400,
			code,
			...(subcode === undefined ? {} : { subcode }),
			text,
		});
	});

	it('returns the ID and name of a business portfolio, of the user behind the token, and of the app', async () => {
		const emulator = await started();
		expect((await client(emulator).get(`/${seed.businessPortfolioId}?fields=id,name`)).data).toEqual({
			id: seed.businessPortfolioId,
			name: 'Acme Holding',
		});
		expect((await client(emulator).get('/me')).data).toEqual({ id: seed.systemUserId, name: 'Acme Automation' });
		expect((await client(emulator, seed.appToken).get(`/${seed.app.id}?fields=id,name`)).data).toEqual({
			id: seed.app.id,
			name: 'Acme Messaging',
		});
		expect(problem(await client(emulator).get('/'))).toEqual({
			status: 400,
			code: 100,
			text: 'Unsupported get request.',
		});
	});
});

describe('numbers', () => {
	it('returns pages whose next and previous links carry the token', async () => {
		const emulator = await started();
		const first = (await client(emulator).get(`/${seed.wabaId}/phone_numbers?fields=id,display_phone_number&limit=20`))
			.data;
		expect(first.data).toEqual(
			seed.phoneNumbers.slice(0, 20).map((phone) => ({ id: phone.id, display_phone_number: phone.displayPhoneNumber })),
		);
		expect(first.paging.previous).toBeUndefined();
		const next = new URL(first.paging.next);
		expect(next.origin + next.pathname).toBe(`${emulator.url}/v25.0/${seed.wabaId}/phone_numbers`);
		expect(Object.fromEntries(next.searchParams)).toEqual({
			access_token: seed.accessToken,
			pretty: '0',
			fields: 'id,display_phone_number',
			limit: '20',
			after: first.paging.cursors.after,
		});
		const second = (await client(emulator, '').get(first.paging.next)).data;
		expect(second.data.map((phone: { id: string }) => phone.id)).toEqual(
			seed.phoneNumbers.slice(20).map((phone) => phone.id),
		);
		expect(second.paging.next).toBeUndefined();
		expect((await client(emulator, '').get(second.paging.previous)).data.data).toEqual(first.data);
	});

	it('returns 25 numbers per page by default and at most 100', async () => {
		const emulator = await started();
		const graph = client(emulator);
		expect((await graph.get(`/${seed.wabaId}/phone_numbers`)).data.data).toHaveLength(25);
		expect((await graph.get(`/${seed.wabaId}/phone_numbers?limit=5000`)).data.data).toHaveLength(32);
		expect(problem(await graph.get(`/${seed.wabaId}/phone_numbers?after=xyz`))).toMatchObject({
			status: 400,
			code: 131059,
		});
		expect(
			(
				await graph.get(
					`/${seed.wabaId}/phone_numbers?filtering=[{"field":"account_mode","operator":"EQUAL","value":"SANDBOX"}]`,
				)
			).data,
		).toEqual({ data: [] });
	});

	it('returns the single requested fields of a number', async () => {
		const emulator = await started();
		expect(
			(await client(emulator).get(`/${seed.phoneNumberId}?fields=verified_name,quality_rating,status,throughput`)).data,
		).toEqual({
			verified_name: 'Acme Shop',
			quality_rating: 'GREEN',
			status: 'CONNECTED',
			throughput: { level: 'STANDARD' },
			id: seed.phoneNumberId,
		});
		expect(problem(await client(emulator).get(`/${seed.foreignPhoneNumberId}`))).toMatchObject({
			code: 100,
			subcode: 33,
		});
	});
});

describe('versions and headers', () => {
	it.each([
		['v26.0', 'v26.0'],
		['v21.0', 'v21.0'],
		['v20.0', 'v21.0'],
		['v13.0', 'v21.0'],
		['', 'v21.0'],
	])('serves %p by %s', async (asked, served) => {
		const emulator = await started();
		const response = await client(emulator, seed.accessToken, asked).get(`/${seed.wabaId}`);
		expect([response.status, response.headers['facebook-api-version']]).toEqual([200, served]);
	});

	it.each(['v99.0', 'v25.1', 'v27.0', 'v25'])('rejects the unknown version %s', async (version) => {
		const emulator = await started();
		expect(problem(await client(emulator, seed.accessToken, version).get('/me'))).toEqual({
			status: 400,
			code: 2500,
			text: 'Unknown path components: /me',
		});
	});

	it('counts management calls, but not messages, against the hourly limit', async () => {
		const emulator = await started();
		emulator.settings({ messagesPerSecond: 0, pairLimit: false });
		const graph = client(emulator);
		const send = async () =>
			await graph.post(`/${seed.phoneNumberId}/messages`, {
				messaging_product: 'whatsapp',
				to: '16505551234',
				type: 'text',
				text: { body: 'Hi' },
			});
		for (let call = 0; call < 60; call++) await send();
		expect(JSON.parse((await send()).headers['x-app-usage'])).toMatchObject({ call_count: 0 });
		for (let call = 0; call < 49; call++) await graph.get('/me');
		expect(JSON.parse((await graph.get('/me')).headers['x-app-usage'])).toMatchObject({ call_count: 1 });
	});

	it('reports the used share of the limits', async () => {
		const emulator = await started();
		const { headers } = await client(emulator).get(`/${seed.wabaId}`);
		expect(JSON.parse(headers['x-app-usage'])).toEqual({ call_count: 0, total_cputime: 1, total_time: 1 });
		expect(JSON.parse(headers['x-business-use-case-usage'])).toEqual({
			[seed.wabaId]: [
				{
					type: 'whatsapp_business_management',
					call_count: 0,
					total_cputime: 1,
					total_time: 1,
					estimated_time_to_regain_access: 0,
				},
			],
		});
		expect(headers['x-fb-trace-id']).toMatch(/^E[0-9a-z]{10}$/);
		expect(headers['content-type']).toBe('application/json; charset=UTF-8');
	});
});
