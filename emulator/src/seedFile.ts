import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { checked } from './checked';
import type { Seed } from './seed';
import type { Template } from './templates/types';
import type { PhoneNumber } from './types';

const text = z.string().min(1);
/** Graph IDs are decimal numbers. */
const id = z.string().regex(/^\d{5,20}$/, 'must be 5 to 20 digits');

const phoneNumber = z
	.object({
		id,
		displayPhoneNumber: z.string().regex(/^\+[\d ()-]{5,24}$/, "must begin with '+' and the country code"),
		verifiedName: text,
		status: z.enum(['CONNECTED', 'FLAGGED', 'RESTRICTED', 'UNVERIFIED', 'DISCONNECTED']).default('CONNECTED'),
		qualityRating: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).default('GREEN'),
		registered: z.boolean().default(true),
		throughputLevel: z.enum(['STANDARD', 'HIGH']).default('STANDARD'),
		onBusinessApp: z.boolean().optional(),
		isOfficial: z.boolean().optional(),
		accountMode: z.enum(['LIVE', 'SANDBOX']).default('LIVE'),
	})
	.strict();

const template = z
	.object({
		name: z.string().regex(/^[a-z0-9_]{1,512}$/, 'must be lower-case letters, digits and underscores, 512 at most'),
		language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/, "must be a language code, such as 'en_US'"),
		category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
		status: z.enum(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'DISABLED']).default('APPROVED'),
		parameter_format: z.enum(['POSITIONAL', 'NAMED']).default('POSITIONAL'),
		components: z.array(z.object({ type: text }).passthrough()).min(1),
	})
	.strict();

const customer = z
	.object({
		name: z.string().min(1).max(60),
		number: z.string().regex(/^\+?[\d ()-]{5,24}$/, 'must be a phone number with the country code'),
		username: text.optional(),
		hidesNumber: z.boolean().optional(),
	})
	.strict();

/** A secret, as it is in a header or a query. */
const secret = z
	.string()
	.regex(/^[\w|.-]{10,500}$/, 'must be 10 to 500 letters, digits, underscores, hyphens, periods and bars');

const account = z
	.object({
		name: text.optional(),
		id: id.optional(),
		businessId: id.optional(),
		/** That of a system user with all permissions. */
		accessToken: secret.optional(),
		app: z.object({ id, secret, name: text.optional() }).strict().optional(),
	})
	.strict();

/** A list whose entries differ in a property. */
const differing = <T extends z.ZodTypeAny>(entry: T, keyOf: (one: z.output<T>) => string) =>
	z.array(entry).superRefine((entries, issues) => {
		const seen = new Set<string>();
		entries.forEach((one, index) => {
			const key = keyOf(one);
			if (seen.has(key)) issues.addIssue({ code: 'custom', path: [index], message: `is there twice: ${key}` });
			seen.add(key);
		});
	});

/** What `--seed-file` may hold. Lists replace those of the emulator. */
export const seedFileSchema = z
	.object({
		account: account.optional(),
		phoneNumbers: differing(phoneNumber, (one) => one.id)
			.refine((all) => all.length > 0, 'must have at least one number')
			.optional(),
		templates: differing(template, (one) => `${one.name} (${one.language})`).optional(),
		customers: differing(customer, (one) => one.number.replace(/\D/g, '')).optional(),
	})
	.strict()
	.superRefine(({ account: { id: wabaId, businessId, app } = {}, phoneNumbers = [] }, issues) => {
		// An ID says what an object is.
		const ids = [wabaId, businessId, app?.id, ...phoneNumbers.map((one) => one.id)].filter((one) => one !== undefined);
		const twice = ids.find((one, index) => ids.indexOf(one) < index);
		if (twice !== undefined) issues.addIssue({ code: 'custom', message: `two objects have the ID ${twice}` });
	});

export type SeedFile = z.output<typeof seedFileSchema>;

/**
 * Reads a file of JSON.
 * @throws RangeError that names the file when it cannot be read or is not JSON
 */
export function readJsonFile(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as unknown;
	} catch (error) {
		throw new RangeError(`${path} cannot be read: ${(error as Error).message}`);
	}
}

/**
 * Reads a seed file.
 * @throws RangeError that names the file and each wrong place in it
 */
export function readSeedFile(path: string): SeedFile {
	try {
		return checked(seedFileSchema, readJsonFile(path));
	} catch (error) {
		const { message } = error as Error;
		throw new RangeError(message.startsWith(path) ? message : `${path}: ${message}`);
	}
}

/** The data to start with: that of the emulator, changed by a seed file. */
export function withSeedFile(seed: Seed, file: SeedFile | undefined): Seed {
	if (!file) return seed;
	const { account = {} } = file;
	const { app = seed.app, id: wabaId = seed.wabaId } = account;
	const phoneNumbers: PhoneNumber[] = (file.phoneNumbers ?? seed.phoneNumbers).map((phone) => ({ ...phone, wabaId }));
	const [first, second = first] = phoneNumbers;
	return {
		...seed,
		wabaId,
		wabaName: account.name ?? seed.wabaName,
		businessPortfolioId: account.businessId ?? seed.businessPortfolioId,
		accessToken: account.accessToken ?? seed.accessToken,
		app: { ...seed.app, ...app },
		appToken: account.app ? `${app.id}|AppTokenOfTheEmulator` : seed.appToken,
		phoneNumbers,
		...(file.phoneNumbers ? { phoneNumberId: first.id, secondPhoneNumberId: second.id } : {}),
	};
}

/** The templates of a seed file, with IDs. */
export const seedFileTemplates = (templates: NonNullable<SeedFile['templates']>): Template[] =>
	templates.map((one, index) => ({ ...one, id: `5960000000${String(index + 1).padStart(5, '0')}` }));
