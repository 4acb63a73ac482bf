import type { ComponentChildren, JSX } from 'preact';
import { attempt, problem } from '../phone/store';

/** A part of the page, which its link in the navigation leads to. */
export function Panel({
	id,
	title,
	note,
	wide = false,
	children,
}: {
	id: string;
	title: string;
	note?: string;
	wide?: boolean;
	children: ComponentChildren;
}): JSX.Element {
	return (
		<section id={id} class={wide ? 'panel wide' : 'panel'} aria-labelledby={`${id}-title`}>
			<h2 id={`${id}-title`}>
				{title}
				{note !== undefined && <small>{note}</small>}
			</h2>
			{children}
		</section>
	);
}

/** Copies a value. @param name of what is copied, for screen readers and the message afterwards */
export function Copy({ name, value, label = 'Copy' }: { name: string; value: string; label?: string }): JSX.Element {
	return (
		<button
			type="button"
			class="small"
			aria-label={`Copy ${name}`}
			onClick={() =>
				void attempt(async () => {
					await navigator.clipboard.writeText(value);
					problem.value = `${name} copied`;
				})
			}
		>
			{label}
		</button>
	);
}

const good = new Set(['APPROVED', 'CONNECTED', 'PUBLISHED']);
const bad = new Set(['SUSPENDED', 'REJECTED', 'DISABLED', 'BLOCKED', 'DISCONNECTED', 'RESTRICTED', 'BANNED']);
const waits = new Set(['PENDING', 'PAUSED', 'IN_APPEAL', 'THROTTLED', 'FLAGGED', 'UNVERIFIED']);

/** A state of Meta in words, with a color. */
export function State({ state }: { state: string }): JSX.Element {
	const kind = good.has(state) ? 'good' : bad.has(state) ? 'bad' : waits.has(state) ? 'wait' : '';
	const words = state.replace(/_/g, ' ').toLowerCase();
	return <span class={`state ${kind}`}>{words.charAt(0).toUpperCase() + words.slice(1)}</span>;
}
