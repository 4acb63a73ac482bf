import type { JSX } from 'preact';
import { Avatar, conditionOf } from './ChatList';
import { Composer } from './Composer';
import { Icon } from './icons';
import { Messages } from './Messages';
import { sheet } from './openSheet';
import { CallBar } from './CallBar';
import { business, chat, close, customer, customers, entries, group, isTesting, now, perform } from './store';
import { left } from './time';

/** The customer service window: how long the business may still send messages without a template. */
function Window(): JSX.Element {
	const until = chat.value?.windowUntil;
	const isOpen = until !== undefined && until > now.value;
	const wrote = entries.value.some(({ from }) => from === 'customer');
	const opener = wrote ? '' : ', opened for you: on WhatsApp, the customer has to write first';
	const reason = until === undefined ? 'has not written yet' : 'last wrote more than 24 hours ago';
	return (
		<p class={isOpen ? 'window' : 'window closed'} data-window={isOpen ? 'open' : 'closed'}>
			{isOpen
				? `24-hour window: ${left(until - now.value)} left${opener}`
				: `24-hour window closed: the customer ${reason}. Only templates arrive until the customer writes`}
		</p>
	);
}

/** Who is in a group. */
function Members(): JSX.Element {
	const names = customers.value.filter(({ id }) => group.value?.members.includes(id)).map(({ name }) => name);
	return <p class="window">Group of {[business.value?.name ?? 'the business', ...names].join(', ')}</p>;
}

/** An open chat. */
export function Chat(): JSX.Element | null {
	const who = customer.value;
	const whom = business.value;
	if (!who || !whom) return null;
	const condition = conditionOf(who);
	const title = group.value?.subject ?? whom.name;
	return (
		<section class="chat" aria-label={`Chat of ${who.name} with ${title}`}>
			<header>
				<button type="button" class="round back" aria-label="Back to chats" onClick={close}>
					<Icon name="back" />
				</button>
				<Avatar name={title} seed={group.value?.id ?? whom.id} />
				<button
					type="button"
					class="names"
					onClick={() => (sheet.value = group.value ? { kind: 'group' } : { kind: 'customer', id: who.id })}
				>
					<b>{title}</b>
					<small>
						as {who.name} · {group.value ? `group of ${whom.name}` : whom.number}
						{condition !== '' && ` · ${condition}`}
					</small>
				</button>
				{!group.value && (
					<button
						type="button"
						class="round"
						aria-label="Call the business"
						title="Call the business"
						onClick={() => void perform({ do: 'call' })}
					>
						<Icon name="phone" />
					</button>
				)}
				<button
					type="button"
					class="round"
					aria-label="Chat with another number or group"
					title="Chat with another number or group"
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
			{group.value ? <Members /> : <Window />}
			<CallBar />
			<Messages />
			<Composer />
		</section>
	);
}
