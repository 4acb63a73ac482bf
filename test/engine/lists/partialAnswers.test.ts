import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../nodes/WhatsAppBusinessCloud/actions';
import { mockedNetwork, jsonOf } from '../account/support';
import { GRAPH, PHONE, runNode, WITH_FLOWS } from '../harness';

mockedNetwork();

const GROUP = 'Y2FwaV9ncm91cDoxNjMxNTU1ODEwMDoxMjAzNjM0MDQ2OTQyMzM4MjAZD';

/** What the operations need besides the defaults of their fields. */
const needed: Record<string, INodeParameters> = {
	'account/getAll': { accounts: 'assigned' },
	'account/getAssignedUsers': { portfolioId: '5' },
	'analytics/groups': { groupId: GROUP },
	'analytics/templateGroups': { templateGroupId: '5' },
	'analytics/templates': { templateId: '5' },
	'commerce/getProducts': { catalogId: '5' },
	'flow/getAssets': { flowId: '5' },
	'flow/getMetrics': { flowId: '5' },
	'group/getJoinRequests': { groupId: GROUP },
	'payment/getConfiguration': { configuration: 'upi' },
};

/** Operations whose response is a list, although the form has no limit. */
const withoutLimit = [
	'analytics/',
	'flow/getAssets',
	'flow/getMetrics',
	'payment/getConfiguration',
	'commerce/getSettings',
];

const operations = resources.flatMap(({ value: resource, operations: list }) =>
	list.flatMap(({ value, operation }) => {
		const name = `${resource}/${value}`;
		const hasLimit = operation.properties.some((field) => field.name === 'returnAll');
		return hasLimit || withoutLimit.some((one) => name.startsWith(one)) ? [name] : [];
	}),
);

/** A row with values that no page of Meta's documentation has. */
const unknownRow = {
	id: 7,
	status: 'NEVER_HEARD_OF',
	category: 'SPACE',
	type: 'SPACE',
	name: null,
	tasks: 'MANAGE',
	components: {},
	data_points: { start: 'soon' },
	paging: [],
	quality_score: 'x',
	health_status: [],
	owner_business_info: 'Acme',
	whatsapp_business_templates: 'none',
	welcome_message_sequence: '{',
	errors: 'none',
};

const rows = [null, 'x', 7, [], {}, unknownRow];

const fields = ['analytics', 'pricing_analytics', 'call_analytics', 'conversation_analytics'];

const responses: unknown[] = [
	{},
	{ data: [] },
	// An object, or something else, instead of a list.
	{ data: {} },
	{ data: { ...unknownRow, groups: rows, payment_configurations: rows } },
	{ data: 'none', paging: null },
	{ data: [...rows, { payment_configurations: rows, data_points: rows }] },
	// Lists that Meta returns as fields of the account.
	Object.fromEntries(fields.map((field) => [field, { data: [{ data_points: rows }], data_points: rows }])),
];

/** Whether JSON can hold the value as it is. */
const isPlain = (value: unknown): boolean =>
	JSON.stringify(JSON.parse(JSON.stringify(value))) === JSON.stringify(value);

test.each(operations)('%s outputs what there is of an incomplete response', async (name) => {
	const [resource, operation] = name.split('/');
	const phoneNumberId = resource === 'analytics' ? '' : PHONE;
	for (const response of responses) {
		nock(GRAPH)
			.get(/.*/)
			.query(true)
			.times(4)
			.reply(200, response as nock.Body);
		const result = await runNode({
			parameters: { resource, operation, phoneNumberId, returnAll: true, ...needed[name] },
			...(resource === 'flow' && { node: WITH_FLOWS }),
		});
		nock.cleanAll();
		const items = jsonOf(result);
		expect(items.every((json) => typeof json === 'object' && json !== null && isPlain(json))).toBe(true);
	}
});

test('all lists are tested', () => {
	expect(operations.length).toBeGreaterThan(25);
	expect(Object.keys(needed).filter((name) => !operations.includes(name))).toEqual([]);
});
