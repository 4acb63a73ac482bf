import {
	describeTriggerWorkflow,
	readTriggerWorkflow,
	writeTriggerWorkflow,
} from '../../../nodes/WhatsAppBusinessCloud/subscriptions/triggerWorkflow';

test.each([
	{ id: 'k3XyVb9q', name: 'Booking' },
	{ id: '1', name: `O'Brien "1" \\ 予約 📅` },
	{ name: 'Without an ID' },
])('survives the header: %j', (workflow) => {
	const header = writeTriggerWorkflow(workflow);
	expect(header).toMatch(/^[ -~]*$/);
	expect(readTriggerWorkflow(header)).toEqual(workflow);
});

test('shortens a name, and joins its lines', () => {
	expect(readTriggerWorkflow(writeTriggerWorkflow({ id: 'a', name: 'x'.repeat(200) }))?.name).toHaveLength(128);
	expect(readTriggerWorkflow(writeTriggerWorkflow({ id: 'a', name: 'A\r\n\u007fB\u202e' }))?.name).toBe('A B');
});

test.each([
	undefined,
	null,
	5,
	['{"name":"a"}'],
	'',
	'x',
	'[]',
	'"a"',
	'{}',
	'{"name":5}',
	'{"name":" \\u200b"}',
	writeTriggerWorkflow({ id: 'a' }),
])('reads no workflow from %j', (header) => expect(readTriggerWorkflow(header)).toBeUndefined());

test.each(['', 'a b', '<b>', 'x'.repeat(65), 5])('omits the ID %j', (id) => {
	expect(readTriggerWorkflow(JSON.stringify({ id, name: 'A' }))).toEqual({ name: 'A' });
});

test('describes a workflow by name and ID', () => {
	expect(describeTriggerWorkflow({ id: 'abc', name: 'Booking' })).toBe("workflow 'Booking' (ID abc)");
	expect(describeTriggerWorkflow({ name: 'Booking' })).toBe("workflow 'Booking'");
});
