import { fieldsOf, read, statusesChange, TIME } from './payloads';

describe('statuses', () => {
	test('reads a status of a message', () => {
		const status = {
			id: 'wamid.9',
			status: 'sent',
			timestamp: '1749416383',
			recipient_id: '16505551234',
			recipient_user_id: 'US.1',
			biz_opaque_callback_data: 'order 7',
			conversation: { id: 'c', expiration_timestamp: '1749416383', origin: { type: 'utility' } },
			pricing: { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' },
		};
		expect(fieldsOf(statusesChange(status))).toEqual({
			kind: 'status',
			messageId: 'wamid.9',
			status: 'sent',
			timestamp: TIME,
			recipientId: '16505551234',
			userId: 'US.1',
			callbackData: 'order 7',
			billable: true,
			pricingModel: 'PMP',
			pricingType: 'regular',
			pricingCategory: 'utility',
			conversationId: 'c',
			conversationOrigin: 'utility',
			conversationExpires: TIME,
		});
		expect(read(statusesChange(status))[0]).toMatchObject({
			update: 'statuses',
			key: 'status|wamid.9|sent|',
			json: { value: status },
		});
	});

	test('reads why a message failed', () => {
		const errors = [
			{
				code: 131026,
				title: 'Message undeliverable',
				message: 'Message undeliverable',
				error_data: { details: 'Not on WhatsApp' },
			},
		];
		expect(fieldsOf(statusesChange({ id: 'wamid.9', status: 'failed', errors }))).toEqual({
			kind: 'status',
			messageId: 'wamid.9',
			status: 'failed',
			errorClass: 'never',
			errorCode: 131026,
			errorTitle: 'Message undeliverable',
			errorMessage: 'Message undeliverable',
			errorDetails: 'Not on WhatsApp',
		});
	});

	test.each([
		[131049, { errorClass: 'later', errorAfter: '2025-06-09T19:13:03.000Z', errorScope: 'marketing' }],
		[131050, { errorClass: 'never', errorScope: 'marketing' }],
		[130429, { errorClass: 'retryable' }],
		[131008, { errorClass: 'change' }],
		[987654, {}],
	])(
		'reports what a message that failed with %i means for the recipient, like the item of a failed send',
		(code, expected) => {
			const fields = fieldsOf(
				statusesChange({ id: 'wamid.9', status: 'failed', timestamp: '1749409983', errors: [{ code, title: 't' }] }),
			);
			const { errorClass, errorAfter, errorScope } = fields as Record<string, unknown>;
			expect(JSON.parse(JSON.stringify({ errorClass, errorAfter, errorScope }))).toEqual(expected);
		},
	);

	test('reads one status per member of a group, under both field names', () => {
		const common = { id: 'wamid.9', status: 'read', recipient_type: 'group', recipient_id: 'G1' };
		const events = read(
			statusesChange({ ...common, recipient_participant_id: '1' }, { ...common, participant_recipient_id: '2' }),
		);
		expect(events.map(({ key, json }) => [key, json.participantId, json.recipientType])).toEqual([
			['status|wamid.9|read|1', '1', 'group'],
			['status|wamid.9|read|2', '2', 'group'],
		]);
	});

	test('reads a status of a payment, and an unknown one', () => {
		const payment = {
			id: 'wamid.9',
			status: 'captured',
			type: 'payment',
			payment: { reference_id: 'r', amount: { value: 100, offset: 100 }, transaction: { id: 't' } },
		};
		const [paid, strange] = read(statusesChange(payment, { id: 'wamid.9', status: 'evaporated' }));
		expect(paid).toMatchObject({
			key: 'paymentStatus|wamid.9|captured||r|t|||',
			json: { kind: 'paymentStatus', payment: { referenceId: 'r' } },
		});
		expect(strange.json).toMatchObject({ kind: 'status', known: false, status: 'evaporated' });
	});
});
