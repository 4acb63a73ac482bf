import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accepted } from '../fixtures';
import { GRAPH, PHONE, runNode, WABA } from '../harness';

type Method = 'get' | 'post' | 'delete';

async function outputOf(resource: string, operation: string, parameters: INodeParameters): Promise<IDataObject[]> {
	const { output } = await runNode({ parameters: { resource, operation, ...parameters } });
	return (output ?? []).map(({ json }) => json);
}

/** Responds to a single request of any kind, and returns the resulting items. */
function once(
	method: Method,
	path: string,
	response: IDataObject,
	resource: string,
	operation: string,
	parameters: INodeParameters,
) {
	return async (): Promise<IDataObject[]> => {
		const host = operation.endsWith('archive') ? 'https://api.facebook.com' : GRAPH;
		nock(host)[method](path).query(true).reply(200, response);
		return await outputOf(resource, operation, parameters);
	};
}

const phoneNumberId = PHONE;
const templates = `/v25.0/${WABA}/message_templates`;
const messages = `/v25.0/${PHONE}/messages`;
const users = `/v25.0/${PHONE}/block_users`;
const group = 'Y2FwaV9ncm91cDox';
const id = 'wamid.HBgLMTY1MDUwNzY1MjAVAgARGBI5QTNDQTVCM0Q0Q0Q2RTY3RTcA';
const bsuid = 'US.13491208655302741918';
const created = { id: '900', status: 'PENDING', category: 'UTILITY' };
const text = { templateName: 'order_update', language: 'en_US', category: 'UTILITY', bodyText: 'Hello' };

const template = {
	id: '900',
	name: 'order_update',
	language: 'en_US',
	category: 'UTILITY',
	status: 'APPROVED',
	rejected_reason: 'NONE',
	quality_score: { score: 'GREEN' },
	components: [
		{ type: 'HEADER', format: 'TEXT', text: 'Order' },
		{ type: 'BODY', text: 'Hello' },
		{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] },
	],
};

/** WhatsApp docs: Template library. */
const libraryTemplate = {
	id: '1',
	name: 'delivery_update_1',
	language: 'en_US',
	category: 'UTILITY',
	topic: 'ORDER_MANAGEMENT',
	usecase: 'DELIVERY_UPDATE',
	industry: ['E_COMMERCE'],
	header: 'Order update',
	body: 'Hi {{1}}, your order is on its way.',
	body_params: ['Jim'],
	body_param_types: ['TEXT'],
	buttons: [{ type: 'URL', text: 'Track', url: 'https://example.com' }],
};

const failedUser = {
	input: '16505550000',
	wa_id: '16505550000',
	errors: [{ message: 'x', code: 131047, error_data: { details: 'y' } }],
};

