import type { IDataObject } from 'n8n-workflow';
import { named } from '../account/schemaRuns';
import { PHONE, WABA } from '../harness';

const success = { success: true };
const id = '5980';
const signUp = {
	id,
	status: 'ACTIVE',
	display_name: 'News',
	signup_message: 'Get our offers',
	confirmation_message: 'Thanks',
	promo_code: 'A1',
	website_url: 'https://example.com',
	privacy_policy_url: 'https://example.com/privacy',
};
const group = { id: '5970', name: 'Sale', description: 'Spring', whatsapp_business_templates: [{ id: '1' }] };
const sequence = {
	sequence_id: '5960',
	name: 'Sale',
	is_used_in_ad: false,
	welcome_message_sequence: { text: 'Hello', autofill_message: { content: 'Hi' }, ice_breakers: [{ title: 'Open?' }] },
};
const sequences = `${WABA}/welcome_message_sequences`;
const coded = (code: string) => ({ code, description: 'Test' });
const configuration = {
	configuration_name: 'upi',
	status: 'Active',
	provider_name: 'upi_vpa',
	provider_mid: '7',
	merchant_vpa: 'shop@upi',
	merchant_category_code: coded('0000'),
	purpose_code: coded('00'),
	created_timestamp: 1790000000,
	updated_timestamp: 1790000000,
};
const times = { created_timestamp: 1790000000, updated_timestamp: 1790000000 };
const amount = { value: 49950, offset: 100 };
const payment = {
	reference_id: 'o1',
	status: 'captured',
	currency: 'INR',
	total_amount: amount,
	transactions: [{ id: 't1', type: 'razorpay', status: 'success', method: { type: 'upi' }, ...times }],
	refunds: [{ id: 'r1', amount, speed_processed: 'normal', status: 'pending', ...times }],
};
const order = { configuration: 'upi', referenceId: 'o1' };
const refunded = { id: 'r1', status: 'pending', speed_processed: 'normal' };
const created = { success: true, oauth_url: 'https://www.facebook.com/x', expiration: 1790000000 };

/** Runs the operations of Sign-Up, Template Group, Welcome Sequence and Payment for the schema test. */
export const signUpSchemaRuns: Record<string, () => Promise<IDataObject[]>> = {
	...named(
		'signUp/create',
		'POST',
		`${WABA}/signups`,
		{ id },
		{ signupMessage: 'Hi', confirmationMessage: 'Thanks', privacyPolicyUrl: 'https://example.com/privacy' },
	),
	...named('signUp/get', 'GET', `signups/${id}`, signUp, { signUp: id }),
	...named('signUp/getAll', 'GET', `${WABA}/signups`, { data: [signUp] }),
	...named('signUp/update', 'POST', `signups/${id}`, { id }, { signUp: id, updateFields: { status: 'DISABLED' } }),
	...named(
		'templateGroup/create',
		'POST',
		`${WABA}/template_groups`,
		{ id: '5970' },
		{ name: 'Sale', templates: { template: [{ templateId: '1' }] } },
	),
	...named('templateGroup/getAll', 'GET', `${WABA}/template_groups`, { data: [group] }),
	...named('templateGroup/update', 'POST', '5970', success, {
		templateGroupId: '5970',
		changesJson: '{"name": "Sale"}',
	}),
	...named('templateGroup/delete', 'DELETE', '5970', success, { templateGroupId: '5970', confirm: true }),
	...named(
		'welcomeSequence/create',
		'POST',
		sequences,
		{ sequence_id: '5960' },
		{ name: 'Sale', welcomeText: 'Hello' },
	),
	...named('welcomeSequence/getAll', 'GET', sequences, { data: [sequence] }),
	...named('welcomeSequence/update', 'POST', sequences, success, {
		sequenceId: '5960',
		name: 'Sale',
		welcomeText: 'Hi',
	}),
	...named('welcomeSequence/delete', 'DELETE', sequences, success, { sequenceId: '5960', confirm: true }),
	...named('payment/get', 'GET', `${PHONE}/payments/upi/o1`, { payments: [payment] }, order),
	...named('payment/refund', 'POST', `${PHONE}/payments_refund`, refunded, { ...order, amount: '1.5', confirm: true }),
	...named('payment/getConfiguration', 'GET', `${WABA}/payment_configuration/upi`, { data: [configuration] }, order),
	...named('payment/getConfigurations', 'GET', `${WABA}/payment_configurations`, {
		data: [{ payment_configurations: [configuration] }],
	}),
	...named('payment/createConfiguration', 'POST', `${WABA}/payment_configuration`, created, {
		name: 'pay',
		provider: 'razorpay',
	}),
	...named('payment/deleteConfiguration', 'DELETE', `${WABA}/payment_configuration`, success, {
		...order,
		confirm: true,
	}),
};
