import { textMessage } from './fixtures';
import { runNode } from './harness';

test('prepares further items during the run when there are more than the cache holds', async () => {
	const count = 5003;
	const input = Array.from({ length: count }, (_unused, n) => ({
		json: { phone: String(4915100000 + n), text: `Number ${n}` },
	}));
	const { output } = await runNode({ parameters: textMessage({ options: { dryRun: true } }), input });
	expect(output).toHaveLength(count);
	for (const n of [0, 4999, 5000, 5002]) {
		expect(output?.[n]).toMatchObject({
			json: { requests: [{ body: { to: `+${4915100000 + n}`, text: { body: `Number ${n}` } } }] },
			pairedItem: { item: n },
		});
	}
});

test('rejects the last item of a large run before the first message is sent', async () => {
	const input = Array.from({ length: 5003 }, (_unused, n) => ({
		json: { phone: n === 5002 ? '' : String(4915100000 + n), text: 'x' },
	}));
	const { error } = await runNode({ parameters: textMessage({ largeRuns: { messagesPerSecond: 0 } }), input });
	expect(error.message).toContain('[item 5002]');
});
