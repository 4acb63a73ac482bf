import type { Posted } from './post';

/** Maximum number of posts at the same time, as a small n8n can respond to. */
const MAX_POSTS = 20;

/** Carries out one post. */
export type Run = (post: () => Promise<Posted>) => Promise<Posted>;

/** Carries out posts in the order they come in, few at the same time. */
export class PostQueue {
	private running = 0;

	/** Posts that wait for a running one to end. */
	private readonly waiting: Array<() => void> = [];

	readonly run: Run = async (post) => {
		if (this.running >= MAX_POSTS) await new Promise<void>((resolve) => this.waiting.push(resolve));
		this.running += 1;
		try {
			return await post();
		} finally {
			this.running -= 1;
			this.waiting.shift()?.();
		}
	};
}