/** Runs each operation; the outputs of each contain every key of its schema. */
export const schemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	'template/create': once('post', templates, created, 'template', 'create', text),
	'template/createFromLibrary': once('post', templates, created, 'template', 'createFromLibrary', {
		...text,
		libraryTemplateName: 'x',
		libraryButtons: { button: [{ type: 'QUICK_REPLY' }] },
	}),
	'template/get': once('get', '/v25.0/900', template, 'template', 'get', { templateId: '900' }),
	'template/getAll': once('get', templates, { data: [template] }, 'template', 'getAll', {}),
	'template/getLibrary': once(
		'get',
		'/v25.0/message_template_library',
		{ data: [libraryTemplate] },
		'template',
		'getLibrary',
		{},
	),
	'template/update': once(
		'post',
		'/v25.0/900',
		{ success: true, id: '900', name: 'order_update', category: 'UTILITY' },
		'template',
		'update',
		{ templateId: '900', updateFields: { timeToLive: 60 } },
	),
	'template/delete': async () => [
		...(await once('delete', templates, { success: true }, 'template', 'delete', {
			deleteScope: 'all',
			templateName: 'x',
		})()),
		...(await once('delete', templates, { success: true }, 'template', 'delete', { templateId: '1,2' })()),
	],
	'template/getReachEstimate': once(
		'get',
		`/v25.0/${WABA}/reachestimate`,
		{
			waba_currency: 'USD',
			estimates: [
				{
					bid_amount: 5000,
					users: 1000,
					deliveries_lower_bound: 200,
					deliveries_upper_bound: 400,
					cost_lower_bound: 1000,
					cost_upper_bound: 2000,
				},
			],
		},
		'template',
		'getReachEstimate',
		{ countries: 'IN' },
	),
	'template/unpause': once('post', '/v25.0/900/unpause', { success: true, reason: 'ok' }, 'template', 'unpause', {
		templateId: '900',
	}),
	'template/archive': once(
		'post',
		`/${WABA}/message_templates/archive`,
		{ archived_templates: ['1'], failed_templates: { 2: 'x' } },
		'template',
		'archive',
		{ templateId: '1,2' },
	),
	'template/unarchive': once(
		'post',
		`/${WABA}/message_templates/unarchive`,
		{ unarchived_templates: ['1'], failed_templates: { 2: 'x' } },
		'template',
		'unarchive',
		{ templateId: '1,2' },
	),
	'template/upsertAuthentication': once(
		'post',
		`/v25.0/${WABA}/upsert_message_templates`,
		{ data: [{ id: '1', status: 'APPROVED', language: 'de' }] },
		'template',
		'upsertAuthentication',
		{ templateName: 'x', languages: 'de' },
	),
	'template/getPreview': once(
		'get',
		`/v25.0/${WABA}/message_template_previews`,
		{ data: [{ body: 'x', footer: 'y', buttons: [{ text: 'Copy code', autofill_text: 'Autofill' }], language: 'de' }] },
		'template',
		'getPreview',
		{ languages: 'de' },
	),
	'template/compare': once(
		'get',
		'/v25.0/900/compare',
		{
			data: [
				{ metric: 'BLOCK_RATE', order_by_relative_metric: ['900'] },
				{ metric: 'MESSAGE_SENDS', number_values: [{ key: '900', value: 1200 }] },
				{ metric: 'TOP_BLOCK_REASON', string_values: [{ key: '900', value: 'SPAM' }] },
			],
		},
		'template',
		'compare',
		{ templateId: '900', otherTemplateId: '901' },
	),
	'template/migrate': async () => {
		const path = `/v25.0/${WABA}/migrate_message_templates`;
		nock(GRAPH)
			.post(path)
			.query(true)
			.reply(200, { migrated_templates: [{ source_id: '1' }], failed_templates: { 3: 'x' } });
		nock(GRAPH).post(path).query(true).reply(200, {});
		return await outputOf('template', 'migrate', { sourceBusinessAccountId: '555' });
	},
	'message/markAsRead': once('post', messages, { success: true }, 'message', 'markAsRead', {
		phoneNumberId,
		messageId: id,
	}),
	'message/pin': once('post', messages, accepted(group, 'wamid.1'), 'message', 'pin', {
		phoneNumberId,
		recipientGroupId: group,
		messageId: id,
	}),
	'message/unpin': once('post', messages, accepted(group, 'wamid.1'), 'message', 'unpin', {
		phoneNumberId,
		recipientGroupId: group,
		messageId: id,
	}),
	'blockedUser/block': once(
		'post',
		users,
		{ block_users: { added_users: [{ input: bsuid, user_id: bsuid }], failed_users: [failedUser] } },
		'blockedUser',
		'block',
		{ phoneNumberId, users: `${bsuid},16505550000` },
	),
	'blockedUser/unblock': once(
		'delete',
		users,
		{ block_users: { removed_users: [{ input: bsuid, user_id: bsuid }], failed_users: [failedUser] } },
		'blockedUser',
		'unblock',
		{ phoneNumberId, users: `${bsuid},16505550000` },
	),
	'blockedUser/getAll': once(
		'get',
		users,
		{ data: [{ messaging_product: 'whatsapp', wa_id: '1', user_id: bsuid, parent_user_id: 'US.ENT.1' }] },
		'blockedUser',
		'getAll',
		{ phoneNumberId },
	),
};
