import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { memo } from 'preact/compat';
import type { JSX } from 'preact';
import type { Entry } from '../phoneApi/types';
import { Bubble } from './Bubble';
import { MessageMenu } from './MessageMenu';
import { business, chat, entries, now, selected } from './store';
import { inspected } from './store';
import { dayName, isSameDay } from './time';

/** Height of a message that was never shown, and how far beyond the visible part messages are rendered, in pixels. */
const GUESS = 72;
const BEYOND = 600;

/** A line with its day above it, when the day begins with it. */
const Line = memo(({ entry, day }: { entry: Entry; day: string | undefined }): JSX.Element => {
	const { from, content, error, id } = entry;
	return (
		<>
			{day !== undefined && <p class="day">{day}</p>}
			{from === 'customer' || from === 'business' ? (
				<Bubble entry={entry} menu={<MessageMenu entry={entry} />} />
			) : (
				<p class={`line ${from}`}>
					{content.text}
					{error && `: ${error.title}`}
					{error?.details !== undefined && `. ${error.details}`}
					{from === 'note' && (
						<button type="button" class="text" onClick={() => (inspected.value = id)}>
							Details
						</button>
					)}
				</p>
			)}
		</>
	);
});

/** Which messages are in view, with the space of those before and after. */
function windowOf(
	all: Entry[],
	heights: Map<string, number>,
	top: number,
	height: number,
): { from: number; to: number; before: number; after: number } {
	let [from, to, before, after, at] = [-1, 0, 0, 0, 0];
	all.forEach(({ id }, index) => {
		const own = heights.get(id) ?? GUESS;
		if (at + own < top - BEYOND) before += own;
		else if (at > top + height + BEYOND) after += own;
		else {
			if (from === -1) from = index;
			to = index + 1;
		}
		at += own;
	});
	return from === -1 ? { from: all.length, to: all.length, before: at, after: 0 } : { from, to, before, after };
}

/** The messages of the open chat. Only those in view are in the page. */
export function Messages(): JSX.Element {
	const box = useRef<HTMLDivElement>(null);
	const heights = useRef(new Map<string, number>());
	const isAtEnd = useRef(true);
	const [view, setView] = useState({ top: Number.MAX_SAFE_INTEGER, height: 800 });
	const [, measured] = useState(0);
	const all = entries.value;
	const total = all.reduce((sum, { id }) => sum + (heights.current.get(id) ?? GUESS), 0);
	const top = isAtEnd.current ? Math.max(0, total - view.height) : view.top;
	const { from, to, before, after } = windowOf(all, heights.current, top, view.height);
	const today = now.value - (now.value % 60_000);

	useLayoutEffect(() => {
		isAtEnd.current = true;
		heights.current.clear();
	}, [selected.value]);

	useLayoutEffect(() => {
		const list = box.current;
		if (!list) return;
		let changed = false;
		for (const row of list.querySelectorAll<HTMLElement>('.row')) {
			const id = row.dataset.row ?? '';
			const height = row.offsetHeight;
			if (heights.current.get(id) !== height) {
				heights.current.set(id, height);
				changed = true;
			}
		}
		if (isAtEnd.current) list.scrollTop = list.scrollHeight;
		if (changed) measured((count) => count + 1);
	});

	useLayoutEffect(() => {
		const list = box.current;
		if (!list) return undefined;
		// A picture that is loaded, or a phone that is turned.
		const observer = new ResizeObserver(() => {
			setView((old) => (old.height === list.clientHeight ? old : { ...old, height: list.clientHeight }));
			if (isAtEnd.current) list.scrollTop = list.scrollHeight;
		});
		observer.observe(list);
		if (list.firstElementChild) observer.observe(list.firstElementChild);
		return () => observer.disconnect();
	}, []);

	const scrolled = (): void => {
		const list = box.current;
		if (!list) return;
		isAtEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
		setView({ top: list.scrollTop, height: list.clientHeight });
	};
	const isTyping = (chat.value?.typingUntil ?? 0) > now.value;
	return (
		<div ref={box} class="messages" role="log" aria-label="Messages" tabIndex={0} onScroll={scrolled}>
			<div class="rows" data-count={all.length}>
				<div style={{ height: `${before}px` }} />
				{all.slice(from, to).map((entry, index) => {
					const previous = all[from + index - 1];
					const day = previous && isSameDay(previous.at, entry.at) ? undefined : dayName(entry.at, today);
					return (
						<div key={entry.id} class="row" data-row={entry.id}>
							<Line entry={entry} day={day} />
						</div>
					);
				})}
				<div style={{ height: `${after}px` }} />
				{all.length === 0 && (
					<p class="line system">
						No messages yet. Write to {business.value?.name ?? 'the business'}, or send a message from n8n.
					</p>
				)}
				{isTyping && (
					<p class="typing" role="status">
						<span />
						<span />
						<span />
						<em>typing…</em>
					</p>
				)}
			</div>
		</div>
	);
}
