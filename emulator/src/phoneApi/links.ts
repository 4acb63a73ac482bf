import type { State } from '../state';

/** The URLs that open pages may ask the emulator to download: the pages themselves cannot make it call an address. */
export class Links {
	private readonly known = new Set<string>();

	constructor(private readonly state: State) {}

	clear(): void {
		this.known.clear();
	}

	/** For a state file. */
	snapshot(): Set<string> {
		return this.known;
	}

	restore(saved: Set<string>): void {
		for (const url of saved) this.known.add(url);
	}

	/** Allows a file of the web, such as the image of a link preview. */
	add(url: string): void {
		this.known.add(url);
	}

	/** Whether a URL is in an accepted message, or was added. */
	has(url: string): boolean {
		if (!/^https?:\/\//i.test(url)) return false;
		if (this.known.has(url)) return true;
		const quoted = JSON.stringify(url).slice(1, -1);
		return this.state.messages.some(({ body }) => body !== undefined && JSON.stringify(body).includes(quoted));
	}
}
