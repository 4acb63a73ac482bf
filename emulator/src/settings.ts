import { z } from 'zod';
import { messagingLimits } from './messagingLimits';
import { MAX_UPDATES } from './delivery/payload';
import { threadRoles } from './threads';
import type { EmulatorOptions, Settings } from './types';

const says = (message: string) => ({ errorMap: () => ({ message }) });
const flag = z.boolean(says('must be true or false'));
const wholeNumber = z.number(says('must be a whole number')).int().min(0);
const duration = z.number(says('must be a number of milliseconds, 0 or more')).min(0);

/** The values of the settings. */
const schema = z
	.object({
		latencyMs: z.union(
			[duration, z.object({ min: duration, max: duration }).strict()],
			says('must be a number of milliseconds, or {min, max}'),
		),
		messagesPerSecond: z.union(
			[z.literal('own'), z.number().int().min(0)],
			says('must be a whole number, 0 for no limit'),
		),
		pairLimit: flag,
		quiet: flag,
		recordBodies: flag,
		allowedRecipients: z.array(z.string(), says('must be a list of phone numbers')).optional(),
		requireAppSecret: flag,
		directSend: flag,
		threadRole: z.enum(threadRoles, says(`must be one of ${threadRoles.join(', ')}`)),
		marketingOnCloudApi: flag,
		mediaUrlSeconds: wholeNumber,
		webhookRetryDelaysMs: z.array(duration, says('must be a list of milliseconds')),
		webhookDuplicates: z.number(says('must be a number from 0 to 1')).min(0).max(1),
		webhookReorder: flag,
		webhookBatch: z
			.number(says(`must be a whole number from 1 to ${MAX_UPDATES}`))
			.int()
			.min(1)
			.max(MAX_UPDATES),
		webhookWindowMs: duration,
		webhookSeed: wholeNumber,
		statusDelayMs: duration,
		freeServiceMessages: wholeNumber,
		messagingLimit: z.enum(messagingLimits, says(`must be one of ${messagingLimits.join(', ')}`)),
		flowTimeoutMs: duration,
	})
	.partial()
	.strict();

/**
 * A change of settings.
 * @throws RangeError that names a setting which does not exist, or whose value is wrong
 */
export function checkedSettings(change: unknown): Partial<Settings> {
	const result = schema.safeParse(change);
	if (result.success) return change as Partial<Settings>;
	const [issue] = result.error.issues;
	if (issue.code === 'unrecognized_keys') throw new RangeError(`There is no setting '${issue.keys[0]}'`);
	const [name] = issue.path;
	if (name === undefined) throw new RangeError('Settings must be a JSON object');
	const value = (change as Record<string, unknown>)[name];
	throw new RangeError(
		`${name} ${issue.message}, not '${typeof value === 'object' ? JSON.stringify(value) : String(value)}'`,
	);
}

/** The settings of an emulator that was started without options. */
const defaults: Settings = {
	latencyMs: 0,
	messagesPerSecond: 'own',
	pairLimit: true,
	quiet: true,
	recordBodies: true,
	allowedRecipients: undefined,
	requireAppSecret: false,
	directSend: false,
	threadRole: 'escalation',
	marketingOnCloudApi: true,
	mediaUrlSeconds: 300,
	webhookRetryDelaysMs: [100, 200, 400, 800, 1600],
	webhookDuplicates: 0,
	webhookReorder: false,
	webhookBatch: 1,
	webhookWindowMs: 20,
	webhookSeed: 1,
	statusDelayMs: 10,
	freeServiceMessages: 1000,
	messagingLimit: 'TIER_2K',
	flowTimeoutMs: 10_000,
};

/** The settings that the emulator starts with: its options, else the defaults. Other options are left out. */
export function initialSettings(options: EmulatorOptions): Settings {
	const given = Object.keys(defaults)
		.map((name) => [name, options[name as keyof Settings]] as const)
		.filter(([, value]) => value !== undefined);
	return { ...defaults, ...(Object.fromEntries(given) as Partial<Settings>) };
}
