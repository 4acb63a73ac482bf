import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icons';
import { problem } from './store';

/** A dialog over the phone. It closes with Escape, the button, or a click beside it. */
export function Sheet({
	title,
	close,
	children,
	wide = false,
}: {
	title: string;
	close: () => void;
	children: ComponentChildren;
	wide?: boolean;
}): JSX.Element {
	const box = useRef<HTMLDialogElement>(null);
	useEffect(() => {
		box.current?.showModal();
	}, []);
	return (
		<dialog
			ref={box}
			class={wide ? 'sheet wide' : 'sheet'}
			aria-label={title}
			onClose={close}
			onClick={(event) => {
				if (event.target === box.current) close();
			}}
		>
			<div class="sheet-inner">
				<header>
					<h2>{title}</h2>
					<button type="button" class="round" aria-label="Close" onClick={close}>
						<Icon name="close" />
					</button>
				</header>
				{problem.value !== undefined && (
					<p class="problem" role="alert">
						{problem.value}
					</p>
				)}
				{children}
			</div>
		</dialog>
	);
}
