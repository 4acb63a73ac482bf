import { overridable } from './fields';

/** What the app gets, and where (facts sheet 7.2). */
export interface AppSubscription {
	callbackUrl: string;
	fields: string[];
	/** Version of the call that made it; webhooks come in the form of that version (facts sheet 1.1). */
	version: string;
	/** False: switched off by Meta. */
	active?: boolean;
}

/** Whom a webhook is about. */
export interface About {
	wabaId: string;
	phoneNumberId?: string;
}

/** The webhook subscriptions of the one app that the emulator knows. */
export class SubscriptionStore {
	app: AppSubscription | undefined;
	/** Accounts that the app is subscribed to, with the account's own callback where it has one. */
	private readonly accounts = new Map<string, { override?: string }>();
	private readonly phones = new Map<string, string>();

	reset(): void {
		this.app = undefined;
		this.accounts.clear();
		this.phones.clear();
	}

	account(wabaId: string): { override?: string } | undefined {
		return this.accounts.get(wabaId);
	}

	/** Subscribes the app to an account; without an override, one that was there is gone (facts sheet 7.3). */
	subscribeAccount(wabaId: string, override?: string): void {
		this.accounts.set(wabaId, override === undefined ? {} : { override });
	}

	unsubscribeAccount(wabaId: string): void {
		this.accounts.delete(wabaId);
	}

	/** All of it, as JSON. */
	report(): Record<string, unknown> {
		return {
			app: this.app ?? null,
			accounts: Object.fromEntries(this.accounts),
			phoneNumbers: Object.fromEntries(this.phones),
		};
	}

	/** An empty address removes it. */
	overridePhone(phoneNumberId: string, override: string): void {
		if (override === '') this.phones.delete(phoneNumberId);
		else this.phones.set(phoneNumberId, override);
	}

	/** `webhook_configuration` of a number: the callback of each level that has one (facts sheet 7.3). */
	configuration(phone: { id: string; wabaId: string }): Record<string, string> {
		const levels = {
			phone_number: this.phones.get(phone.id),
			whatsapp_business_account: this.accounts.get(phone.wabaId)?.override,
			application: this.app?.callbackUrl,
		};
		return Object.fromEntries(Object.entries(levels).filter(([, url]) => url !== undefined)) as Record<string, string>;
	}

	/**
	 * Where a webhook goes: nowhere unless the app has the field and is subscribed to the account (facts sheet 7.2: both
	 * levels are required); else to the number's callback, the account's, the app's, as far as the field follows overrides (7.3).
	 */
	callback(field: string, { wabaId, phoneNumberId }: About): string | undefined {
		const account = this.accounts.get(wabaId);
		if (!this.app?.fields.includes(field) || this.app.active === false || !account) return undefined;
		if (!overridable.has(field)) return this.app.callbackUrl;
		return this.phones.get(phoneNumberId ?? '') ?? account.override ?? this.app.callbackUrl;
	}
}
