import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../../../emulator/src';
import type { Figure } from '../figures';
import { summary } from '../stats';

/** Total number of messages of all senders. */
const MESSAGES = 3200;
const SMALL = 800;

const LIMIT = 80;

/** Seconds until the senders have found their rates. */
const SETTLED_AFTER = 5;

/** Runs one sender in its own process. @returns its counts, and when it ended */
export async function runSender(
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

/** The results of senders that share one number. */
interface SharedNumber {
	/** Accepted per second while all senders were sending. */
	perSecond: number;
	/** Share of the requests that the throughput limit rejected. */
	rejectedShare: number;
	lost: number;
	duplicated: number;
	/** Rate of the slowest sender relative to its fair share, while all senders were sending. */
	slowestShare: number;
}

async function runSenders(senderCount: number, messages: number): Promise<SharedNumber> {
	const emulator = await startEmulator({ latencyMs: { min: 60, max: 180 }, recordBodies: false });
	try {
		const each = messages / senderCount;
		const senders = await Promise.all(
			Array.from({ length: senderCount }, async (_unused, index) => await runSender(emulator, each, index * each)),
		);
		const { accepted, perRecipient, rejected } = emulator.state();
		const throttled = rejected[130429] ?? 0;
		const starts = Array.from(
			{ length: senderCount },
			(_unused, index) => emulator.messages.find(({ to }) => senderOf(to, each) === index)!.at,
		);
		const from = Math.max(...starts) + SETTLED_AFTER * 1000;
		// The last senders to finish have the number to themselves.
		const until = Math.min(...senders.map(({ ended }) => ended)) - 1000;
		const window = emulator.messages.filter(({ at }) => at >= from && at < until);
		const countsPerSender = Array.from(
			{ length: senderCount },
			(_unused, index) => window.filter(({ to }) => senderOf(to, each) === index).length,
		);
		return {
			perSecond: window.length / ((until - from) / 1000),
			rejectedShare: throttled / (accepted + throttled),
			lost: messages - Object.keys(perRecipient).length,
			duplicated: accepted - Object.keys(perRecipient).length,
			slowestShare: Math.min(...countsPerSender) / (window.length / senderCount),
		};
	} finally {
		await emulator.close();
	}
}

/** The index of the sender that sent to a recipient: each has its own range of numbers. */
const senderOf = (to: string, each: number): number => Math.floor((Number(to) - 16_500_000_000) / each);

/**
 * 1, 2 and 4 senders on one number of 80 messages per second: separate processes, each with its own rate limiter and
 * without knowledge of the others.
 */
export async function share(say: (line: string) => void, small: boolean): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const senderCount of [1, 2, 4]) {
		const shared = await runSenders(senderCount, small ? SMALL : MESSAGES);
		say(`share ${senderCount}: ${JSON.stringify(shared)}`);
		const name = senderCount === 1 ? 'one sender' : `${senderCount} senders`;
		figures.push(
			{
				part: 'share',
				what: `${name}: accepted per second of ${LIMIT}`,
				unit: 'messages',
				ours: summary([shared.perSecond]),
				target: { text: '>= 72', met: shared.perSecond >= 0.9 * LIMIT },
			},
			{ part: 'share', what: `${name}: throttled and retried`, unit: '%', ours: summary([100 * shared.rejectedShare]) },
			{
				part: 'share',
				what: `${name}: lost or sent twice`,
				unit: 'messages',
				ours: summary([shared.lost + shared.duplicated]),
				target: { text: 'none', met: shared.lost + shared.duplicated === 0 },
			},
		);
		if (senderCount > 1)
			figures.push({
				part: 'share',
				what: `${name}: rate of the slowest sender, of its share`,
				unit: '%',
				ours: summary([100 * shared.slowestShare]),
			});
	}
	return figures;
}
