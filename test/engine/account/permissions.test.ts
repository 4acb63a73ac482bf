import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../nodes/WhatsAppBusinessCloud/actions';
import { metaError } from '../fixtures';
import { GRAPH, PHONE, runNode, WITH_FLOWS } from '../harness';
import { mockedNetwork, messageOf } from './support';

mockedNetwork();

const MANAGEMENT = 'whatsapp_business_management';
const MESSAGING = 'whatsapp_business_messaging';
const BUSINESS = 'business_management';
const CATALOG = 'catalog_management';
const GROUP = 'Y2FwaV9ncm91cDoxNjMxNTU1ODEwMDoxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const payment = { configuration: 'upi', referenceId: 'order-1' };

/** WhatsApp docs: Permissions, and the page of each operation. */
const needed: Array<[name: string, permission: string, parameters?: INodeParameters]> = [
	['account/get', MANAGEMENT],
	['account/getAll', BUSINESS, { portfolioId: '5' }],
	['account/getAll', BUSINESS, { portfolioId: '5', accounts: 'shared' }],
	['account/getAll', MANAGEMENT, { accounts: 'assigned' }],
	['account/getAssignedUsers', BUSINESS, { portfolioId: '5' }],
	['analytics/getCosts', MANAGEMENT, { phoneNumberId: '' }],
	['analytics/groups', MANAGEMENT, { groupId: GROUP }],
	['blockedUser/getAll', MESSAGING],
	['businessProfile/get', MANAGEMENT],
	['businessProfile/getOfficialStatus', MANAGEMENT],
	['call/getPermission', MESSAGING, { user: '+493012345678' }],
	['coexistence/startContactSync', MANAGEMENT, { confirm: true }],
	['commerce/getCatalogs', `${MANAGEMENT} and ${CATALOG}`],
	['commerce/getProducts', CATALOG, { catalogId: '5' }],
	['commerce/getSettings', MANAGEMENT],
	['conversationalComponent/get', MANAGEMENT],
	['flow/getAll', MANAGEMENT],
	['group/getAll', MESSAGING],
	['group/getJoinRequests', MESSAGING, { groupId: GROUP }],
	['media/mediaUrlGet', MESSAGING, { mediaGetId: '5' }],
	['payment/get', MESSAGING, payment],
	['payment/getConfigurations', MANAGEMENT],
	['phoneNumber/getAll', MANAGEMENT],
	['phoneNumber/register', `${MANAGEMENT} and ${MESSAGING}`, { pin: '204518' }],
	['phoneNumber/deregister', `${MANAGEMENT} and ${MESSAGING}`, { confirm: true }],
	['phoneNumber/getSettings', MANAGEMENT],
	['qrCode/getAll', MANAGEMENT],
	['signUp/getAll', MANAGEMENT],
	['template/getAll', MANAGEMENT],
	['templateGroup/getAll', MANAGEMENT],
	['threadControl/take', MESSAGING, { user: '+493012345678' }],
	['username/get', MANAGEMENT],
	['username/deleteContact', MESSAGING, { userId: 'US.13491208655302741918', confirm: true }],
	['welcomeSequence/getAll', MANAGEMENT],
];

test.each(needed)('%s names the missing permission %s', async (name, permission, parameters = {}) => {
	const [resource, operation] = name.split('/');
	nock(GRAPH)
		.intercept(/.*/, 'GET')
		.query(true)
		.reply(403, metaError(200, 'Requires a permission'))
		.intercept(/.*/, 'POST')
		.query(true)
		.reply(403, metaError(200, 'Requires a permission'))
		.intercept(/.*/, 'DELETE')
		.query(true)
		.reply(403, metaError(200, 'Requires a permission'));
	const result = await runNode({
		parameters: { resource, operation, phoneNumberId: PHONE, ...parameters },
		...(resource === 'flow' && { node: WITH_FLOWS }),
	});
	nock.cleanAll();
	expect(messageOf(result)).toBe(`The access token is missing the permission ${permission}`);
	expect(result.error.description).toContain(
		`Give the system user ${permission} and assign the WhatsApp account to it`,
	);
});

test('every resource that manages something is in the list', () => {
	const tested = new Set(needed.map(([name]) => name.split('/')[0]));
	expect(resources.map(({ value }) => value).filter((value) => !tested.has(value))).toEqual([
		'message',
		'conversation',
		'webhook',
	]);
});
