import type { Clock } from './clock';
import { whatsappError } from './errors';

/** Meta docs: Conversation Routing > Roles. */
export const threadRoles = ['ai_agent', 'ctwa', 'customer_service', 'escalation', 'marketing', 'utility'] as const;
export type ThreadRole = (typeof threadRoles)[number];

/** Meta docs: Conversation Routing > Threads: without a message from the user for this long, a thread is idle. */
const IDLE_AFTER = 24 * 60 * 60_000;

/** The digits of a user who is addressed by user ID, so that both addresses have one thread. */
const userKey = (user: string): string => /^[A-Z]{2}\.(\d+)0001$/.exec(user)?.[1] ?? user;

interface Thread {
	owner?: ThreadRole;
	/** Time of the user's latest message, ms. */
	wroteAt: number;
}

/**
 * Threads, each of a number and a user, with one owner or none. Meta docs: Conversation Routing. No endpoint tells the
 * owner.
 */
export class Threads {
	private readonly threads = new Map<string, Thread>();

	constructor(private readonly clock: Clock) {}

	private at(phoneNumberId: string, user: string): Thread {
		const key = `${phoneNumberId} ${userKey(user)}`;
		const known = this.threads.get(key) ?? { wroteAt: this.clock.now() };
		this.threads.set(key, known);
		return known;
	}

	reset(): void {
		this.threads.clear();
	}

	/** For a state file. */
	snapshot(): unknown {
		return this.threads;
	}

	restore(saved: unknown): void {
		for (const [key, thread] of saved as Map<string, Thread>) this.threads.set(key, thread);
	}

	/** The owner's role; undefined for an idle thread. */
	owner(phoneNumberId: string, user: string): ThreadRole | undefined {
		const thread = this.at(phoneNumberId, user);
		if (this.clock.now() - thread.wroteAt >= IDLE_AFTER) thread.owner = undefined;
		return thread.owner;
	}

	assign(phoneNumberId: string, user: string, owner: ThreadRole | undefined): void {
		this.at(phoneNumberId, user).owner = owner;
	}

	/** The user wrote. */
	wrote(phoneNumberId: string, user: string): void {
		this.at(phoneNumberId, user).wroteAt = this.clock.now();
	}

	/**
	 * A service message is sent: the sender becomes the owner of an idle thread, the escalation partner of any thread;
	 * others are rejected. Meta docs: Conversation Routing > Sending messages; Error codes, 131070.
	 */
	sendService(phoneNumberId: string, user: string, role: ThreadRole): void {
		const owner = this.owner(phoneNumberId, user);
		if (owner !== undefined && owner !== role && role !== 'escalation')
			throw whatsappError(131070, 'The thread with this user is owned by another responder.');
		this.assign(phoneNumberId, user, role);
	}
}
