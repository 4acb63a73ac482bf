import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { settle } from '../proc';
import { summary } from '../stats';
import { activate, aggregate, chain, splitOut, whatsApp } from '../workflows';

/** Messages of the campaign; fewer with `--small`. */
const MESSAGES = 10_000;
const SMALL = 2000;

/** Numbers of the pool, of which Meta blocks two half-way. */
const NUMBERS = 10;
const BLOCKED = [3, 6];

/**
 * Messages per second of each number, that of one in the WhatsApp Business app: ten with 80 would need more requests
 * than one n8n process makes.
 */
const LIMIT = 20;

/** From request to response in ms, half of it before the request is processed. */
const LATENCY = { min: 60, max: 180 };

/** The output of n8n at the end. */
interface Reported {
	phoneNumberId?: string[];
	movedFrom?: string[];
	errorDetails?: unknown[];
}

/** One template to each recipient, from all numbers. */
export async function pool(env: BenchEnvironment, say: (text: string) => void, small: boolean): Promise<Figure[]> {
	const { emulator, n8n } = env;
	const count = small ? SMALL : MESSAGES;
	emulator.reset();
	emulator.settings({ messagesPerSecond: 'own', latencyMs: LATENCY, recordBodies: false, messagingLimit: 'TIER_10K' });
	const ids = emulator.seed.phoneNumbers.slice(2, 2 + NUMBERS).map(({ id }) => id);
	for (const id of ids) emulator.changeNumber(id, { onBusinessApp: true, qualityRating: 'GREEN', status: 'CONNECTED' });
	const runnable = await activate(env, 'Pool', (start) => {
		const parameters = {
			resource: 'message',
			operation: 'sendTemplate',
			sendFrom: 'pool',
			phoneNumberIds: ids,
			recipientPhoneNumber: '={{ $json.to }}',
			template: { __rl: true, mode: 'name', value: 'hello_world|en_US' },
			includeInputFields: false,
		};
		const step = whatsApp(env, 'ours', parameters, { onError: 'continueRegularOutput' });
		const nodes = [start, splitOut, step, aggregate('phoneNumberId', 'movedFrom', 'errorDetails')];
		return { nodes, connections: chain(nodes) };
	});
	await runnable.ready();
	await settle(n8n.pid);

	const running = runnable.run({
		items: Array.from({ length: count }, (_unused, index) => ({ to: `+1 650 ${String(5_550_000 + index)}` })),
	});
	let isOver = false;
	const over = running.finally(() => (isOver = true));
	over.catch(() => undefined);
	while (!isOver && emulator.messages.length < count / 2) await sleep(10);
	for (const index of BLOCKED) emulator.changeNumber(ids[index], { blockedWith: 131031 });
	const { wallMs, first } = await over;
	const reported = first as Reported;

	const { accepted, perRecipient, perNumber, rejected, firstAcceptedAt = 0, lastAcceptedAt = 0 } = emulator.state();
	const sendingMs = lastAcceptedAt - firstAcceptedAt;
	const busiest = Math.max(...Object.values(perNumber));
	const ownSeconds = busiest / LIMIT;
	const left = NUMBERS - BLOCKED.length;
	const togetherSeconds = count / 2 / (NUMBERS * LIMIT) + count / 2 / (left * LIMIT);
	const result = {
		wallMs,
		sendingMs,
		perNumber,
		rejected,
		moved: (reported.movedFrom ?? []).length,
		failed: (reported.errorDetails ?? []).length,
	};
	say(`pool: ${JSON.stringify(result)}`);
	const reached = Object.keys(perRecipient).length;
	const figure = (what: string, unit: string, value: number, target?: Figure['target']): Figure => ({
		part: 'pool',
		what,
		unit,
		ours: summary([value]),
		...(target && { target }),
	});
	const time = wallMs / 1000 / ownSeconds;
	return [
		figure('people reached', 'people', reached, { text: String(count), met: reached === count }),
		figure('sent twice', 'messages', accepted - reached, { text: 'none', met: accepted === reached }),
		figure('moved from a blocked number', 'messages', result.moved),
		figure('rejected because of the block', 'responses', rejected[131031] ?? 0),
		figure(`time / the busiest number's own time (${busiest} at ${LIMIT} per second: ${ownSeconds} s)`, 'x', time, {
			text: '<= 1.05',
			met: time <= 1.05,
		}),
		figure('... of it from the first to the last message accepted', 'x', sendingMs / 1000 / ownSeconds),
		figure(
			`time / that of the limits of all numbers together (${togetherSeconds} s)`,
			'x',
			wallMs / 1000 / togetherSeconds,
		),
	];
}
