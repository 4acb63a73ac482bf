import type { JSX } from 'preact';
import type { Button, Entry } from '../phoneApi/types';
import { Icon, type IconName } from './icons';
import { sheet } from './openSheet';
import { attempt, perform, problem } from './store';

const icons: Partial<Record<Button['kind'], IconName>> = {
	reply: 'reply',
	quickReply: 'reply',
	url: 'link',
	phone: 'phone',
	voiceCall: 'phone',
	copy: 'copy',
	flow: 'form',
	catalog: 'list',
	product: 'cart',
	products: 'list',
	location: 'place',
	address: 'place',
	contact: 'person',
	callPermission: 'phone',
	pay: 'cart',
};

async function copy(code: string): Promise<void> {
	await attempt(async () => await navigator.clipboard.writeText(code));
	problem.value = `Copied: ${code}`;
}

type Tap = (entry: Entry, button: Button, card: number | undefined) => unknown;

const reply: Tap = (entry, { id = '', title }, card) =>
	perform({ do: 'tap', message: entry.id, id, title, ...(card === undefined ? {} : { card }) });
const show =
	(kind: 'products' | 'order' | 'location' | 'address' | 'callPermission' | 'flow'): Tap =>
	(entry) =>
		(sheet.value = { kind, entry });
const showButton: Tap = (entry, button) => (sheet.value = { kind: 'button', entry, button });

/** What a tap on each kind of button does. */
const taps: Record<Button['kind'], Tap> = {
	reply,
	quickReply: reply,
	url: showButton,
	phone: showButton,
	voiceCall: (_entry, { id }) => perform({ do: 'call', ...(id === undefined ? {} : { payload: id }) }),
	copy: (_entry, { code = '' }) => copy(code),
	contact: ({ id }) => perform({ do: 'shareContact', message: id }),
	location: show('location'),
	address: show('address'),
	callPermission: show('callPermission'),
	flow: show('flow'),
	pay: show('order'),
	catalog: show('products'),
	product: show('products'),
	products: show('products'),
};

/** The buttons below a message or on a card. */
export function Buttons({
	entry,
	buttons,
	card,
}: {
	entry: Entry;
	buttons: Button[];
	card?: number;
}): JSX.Element | null {
	if (buttons.length === 0) return null;
	return (
		<div class="buttons">
			{buttons.map((button) => {
				const icon = icons[button.kind];
				return (
					<button
						type="button"
						disabled={button.disabled !== undefined}
						title={button.disabled}
						onClick={() => void taps[button.kind](entry, button, card)}
					>
						{icon && <Icon name={icon} size={16} />}
						<span>{button.title}</span>
					</button>
				);
			})}
		</div>
	);
}
