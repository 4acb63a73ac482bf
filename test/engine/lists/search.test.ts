import type { IDataObject, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { mockedNetwork, expectRequest } from '../account/support';
import { GRAPH, loadOptions, PHONE, WABA } from '../harness';

mockedNetwork();

const { listSearch } = new WhatsAppBusinessCloud().methods;
type Name = keyof typeof listSearch;

/** A list that the editor loads from Meta. */
interface List {
	/** The form of which the list is a field. */
	form: INodeParameters;
	path: string;
	query: IDataObject;
	/** Name of the object that holds the rows. */
	holder?: string;
	row: (id: string, name: string) => IDataObject;
	/** Name of the entry of the row `7`, `Roses`. */
	entry: string;
	/** Requests before that of the list. */
	before?: () => void;
}

const named = (id: string, name: string): IDataObject => ({ id, name });
const locator = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
const CATALOG = '194836987003835';
const OTHER = '5550001';
const templateFields = 'id,name,language,category,status,components';
const template = (id: string, name: string): IDataObject => ({ id, name: name.toLowerCase(), language: 'en' });

/** The lists of an account. */
const ofAccount: Partial<Record<Name, Omit<List, 'path'> & { edge: string }>> = {
	searchCatalogs: {
		form: { resource: 'commerce' },
		edge: 'product_catalogs',
		query: { fields: 'id,name', limit: 100 },
		row: named,
		entry: 'Roses - 7',
	},
	searchFlows: {
		// With the credential of messages. Flows have one of their own.
		form: { resource: 'message' },
		edge: 'flows',
		query: { fields: 'id,name,status', limit: 100 },
		row: (id, name) => ({ id, name, status: 'DRAFT' }),
		entry: 'Roses - draft',
	},
	searchPaymentConfigurations: {
		form: { resource: 'payment' },
		edge: 'payment_configurations',
		query: { limit: 100 },
		holder: 'payment_configurations',
		row: (_id, name) => ({ configuration_name: name, status: 'Active' }),
		entry: 'Roses - active',
	},
	searchPhoneNumbers: {
		form: { resource: 'analytics' },
		edge: 'phone_numbers',
		query: { fields: 'id,display_phone_number,verified_name,quality_rating', limit: 100 },
		row: (id, name) => ({ id, display_phone_number: '+49 30 1', verified_name: name, quality_rating: 'RED' }),
		entry: '+49 30 1 - Roses - quality red',
	},
	searchSignUps: {
		form: { resource: 'signUp' },
		edge: 'signups',
		query: { fields: 'id,display_name,signup_message,status', limit: 100 },
		row: (id, name) => ({ id, display_name: name, status: 'ACTIVE' }),
		entry: 'Roses - 7 - active',
	},
	searchTemplateGroups: {
		form: { resource: 'templateGroup' },
		edge: 'template_groups',
		query: { fields: 'id,name', limit: 100 },
		row: named,
		entry: 'Roses - 7',
	},
	searchTemplateIds: {
		form: { resource: 'analytics' },
		edge: 'message_templates',
		query: { fields: templateFields, limit: 50, name: 'roses' },
		row: template,
		entry: 'roses (en)',
	},
	searchTemplates: {
		form: { resource: 'message' },
		edge: 'message_templates',
		query: { fields: 'name,language,category,status,components', status: 'APPROVED', limit: 50, name: 'roses' },
		row: template,
		entry: 'roses (en)',
	},
	searchWelcomeSequences: {
		form: { resource: 'welcomeSequence' },
		edge: 'welcome_message_sequences',
		query: { limit: 100 },
		row: (id, name) => ({ sequence_id: id, name }),
		entry: 'Roses - 7',
	},
};

const accountLists = Object.entries(ofAccount) as Array<[Name, NonNullable<(typeof ofAccount)[Name]>]>;

const lists: Array<[Name, List]> = [
	...accountLists.map(([name, { edge, ...list }]): [Name, List] => [name, { ...list, path: `${WABA}/${edge}` }]),
	[
		'searchAccounts',
		{
			form: { resource: 'account' },
			path: '506/owned_whatsapp_business_accounts',
			query: { fields: 'id,name', limit: 100 },
			row: named,
			entry: 'Roses - 7',
			before: () =>
				expectRequest(
					'GET',
					WABA,
					{ query: { fields: 'owner_business_info' } },
					{ owner_business_info: { id: '506' } },
				),
		},
	],
	[
		'searchGroups',
		{
			form: { resource: 'message', phoneNumberId: locator(PHONE) },
			path: `${PHONE}/groups`,
			query: { limit: 100 },
			holder: 'groups',
			row: (id, subject) => ({ id, subject }),
			entry: 'Roses',
		},
	],
	[
		'searchProducts',
		{
			form: { resource: 'message', phoneNumberId: locator(PHONE), catalogId: locator(CATALOG) },
			path: `${CATALOG}/products`,
			query: { fields: 'id,retailer_id,name,price', limit: 100 },
			row: (id, name) => ({ id: `9${id}`, retailer_id: id, name, price: '$2.00' }),
			entry: 'Roses - $2.00 - 7',
		},
	],
	[
		'searchQrCodes',
		{
			form: { resource: 'qrCode', phoneNumberId: locator(PHONE) },
			path: `${PHONE}/message_qrdls`,
			query: { fields: 'code,prefilled_message,deep_link_url', limit: 100 },
			row: (code, prefilled_message) => ({ code, prefilled_message }),
			entry: 'Roses - 7',
		},
	],
];

const search = async (name: Name, form: INodeParameters, filter?: string): Promise<INodeListSearchResult> =>
	await listSearch[name].call(loadOptions(form), filter as never);

const body = ({ holder }: List, rows: unknown[], after?: string): IDataObject => ({
	data: holder === undefined ? rows : holder === 'groups' ? { groups: rows } : [{ [holder]: rows }],
	paging: { cursors: { after: after ?? 'last' }, ...(after && { next: `${GRAPH}/next` }) },
});

test('all lists of Meta are in this file', () => {
	const local: Name[] = ['searchCountries', 'searchFlowScreens', 'searchTemplateLanguages'];
	expect([...lists.map(([name]) => name), ...local].sort()).toEqual(Object.keys(listSearch).sort());
});

describe.each(lists)('%s', (name, list) => {
	const { form, path, query, row, entry, before } = list;

	test('searches further pages when a page has no match', async () => {
		before?.();
		expectRequest('GET', path, { query }, body(list, [{ text: 'nothing to pick' }], 'B'));
		expectRequest('GET', path, { query: { ...query, after: 'B' } }, body(list, [row('7', 'Roses')], 'C'));
		const { results, paginationToken } = await search(name, form, 'roses');
		expect(results.map((one) => one.name)).toEqual([entry]);
		expect(paginationToken).toBe('C');
	});

	test('leaves out rows that cannot be picked', async () => {
		before?.();
		const rows = [null, 'x', 7, {}, [], { id: {}, name: [] }, { code: {}, retailer_id: [] }, row('7', 'Roses')];
		expectRequest('GET', path, { query }, body(list, rows));
		expect(await search(name, form, 'roses')).toEqual({
			results: [expect.objectContaining({ name: entry })],
			paginationToken: undefined,
		});
	});

	test.each([[{}], [{ data: {} }], [{ data: [] }], [{ data: 'none' }], [{ data: null, paging: 'none' }]])(
		'is empty for the response %j',
		async (response) => {
			before?.();
			expectRequest('GET', path, { query }, response);
			expect(await search(name, form, 'roses')).toEqual({ results: [], paginationToken: undefined });
		},
	);
});

describe.each(accountLists)('%s with a field Account', (name, { edge, ...list }) => {
	const inForm = (account: unknown): INodeParameters => ({ ...list.form, account: account as string });
	const { query, row, entry } = list;

	test.each([[locator(OTHER)], [OTHER]])('lists those of the account %j', async (account) => {
		const path = `${OTHER}/${edge}`;
		expectRequest('GET', path, { query }, body({ ...list, path }, [row('7', 'Roses')]));
		expect((await search(name, inForm(account), 'roses')).results).toMatchObject([{ name: entry }]);
	});

	test('lists those of the credential when it is empty', async () => {
		const path = `${WABA}/${edge}`;
		expectRequest('GET', path, { query }, body({ ...list, path }, [row('7', 'Roses')]));
		expect((await search(name, inForm(locator(' ')), 'roses')).results).toHaveLength(1);
	});

	test.each([[locator('={{ $json.account }}')], [locator('Acme')]])(
		'is empty when the account %j is not known',
		async (account) => {
			expect(await search(name, inForm(account), 'roses')).toEqual({ results: [] });
		},
	);
});

describe('products', () => {
	const settings = `${PHONE}/whatsapp_commerce_settings`;
	const query = { fields: 'id,retailer_id,name,price', limit: 100 };
	const form = { resource: 'message', messageType: 'catalog_message', phoneNumberId: locator(PHONE) };

	test.each([[{ data: [{ id: CATALOG }] }], [{ data: { id: CATALOG } }]])(
		'of a catalog message are those of the catalog of the number: %j',
		async (response) => {
			expectRequest('GET', settings, {}, response);
			expectRequest('GET', `${CATALOG}/products`, { query }, { data: [{ id: '1', retailer_id: 'SKU-1' }] });
			expect((await search('searchProducts', form)).results).toEqual([{ name: 'SKU-1', value: 'SKU-1' }]);
		},
	);

	test('are none when the number has no catalog', async () => {
		expectRequest('GET', settings, {}, { data: [] });
		expect(await search('searchProducts', form)).toEqual({ results: [] });
	});

	test.each([
		[{ ...form, catalogId: locator('') }],
		[{ ...form, phoneNumberId: locator('') }],
		[{ resource: 'commerce', catalogId: locator('={{ $json.catalog }}') }],
	])('are none without a catalog: %j', async (parameters) => {
		expect(await search('searchProducts', parameters as INodeParameters)).toEqual({ results: [] });
	});
});
