import type { Call } from './calls/call';
import type { CallPermission } from './calls/permissions';
import type { Group } from './groups/group';
import type { Commerce, ProductCatalog } from './routes/commerce';
import type { Components } from './routes/conversationalComponents';
import type { PaymentConfiguration } from './routes/paymentConfigurations';
import type { Payment } from './routes/payments';
import type { SignUp } from './routes/signUps';
import type { TemplateGroup } from './routes/templateGroups';
import type { Username } from './routes/usernames';
import type { WelcomeSequence } from './routes/welcomeSequences';

/**
 * What an account has beside messages, templates and Flows: plain values by ID. All of it is part of a state file, as
 * each property is a map.
 */
export class Collections {
	/** Commerce settings, by number. */
	readonly commerce = new Map<string, Commerce>();
	readonly catalogs = new Map<string, ProductCatalog>();
	/** Ice breakers and commands, by number. */
	readonly components = new Map<string, Components>();
	/** By number. */
	readonly usernames = new Map<string, Username>();
	/** User IDs that were deleted from the contact book, and when. */
	readonly deletedContacts = new Map<string, number>();
	readonly signUps = new Map<string, SignUp>();
	readonly templateGroups = new Map<string, TemplateGroup>();
	readonly welcomeSequences = new Map<string, WelcomeSequence>();
	/** By account and name. */
	readonly paymentConfigurations = new Map<string, PaymentConfiguration>();
	/** By number and reference ID. */
	readonly payments = new Map<string, Payment>();
	/** When the data of the Business app was requested, by number and type. */
	readonly synchronizations = new Map<string, number>();
	readonly calls = new Map<string, Call>();
	/** By number and user. */
	readonly callPermissions = new Map<string, CallPermission>();
	readonly groups = new Map<string, Group>();
	private readonly counts = new Map<string, number>();

	constructor(private readonly seed: (collections: Collections) => void) {}

	/** A new ID of digits. Kinds of objects have ranges of their own. */
	newId(range: string): string {
		const count = (this.counts.get(range) ?? 0) + 1;
		this.counts.set(range, count);
		return `${range}${String(count).padStart(7, '0')}`;
	}

	reset(): void {
		for (const map of this.maps().values()) map.clear();
		this.seed(this);
	}

	/** For a state file. */
	snapshot(): unknown {
		return this.maps();
	}

	/** What an older file does not have stays as it is. */
	restore(saved: unknown): void {
		if (!(saved instanceof Map)) return;
		for (const [name, map] of this.maps()) {
			const entries = (saved as Map<string, unknown>).get(name);
			if (!(entries instanceof Map)) continue;
			map.clear();
			for (const [key, value] of entries) map.set(key, value);
		}
	}

	private maps(): Map<string, Map<unknown, unknown>> {
		const properties = Object.entries(this) as Array<[string, unknown]>;
		return new Map(properties.filter((pair): pair is [string, Map<unknown, unknown>] => pair[1] instanceof Map));
	}
}
