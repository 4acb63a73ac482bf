import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { problem } from './store';

/** How long a message at the foot stays, in ms. */
const TOAST_MS = 6000;

/** A message at the foot of the page. */
export function Toast(): JSX.Element {
	const text = problem.value;
	useEffect(() => {
		if (text === undefined) return undefined;
		const timer = setTimeout(() => (problem.value = undefined), TOAST_MS);
		return () => clearTimeout(timer);
	}, [text]);
	return (
		<div class="toasts" role="status" aria-live="polite">
			{text !== undefined && <p class="toast">{text}</p>}
		</div>
	);
}
