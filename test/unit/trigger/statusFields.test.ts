import { fieldsOf, statusesChange } from './payloads';
import { PERSON } from './documentedPayloads';

describe('statuses', () => {
	test('outputs a failed status whose time is the last of a date, without a time for the next message', () => {
		const failed = { id: 'w', status: 'failed', recipient_id: PERSON, errors: [{ code: 131056, title: 'Pair limit' }] };
		const fields = fieldsOf(statusesChange({ ...failed, timestamp: '8640000000000000' }));
		expect(fields).toMatchObject({ status: 'failed', errorCode: 131056, errorClass: 'retryable' });
		expect(fields.timestamp).toBe('+275760-09-13T00:00:00.000Z');
		expect(fields).not.toHaveProperty('errorAfter');
	});

	test('outputs the status fields of the newer pages', () => {
		const pricing = {
			billable: true,
			pricing_model: 'PMP',
			type: 'regular',
			subtype: 'paid_exempt',
			category: 'marketing_lite',
			cost: { amount: 0.0125, currency: 'USD' },
		};
		const status = {
			id: 'w',
			status: 'delivered',
			recipient_id: PERSON,
			recipient_identity_key_hash: 'abc=',
			template_id: 77,
			pricing,
		};
		expect(fieldsOf(statusesChange(status))).toMatchObject({
			identityKeyHash: 'abc=',
			templateId: '77',
			pricingSubtype: 'paid_exempt',
			cost: 0.0125,
			costCurrency: 'USD',
		});
	});

	test('outputs the prices of group statuses in the conversation', () => {
		const conversation = {
			id: 'c',
			origin: { type: 'group_utility' },
			pricing: { billable: true, pricing_model: 'PMP', category: 'group_utility' },
		};
		expect(
			fieldsOf(
				statusesChange({ id: 'w', status: 'delivered', recipient_type: 'group', recipient_id: 'G1', conversation }),
			),
		).toMatchObject({
			groupId: 'G1',
			billable: true,
			pricingModel: 'PMP',
			pricingCategory: 'group_utility',
			conversationId: 'c',
		});
	});
});
