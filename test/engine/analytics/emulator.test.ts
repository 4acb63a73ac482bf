import { seed } from '../../../emulator/src';
import { jsonOf, withEmulator } from '../account/support';

const { run } = withEmulator();

test('sums up the costs of last month', async () => {
	const rows = jsonOf(await run('analytics', 'getCosts', { month: 'last' }));
	expect(rows.length).toBeGreaterThan(4);
	for (const row of rows) {
		expect(row).toMatchObject({ currency: 'USD', phoneNumber: expect.any(String), cost: expect.any(Number) });
		expect(Number(row.messages)).toBe(Number(row.paidMessages) + Number(row.freeMessages));
	}
	const [total] = jsonOf(await run('analytics', 'getCosts', { month: 'last', split: [] }));
	const sum = rows.reduce((all, { cost }) => all + Number(cost), 0);
	expect(Number(total.cost)).toBeCloseTo(sum, 4);
});

test('counts a message that was sent just now', async () => {
	const ofNumber = { phoneNumberId: seed.secondPhoneNumberId, month: 'this', split: ['category'] };
	const count = async () =>
		Number(
			jsonOf(await run('analytics', 'getCosts', ofNumber)).find(({ category }) => category === 'SERVICE')?.messages ??
				0,
		);
	const before = await count();
	const text = {
		phoneNumberId: seed.secondPhoneNumberId,
		recipientPhoneNumber: '+16505550001',
		messageType: 'text',
		textBody: 'x',
	};
	await run('message', 'send', text).then(jsonOf);
	expect(await count()).toBe(before + 1);
});

test.each(['messages', 'pricing', 'conversations', 'calls'])('%s has rows for the last 30 days', async (operation) => {
	const rows = jsonOf(await run('analytics', operation, { period: 'last30Days' }));
	expect(rows.length).toBeGreaterThan(20);
	expect(rows[0]).toMatchObject({ start: expect.stringMatching(/T00:00:00/), end: expect.any(String) });
});

test.each([
	[
		'templates',
		{ templateId: '900,901' },
		{ templateId: '900', clicked: expect.any(Number), amountSpent: expect.any(Number) },
	],
	['templateGroups', { templateGroupId: '5' }, { templateGroupId: '5', sent: expect.any(Number) }],
	['groups', { groupId: seed.groupId }, { groupId: seed.groupId, joined: 1 }],
])('%s has a row per day', async (operation, parameters, row) => {
	const rows = jsonOf(await run('analytics', operation, { period: 'last7Days', ...parameters }));
	expect(rows.length).toBeGreaterThanOrEqual(6);
	expect(rows[0]).toMatchObject(row);
});
