import { fieldsOf, message, messagesChange, statusesChange, TIME, type Json } from './payloads';
import { PERSON, keysOf } from './documentedPayloads';

describe('payments', () => {
	const transaction = {
		id: 'order_1',
		type: 'razorpay',
		status: 'success',
		created_timestamp: 1749416300,
		updated_timestamp: 1749416383,
	};
	const payment = (status: string, attempt: Json, rest: Json = {}): Json =>
		statusesChange({
			id: 'wamid.9',
			recipient_id: PERSON,
			type: 'payment',
			status,
			timestamp: '1749416383',
			payment: {
				reference_id: 'r',
				amount: { value: 21000, offset: 100 },
				currency: 'INR',
				transaction: { ...transaction, ...attempt },
				...rest,
			},
		});
	const refund = (id: string, status: string, updated = 1749416390): Json => ({
		id,
		amount: { value: 100, offset: 100 },
		speed_processed: 'normal',
		status,
		created_timestamp: 1749416383,
		updated_timestamp: updated,
	});

	test('returns separate keys for each attempt, refund and change of a refund', () => {
		const story = [
			payment('pending', { status: 'pending' }),
			payment('pending', { status: 'failed', pg_transaction_id: 'pay_1' }),
			payment('pending', { status: 'pending', pg_transaction_id: 'pay_2' }),
			payment('captured', { pg_transaction_id: 'pay_2' }),
			payment('captured', { pg_transaction_id: 'pay_2', updated_timestamp: 1749416400 }),
			payment('captured', { pg_transaction_id: 'pay_2' }, { refunds: [refund('rfnd_1', 'pending')] }),
			payment('captured', { pg_transaction_id: 'pay_2' }, { refunds: [refund('rfnd_1', 'success')] }),
			payment('captured', { pg_transaction_id: 'pay_2' }, { refunds: [refund('rfnd_1', 'success', 1749416399)] }),
			payment(
				'captured',
				{ pg_transaction_id: 'pay_2' },
				{ refunds: [refund('rfnd_1', 'success'), refund('rfnd_2', 'success')] },
			),
		];
		expect(new Set(keysOf(...story)).size).toBe(story.length);
		expect(keysOf(...story)).toEqual(keysOf(...story));
		expect(keysOf(story[5])).toEqual([
			'paymentStatus|wamid.9|captured||r|order_1|pay_2|success|1749416383|rfnd_1|pending|1749416390',
		]);
	});

	test("keeps the names of the merchant's own notes", () => {
		const fields = fieldsOf(
			payment('captured', {}, { notes: { my_key: 'v', Order_No: '7' }, udf1: 'u', additional_info1: 'i' }),
		);
		expect(fields.payment).toMatchObject({
			referenceId: 'r',
			notes: { my_key: 'v', Order_No: '7' },
			udf1: 'u',
			additionalInfo1: 'i',
			transaction: { id: 'order_1' },
		});
	});

	test('reads how a user pays in Brazil', () => {
		const reply = {
			payment_method: 'offsite_card_pay',
			payment_timestamp: 1749416383,
			reference_id: 'r',
			last_four_digits: '5235',
			credential_id: '17893',
		};
		expect(
			fieldsOf(
				messagesChange(
					message({ type: 'interactive', interactive: { type: 'payment_method', payment_method: reply } }),
				),
			),
		).toMatchObject({
			interactiveType: 'payment_method',
			paymentMethod: 'offsite_card_pay',
			paymentTimestamp: TIME,
			referenceId: 'r',
			lastFourDigits: '5235',
			credentialId: '17893',
		});
	});
});
