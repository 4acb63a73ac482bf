import { KeyedMutex } from '../../../../nodes/WhatsAppBusinessCloud/shared/concurrency/keyedMutex';

/** Work that ends on demand and records when it began. */
function heldWork(name: string, began: string[]) {
	let end!: (outcome: string | Error) => void;
	const ended = new Promise<string>((resolve, reject) => {
		end = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
	});
	return {
		end: (outcome: string | Error) => end(outcome),
		work: async () => {
			began.push(name);
			return await ended;
		},
	};
}

/** Lets everything that is due run. */
const settled = async () => await new Promise((done) => setImmediate(done));

describe('KeyedMutex', () => {
	it('runs work with the same key in the order of the calls, one at a time', async () => {
		const queue = new KeyedMutex();
		const began: string[] = [];
		const [first, second, third] = ['first', 'second', 'third'].map((name) => heldWork(name, began));
		const runs = [first, second, third].map(async ({ work }) => await queue.run('key', work));
		await settled();
		expect(began).toEqual(['first']);

		first.end('1');
		await settled();
		expect(began).toEqual(['first', 'second']);

		second.end('2');
		third.end('3');
		expect(await Promise.all(runs)).toEqual(['1', '2', '3']);
		expect(began).toEqual(['first', 'second', 'third']);
	});

	it('does not delay work with another key', async () => {
		const queue = new KeyedMutex();
		const began: string[] = [];
		const held = heldWork('held', began);
		const waiting = queue.run('a', held.work);
		expect(await queue.run('b', async () => 'done')).toBe('done');
		held.end('late');
		expect(await waiting).toBe('late');
	});

	it('throws only to the caller whose work failed', async () => {
		const queue = new KeyedMutex();
		const began: string[] = [];
		const broken = heldWork('broken', began);
		const first = queue.run('key', broken.work);
		const second = queue.run('key', async () => 'done');
		const rejection = expect(first).rejects.toThrow('No.');
		broken.end(new Error('No.'));
		await rejection;
		expect(await second).toBe('done');
	});
});
