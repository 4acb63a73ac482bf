import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { metaError } from '../fixtures';
import { loadOptions, WABA } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from './support';

mockedNetwork();

const run = runner('account');
const SIMPLE =
	'id,name,status,account_review_status,business_verification_status,country,currency,timezone_id,ownership_type,owner_business_info,whatsapp_business_manager_messaging_limit,is_enabled_for_insights,primary_funding_id,marketing_messages_onboarding_status,disable_marketing_messages_on_cloud_api,template_auto_archival_enabled';
const row = {
	id: WABA,
	name: 'Acme Shop',
	status: 'ACTIVE',
	account_review_status: 'APPROVED',
	business_verification_status: 'verified',
	country: 'US',
	currency: 'USD',
	timezone_id: '1',
	ownership_type: 'SELF',
	owner_business_info: { name: 'Acme Holding', id: '506' },
	whatsapp_business_manager_messaging_limit: 'TIER_2K',
	is_enabled_for_insights: true,
	primary_funding_id: '99',
	marketing_messages_onboarding_status: 'ELIGIBLE',
	disable_marketing_messages_on_cloud_api: false,
	template_auto_archival_enabled: false,
};
const simple = {
	id: WABA,
	name: 'Acme Shop',
	status: 'ACTIVE',
	reviewStatus: 'APPROVED',
	businessVerification: 'verified',
	country: 'US',
	currency: 'USD',
	timeZoneId: '1',
	ownership: 'SELF',
	portfolioId: '506',
	portfolioName: 'Acme Holding',
	messagingLimit: 'TIER_2K',
	insightsEnabled: true,
	marketingMessagesStatus: 'ELIGIBLE',
	marketingOnCloudApi: true,
	templateAutoArchival: false,
};
const health = {
	health_status: {
		can_send_message: 'BLOCKED',
		entities: [
			{ entity_type: 'WABA', id: WABA, can_send_message: 'AVAILABLE' },
			{
				entity_type: 'BUSINESS',
				id: '506',
				can_send_message: 'BLOCKED',
				errors: [{ error_code: 141010, error_description: 'Not verified.', possible_solution: 'Verify it.' }],
			},
		],
	},
	id: WABA,
};
const owner = { query: { fields: 'owner_business_info' } };

