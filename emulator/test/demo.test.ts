import { client, closeAll, started } from './helpers';
import { seed } from '../src';

afterEach(closeAll);

interface Listed {
	data: Array<{ name?: string; id: string; verified_name?: string; status: string }>;
}

describe('the account for demonstrations', () => {
	it('has 3 connected numbers and 12 approved templates, also after a reset', async () => {
		const emulator = await started({ demo: true });
		emulator.reset();
		expect(emulator.seed.phoneNumbers).toHaveLength(3);
		const list = async (edge: string): Promise<Listed['data']> =>
			(await client(emulator).get<Listed>(`/${seed.wabaId}/${edge}?limit=100`)).data.data;
		const numbers = await list('phone_numbers');
		expect(numbers.map(({ verified_name: name }) => name).sort()).toEqual([
			'Acme Bookings',
			'Acme Shop',
			'Acme Support',
		]);
		const templates = await list('message_templates');
		expect(templates).toHaveLength(12);
		expect(new Set(templates.map(({ status }) => status))).toEqual(new Set(['APPROVED']));
		const flows = await list('flows');
		expect(flows.map(({ name }) => name).sort()).toEqual(['customer_survey', 'table_booking', 'visit_booking']);
	});

	it('is not the default', async () => {
		const emulator = await started();
		expect(emulator.seed.phoneNumbers).toHaveLength(32);
		expect((await client(emulator).get<Listed>(`/${seed.wabaId}/message_templates?limit=200`)).data.data).toHaveLength(
			70,
		);
	});
});
