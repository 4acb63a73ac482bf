import { createHash, randomBytes, type Hash } from 'node:crypto';

/** One upload session: its file, and how much of it was received. */
export interface UploadSession {
	id: string;
	signature: string;
	mimeType: string;
	length: number;
	received: number;
	hash: Hash;
	/** Set when all bytes have been received. */
	handle?: string;
}

/**
 * Sessions of the Resumable Upload API. The bytes are not stored: only their count and their digest, which the handle
 * contains.
 */
export class UploadStore {
	private readonly sessions = new Map<string, UploadSession>();

	reset(): void {
		this.sessions.clear();
	}

	/** For a state file: the completed sessions, as templates are created with their handles. The others begin again. */
	snapshot(): unknown {
		return [...this.sessions.values()]
			.filter(({ handle }) => handle !== undefined)
			.map(({ hash: _hash, ...session }) => session);
	}

	restore(saved: unknown): void {
		for (const session of (saved ?? []) as Array<Omit<UploadSession, 'hash'>>)
			this.sessions.set(session.id, { ...session, hash: createHash('sha256') });
	}

	start(mimeType: string, length: number): UploadSession {
		const id = `upload:${randomBytes(12).toString('base64url')}`;
		const session = {
			id,
			signature: `ARZ${randomBytes(6).toString('hex')}`,
			mimeType,
			length,
			received: 0,
			hash: createHash('sha256'),
		};
		this.sessions.set(id, session);
		return session;
	}

	find(id: string, signature: unknown): UploadSession | undefined {
		const session = this.sessions.get(id);
		return session?.signature === signature ? session : undefined;
	}

	/** The handle of a completed session. */
	finish(session: UploadSession): string {
		session.handle ??= `4::${Buffer.from(session.mimeType).toString('base64')}:${session.hash.digest('hex')}:e:1794675600`;
		return session.handle;
	}

	isHandle(handle: string): boolean {
		return [...this.sessions.values()].some((session) => session.handle === handle);
	}
}
