import { overridable } from './fields';

/** The app's fields and callback (Meta docs: Webhooks > Create a webhook endpoint). */
export interface AppSubscription {
	callbackUrl: string;
	fields: string[];
	/** Version of the call that created it; webhooks have the format of that version (general Graph API behavior). */
	version: string;
	/** False: disabled by Meta. */
	active?: boolean;
}

/** The subject of a webhook. */
export interface About {
	wabaId: string;
	phoneNumberId?: string;
}

export interface SavedSubscriptions {
	app?: AppSubscription;
	accounts: Map<string, { override?: string }>;
	phones: Map<string, string>;
}

/** The webhook subscriptions of an app. */
export class SubscriptionStore {
	app: AppSubscription | undefined;
	/** Accounts that the app is subscribed to, with the account's own callback, if any. */
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

	/**
	 * Subscribes the app to an account; without an override, an existing one is removed (Meta docs: Webhooks >
	 * Overrides).
	 */
	subscribeAccount(wabaId: string, override?: string): void {
		this.accounts.set(wabaId, override === undefined ? {} : { override });
	}

	unsubscribeAccount(wabaId: string): void {
		this.accounts.delete(wabaId);
	}

	/** The entire state, as JSON. */
	report(): Record<string, unknown> {
		return {
			app: this.app ?? null,
			accounts: Object.fromEntries(this.accounts),
			phoneNumbers: Object.fromEntries(this.phones),
		};
	}

	/** For a state file. */
	snapshot(): SavedSubscriptions {
		return { app: this.app, accounts: this.accounts, phones: this.phones };
	}

	restore(saved: unknown): void {
		this.reset();
		const { app, accounts, phones } = saved as SavedSubscriptions;
		this.app = app;
		for (const [id, account] of accounts) this.accounts.set(id, account);
		for (const [id, callback] of phones) this.phones.set(id, callback);
	}

	/** An empty URL removes it. */
	overridePhone(phoneNumberId: string, override: string): void {
		if (override === '') this.phones.delete(phoneNumberId);
		else this.phones.set(phoneNumberId, override);
	}

	/**
	 * `webhook_configuration` of a number: the callback of each level that has one (Meta docs: Webhooks > Overrides).
	 */
	configuration(phone: { id: string; wabaId: string }): Record<string, string> {
		const levels = {
			phone_number: this.phones.get(phone.id),
			whatsapp_business_account: this.accounts.get(phone.wabaId)?.override,
			application: this.app?.callbackUrl,
		};
		return Object.fromEntries(Object.entries(levels).filter(([, url]) => url !== undefined)) as Record<string, string>;
	}

	/**
	 * The destination of a webhook: none unless the app has the field and is subscribed to the account, as both levels
	 * are required; otherwise the callback of the number, the account or the app, as far as the field follows overrides
	 * (Meta docs: Webhooks > Overrides).
	 */
	callback(field: string, { wabaId, phoneNumberId }: About): string | undefined {
		const account = this.accounts.get(wabaId);
		if (!this.app?.fields.includes(field) || this.app.active === false || !account) return undefined;
		if (!overridable.has(field)) return this.app.callbackUrl;
		return this.phones.get(phoneNumberId ?? '') ?? account.override ?? this.app.callbackUrl;
	}
}
