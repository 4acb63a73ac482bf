import type { JSX } from 'preact';
import { Avatar, conditionOf } from './ChatList';
import { Composer } from './Composer';
import { Icon } from './icons';
import { Messages } from './Messages';
import { sheet } from './openSheet';
import { business, chat, close, customer, entries, isTesting, now } from './store';
import { left } from './time';

/** The customer service window: how long the business may still send messages without a template. */
function Window(): JSX.Element {
	const until = chat.value?.windowUntil;
	const isOpen = until !== undefined && until > now.value;
	const wrote = entries.value.some(({ from }) => from === 'customer');
	const opener = wrote ? '' : ', opened for you: on WhatsApp, the customer has to write first';
	return (
		<p class={isOpen ? 'window' : 'window closed'} data-window={isOpen ? 'open' : 'closed'}>
			{isOpen
				? `24-hour window: ${left(until - now.value)} left${opener}`
				: '24-hour window closed: only templates arrive until the customer writes'}
		</p>
	);
}

/** An open chat. */
export function Chat(): JSX.Element | null {
	const who = customer.value;
	const whom = business.value;
	if (!who || !whom) return null;
	const condition = conditionOf(who);
	return (
		<section class="chat" aria-label={`Chat of ${who.name} with ${whom.name}`}>
			<header>
				<button type="button" class="round back" aria-label="Back to chats" onClick={close}>
					<Icon name="back" />
				</button>
				<Avatar name={whom.name} seed={whom.id} />
				<button type="button" class="names" onClick={() => (sheet.value = { kind: 'customer', id: who.id })}>
					<b>{whom.name}</b>
					<small>
						{whom.number} · as {who.name}
						{condition !== '' && ` · ${condition}`}
					</small>
				</button>
				<button
					type="button"
					class="round"
					aria-label="Chat with another number"
					title="Chat with another number"
					onClick={() => (sheet.value = { kind: 'chat', customer: who.id })}
				>
					<Icon name="plus" />
				</button>
				<button
					type="button"
					class="round"
					aria-label="Testing tools"
					title="Testing tools"
					onClick={() => (isTesting.value = !isTesting.value)}
				>
					<Icon name="tools" />
				</button>
			</header>
			<Window />
			<Messages />
			<Composer />
		</section>
	);
}
