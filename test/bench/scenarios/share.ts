import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../emulator';
import type { Figure } from '../figures';
import { summary } from '../stats';

/** Total number of messages of all programs. */
const MESSAGES = 3200;
const SMALL = 800;

const LIMIT = 80;

/** Programs find their rates in the first seconds; the last ones to finish have the number to themselves. */
const SETTLED_AFTER = 5;

async function sender(
	emulator: Emulator,
	count: number,
	first: number,
): Promise<{ accepted: number; failed: number; ended: number }> {
	const { accessToken, phoneNumberId } = emulator.seed;
	const args = [
		require.resolve('tsx/cli'),
		join(__dirname, '..', 'sender.ts'),
		emulator.url,
		accessToken,
		phoneNumberId,
		String(count),
		String(first),
	];
	return await new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0
				? resolve({ ...(JSON.parse(output) as { accepted: number; failed: number }), ended: Date.now() })
				: reject(new Error(`A sender ended with ${code}`)),
		);
	});
}

interface Shared {
	/** Accepted per second, while all of them were sending. */
	perSecond: number;
	/** Share of the requests that the throughput limit rejected. */
	refused: number;
	lost: number;
	doubled: number;
	/** Rate of the slowest program relative to its fair share, while all of them were sending. */
	least: number;
}

async function together(programs: number, messages: number): Promise<Shared> {
	const emulator = await startEmulator({ latencyMs: { min: 60, max: 180 }, recordBodies: false });
	try {
		const each = messages / programs;
		const senders = await Promise.all(
			Array.from({ length: programs }, async (_unused, index) => await sender(emulator, each, index * each)),
		);
		const { accepted, perRecipient, refused } = emulator.state();
		const starts = Array.from(
			{ length: programs },
			(_unused, index) => emulator.messages.find(({ to }) => owner(to, each) === index)!.at,
		);
		const from = Math.max(...starts) + SETTLED_AFTER * 1000;
		const until = Math.min(...senders.map(({ ended }) => ended)) - 1000;
		const window = emulator.messages.filter(({ at }) => at >= from && at < until);
		const parts = Array.from(
			{ length: programs },
			(_unused, index) => window.filter(({ to }) => owner(to, each) === index).length,
		);
		return {
			perSecond: window.length / ((until - from) / 1000),
			refused: (refused[130429] ?? 0) / (accepted + (refused[130429] ?? 0)),
			lost: messages - Object.keys(perRecipient).length,
			doubled: accepted - Object.keys(perRecipient).length,
			least: Math.min(...parts) / (window.length / programs),
		};
	} finally {
		await emulator.close();
	}
}

const owner = (to: string, each: number): number => Math.floor((Number(to) - 16_500_000_000) / each);

/**
 * 1, 2 and 4 programs on one number of 80 messages per second, each with its own rate limiter and without knowledge of
 * the others.
 */
export async function share(say: (line: string) => void, small: boolean): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const programs of [1, 2, 4]) {
		const shared = await together(programs, small ? SMALL : MESSAGES);
		say(`share ${programs}: ${JSON.stringify(shared)}`);
		const name = programs === 1 ? 'one program' : `${programs} programs`;
		figures.push(
			{
				part: 'share',
				what: `${name}: accepted per second of ${LIMIT}`,
				unit: 'messages',
				ours: summary([shared.perSecond]),
				target: { text: '>= 72', met: shared.perSecond >= 0.9 * LIMIT },
			},
			{ part: 'share', what: `${name}: throttled and retried`, unit: '%', ours: summary([100 * shared.refused]) },
			{
				part: 'share',
				what: `${name}: lost or sent twice`,
				unit: 'messages',
				ours: summary([shared.lost + shared.doubled]),
				target: { text: 'none', met: shared.lost + shared.doubled === 0 },
			},
		);
		if (programs > 1)
			figures.push({
				part: 'share',
				what: `${name}: rate of the slowest process, of its share`,
				unit: '%',
				ours: summary([100 * shared.least]),
			});
	}
	return figures;
}
