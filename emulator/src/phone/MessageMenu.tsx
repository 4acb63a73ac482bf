import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Entry } from '../phoneApi/types';
import { Icon } from './icons';
import { sheet } from './openSheet';
import { inspected, perform, quoted } from './store';

const opened = signal<string | undefined>(undefined);
const emoji = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** What can be done with a message: reply, react, edit, delete, look behind it. */
export function MessageMenu({ entry }: { entry: Entry }): JSX.Element {
	const { id, from, content, reactions, isDeleted, isMarketing } = entry;
	const isOpen = opened.value === id;
	// Meta docs: Groups API: reactions, edits and deletions are not part of it.
	const isAlone = entry.group === undefined;
	const box = useRef<HTMLDivElement>(null);
	const close = (): void => void (opened.value = undefined);
	const then = (work: () => unknown) => (): void => {
		close();
		work();
	};
	useEffect(() => {
		if (!isOpen) return undefined;
		box.current?.querySelector('button')?.focus();
		box.current?.scrollIntoView({ block: 'nearest' });
		const away = (event: Event): void => {
			if (!box.current?.contains(event.target as Node)) close();
		};
		const escape = (event: KeyboardEvent): void => {
			if (event.key !== 'Escape') return;
			close();
			(box.current?.previousElementSibling as HTMLElement | null)?.focus();
		};
		document.addEventListener('pointerdown', away);
		document.addEventListener('keydown', escape);
		return () => {
			document.removeEventListener('pointerdown', away);
			document.removeEventListener('keydown', escape);
		};
	}, [isOpen]);
	return (
		<>
			<button
				type="button"
				class="menu-button"
				aria-label="Message options"
				aria-expanded={isOpen}
				onClick={() => (opened.value = isOpen ? undefined : id)}
			>
				<Icon name="more" size={16} />
			</button>
			{isOpen && (
				<div ref={box} class="menu" role="group" aria-label="Message options">
					{!isDeleted && isAlone && (
						<div class="emoji">
							{emoji.map((face) => (
								<button
									type="button"
									aria-label={`React with ${face}`}
									aria-pressed={reactions?.customer === face}
									onClick={then(() =>
										perform({ do: 'react', message: id, ...(reactions?.customer === face ? {} : { emoji: face }) }),
									)}
								>
									{face}
								</button>
							))}
						</div>
					)}
					{!isDeleted && (
						<button type="button" onClick={then(() => (quoted.value = entry))}>
							Reply
						</button>
					)}
					{isAlone && from === 'customer' && content.type === 'text' && !isDeleted && (
						<button type="button" onClick={then(() => (sheet.value = { kind: 'edit', entry }))}>
							Edit
						</button>
					)}
					{isAlone && from === 'customer' && !isDeleted && (
						<button type="button" onClick={then(() => perform({ do: 'delete', message: id }))}>
							Delete for everyone
						</button>
					)}
					{isMarketing && (
						<button type="button" onClick={then(() => perform({ do: 'stop' }))}>
							Stop marketing messages
						</button>
					)}
					<button type="button" onClick={then(() => (inspected.value = id))}>
						Requests and webhooks
					</button>
				</div>
			)}
		</>
	);
}