test('gets an account with its health and payment method', async () => {
	expectRequest('GET', WABA, { query: { fields: SIMPLE } }, row);
	expectRequest('GET', WABA, { query: { fields: 'health_status' } }, health);
	expect((await run('get')).output).toEqual([
		{
			json: {
				...simple,
				paymentMethodAttached: true,
				canSendMessage: 'BLOCKED',
				problems: [
					{
						entity: 'BUSINESS',
						id: '506',
						canSendMessage: 'BLOCKED',
						code: 141010,
						problem: 'Not verified.',
						solution: 'Verify it.',
					},
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test.each<[IDataObject, IDataObject]>([
	[{}, { paymentMethodAttached: false }],
	[
		{ status: 'ON_HOLD', owner_business_info: 'Acme', is_enabled_for_insights: 'maybe' },
		{ status: 'ON_HOLD', insightsEnabled: 'maybe', paymentMethodAttached: false },
	],
])('gets another account without health from %j', async (response, expected) => {
	expectRequest('GET', '777', { query: { fields: SIMPLE } }, response);
	expect(jsonOf(await run('get', { account: '777', checkHealth: false }))).toEqual([expected]);
});

describe('many', () => {
	const query = { fields: SIMPLE, limit: 50 };

	test('lists the accounts of the portfolio that owns the account', async () => {
		expectRequest('GET', WABA, owner, row);
		expectRequest('GET', '506/owned_whatsapp_business_accounts', { query }, { data: [row, {}, null] });
		expect(jsonOf(await run('getAll'))).toEqual([simple, {}]);
	});

	test.each<[INodeParameters, string]>([
		[{ portfolioId: '12' }, '12/owned_whatsapp_business_accounts'],
		[{ portfolioId: '12', accounts: 'shared' }, '12/client_whatsapp_business_accounts'],
		[{ accounts: 'assigned' }, 'me/assigned_whatsapp_business_accounts'],
	])('%j', async (parameters, path) => {
		expectRequest('GET', path, { query }, { data: {} });
		expect(jsonOf(await run('getAll', parameters))).toEqual([]);
	});

	test('asks for the portfolio when Meta does not name it', async () => {
		expectRequest('GET', WABA, owner, { id: WABA });
		expect(messageOf(await run('getAll'))).toContain("'Business Portfolio ID' is empty");
	});

	test('names the permission that is missing', async () => {
		const error = metaError(200, '(#200) Requires business_management permission');
		expectRequest('GET', '12/owned_whatsapp_business_accounts', { query }, error, 403);
		expect(messageOf(await run('getAll', { portfolioId: '12' }))).toBe(
			'The access token is missing the permission business_management',
		);
	});
});

test('lists the assigned users', async () => {
	const query = { business: '506', fields: 'id,name,user_type,tasks,business', limit: 50 };
	const data = [
		{ id: '1', name: 'Ann', user_type: 'BUSINESS_USER', tasks: ['MANAGE'], business: { id: '506', name: 'Acme' } },
		{ id: 2, tasks: 'MANAGE', business: [] },
	];
	expectRequest('GET', WABA, owner, row);
	expectRequest('GET', `${WABA}/assigned_users`, { query }, { data });
	expect(jsonOf(await run('getAssignedUsers'))).toEqual([
		{ id: '1', name: 'Ann', type: 'BUSINESS_USER', tasks: ['MANAGE'], portfolioId: '506', portfolioName: 'Acme' },
		{ id: '2' },
	]);
});

test.each<[INodeParameters, IDataObject]>([
	[{ setting: 'insights', confirm: true }, { is_enabled_for_insights: true }],
	[{ setting: 'marketingOnCloudApi' }, { disable_marketing_messages_on_cloud_api: false }],
	[{ setting: 'templateAutoArchival', allow: false }, { template_auto_archival_enabled: false }],
])('update %j', async (parameters, body) => {
	expectRequest('POST', WABA, { body }, { success: true });
	expect(jsonOf(await run('update', parameters))).toEqual([{ id: WABA, setting: parameters.setting, updated: true }]);
});

test.each<[string, INodeParameters, string]>([
	['update', { setting: 'insights' }, "'Confirm' is off. Turn it on to turn insights on"],
	['update', { setting: '={{ "name" }}' }, "'Setting' has an unknown value"],
	['get', { account: '={{ {} }}' }, "'Account' needs text"],
	['getAll', { portfolioId: 'Acme' }, "'Business Portfolio ID' is not an ID"],
	['getAll', { accounts: '={{ "all" }}' }, "'Accounts' has an unknown value"],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});

describe('the list in the editor', () => {
	const search = async (filter?: string) =>
		await new WhatsAppBusinessCloud().methods.listSearch.searchAccounts.call(
			loadOptions({ resource: 'account' }),
			filter,
		);

	test('shows the accounts of the portfolio', async () => {
		expectRequest('GET', WABA, owner, row);
		const data = [{ id: '1', name: 'Acme Shop' }, { id: 2 }, { name: 'No ID' }, null];
		const query = { fields: 'id,name', limit: 100 };
		expectRequest('GET', '506/owned_whatsapp_business_accounts', { query }, { data });
		expect(await search()).toEqual({
			results: [
				{ name: 'Acme Shop - 1', value: '1' },
				{ name: 'No name - 2', value: '2' },
			],
			paginationToken: undefined,
		});
	});

	test('is empty when Meta does not name the portfolio', async () => {
		expectRequest('GET', WABA, owner, {});
		expect(await search()).toEqual({ results: [] });
	});
});
