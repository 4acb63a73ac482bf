import { hintsOf, jsonOf, people, PoolEnvironment, template } from './environment';

let env: PoolEnvironment;

beforeAll(async () => {
	env = await PoolEnvironment.start();
});
beforeEach(() => env.emulator.reset());
afterAll(async () => await env.emulator.close());

test('reads a number again when Meta is not available for a moment, so that no recipient changes to another number', async () => {
	const pool = env.numbers(9, 10);
	const [path] = pool;
	env.emulator.addFault({ kind: 'error', code: 2, match: { method: 'GET', path } });
	await env.send({ parameters: template(pool), input: people(6) });
	const reads = env.emulator.requests.filter((request) => request.method === 'GET' && request.path.endsWith(path));
	expect(reads).toHaveLength(2);
	expect(Object.keys(env.tried())).toHaveLength(6);
});

test('sends nothing while a number cannot be read, and everything in the next run', async () => {
	const pool = env.numbers(11, 12);
	const [path] = pool;
	env.emulator.addFault({ kind: 'error', code: 2, match: { method: 'GET', path } });
	const parameters = template(pool, { network: { maxRetries: 0 } });
	const { output } = await env.send({ parameters, input: people(3) });
	expect(jsonOf(output).map(({ error }) => error)).toEqual(
		Array(3).fill(
			expect.stringMatching(
				new RegExp(`^Meta did not say what the number with the ID ${path} may send .*nothing was sent `),
			),
		),
	);
	expect(env.posts('messages')).toEqual([]);
	env.emulator.reset();
	await env.send({ parameters, input: people(3) });
	expect(env.posts('messages')).toHaveLength(3);
});

test('outputs and names only the ID of a number that cannot be read', async () => {
	const pool = env.numbers(7, 8);
	for (const path of pool) env.emulator.addFault({ kind: 'error', code: 10, match: { method: 'GET', path } });
	const first = await env.send({ parameters: template(pool), input: people(1) });
	const [own] = Object.values(env.tried())[0];
	expect(first.output?.[0].json).toMatchObject({ phoneNumberId: own });
	expect(first.output?.[0].json).not.toHaveProperty('displayPhoneNumber');
	env.block(own);
	const { output, run } = await env.send({ parameters: template(pool), input: people(1) });
	expect(output?.[0].json).toMatchObject({ movedFrom: own });
	expect(output?.[0].json).not.toHaveProperty('movedFromDisplayPhoneNumber');
	expect(hintsOf(run)[0].message).toMatch(new RegExp(`^The number ${own} cannot send: `));
});
