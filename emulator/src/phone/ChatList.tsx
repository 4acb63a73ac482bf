import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { readableNumber } from '../readableNumber';
import type { ChatView, CustomerView, PhoneGroup } from '../phoneApi/types';
import { Icon, Ticks } from './icons';
import { sheet } from './openSheet';
import {
	businesses,
	calls,
	chats,
	clockOffset,
	customers,
	groups,
	isConnected,
	isTesting,
	now,
	open,
	selected,
} from './store';
import { moved, shortTime } from './time';

/** The initials of a name; of a number the last two digits, since many numbers begin with the same ones. */
const initials = (name: string): string =>
	name.startsWith('+')
		? name.slice(-2)
		: name
				.split(/\s+/)
				.slice(0, 2)
				.map((word) => [...word][0])
				.join('');

/** A colored circle with initials. */
export const Avatar = ({ name, seed }: { name: string; seed: string }): JSX.Element => (
	<span class={`avatar hue-${[...seed].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6}`} aria-hidden="true">
		{initials(name)}
	</span>
);

const conditions = { online: '', offline: 'Offline', noWhatsApp: 'Not on WhatsApp', oldApp: 'Old app' } as const;
export const conditionOf = ({ condition }: CustomerView): string => conditions[condition];

interface Row {
	customer: CustomerView;
	business: string;
	group?: PhoneGroup;
	chat?: ChatView;
}

/** The groups of a customer that someone wrote into or opened; the others are opened by the chat's plus sign. */
const groupRows = (customer: CustomerView): Row[] =>
	groups.value
		.filter(({ id, members }) => members.includes(customer.id) && chats.value.has(id))
		.map((group) => ({ customer, business: group.business, group, chat: chats.value.get(group.id) }));

/** A row per chat and group, the latest first, and one per customer without a chat. */
function rowsOf(search: string): Row[] {
	const first = businesses.value[0]?.id ?? '';
	const all = [...chats.value.values()];
	const rows = customers.value.flatMap((customer): Row[] => {
		const own = all.filter((chat) => chat.customer === customer.id);
		const rows =
			own.length === 0
				? [{ customer, business: first }]
				: own.map((chat) => ({ customer, business: chat.business, chat }));
		return [...rows, ...groupRows(customer)];
	});
	const words = search.trim().toLowerCase();
	return rows
		.filter(({ customer, group }) =>
			`${customer.name} +${customer.number} ${group?.subject ?? ''}`.toLowerCase().includes(words),
		)
		.sort((one, other) => (other.chat?.last?.at ?? 0) - (one.chat?.last?.at ?? 0));
}

/** The customers and their chats. */
export function ChatList(): JSX.Element {
	const [search, setSearch] = useState('');
	const rows = rowsOf(search);
	return (
		<nav class="list" aria-label="Chats">
			<header>
				<h1>Phones</h1>
				<button
					type="button"
					class="round"
					aria-label="Testing tools"
					onClick={() => (isTesting.value = !isTesting.value)}
				>
					<Icon name="tools" />
				</button>
				<button
					type="button"
					class="round"
					aria-label="Add customer"
					disabled={businesses.value.length === 0}
					onClick={() => (sheet.value = { kind: 'customer' })}
				>
					<Icon name="plus" />
				</button>
			</header>
			{!isConnected.value && (
				<p class="banner" role="status">
					Connecting to the emulator…
				</p>
			)}
			{clockOffset.value > 0 && (
				<p class="banner" role="status">
					Clock {moved(clockOffset.value)}
				</p>
			)}
			{customers.value.length > 6 && (
				<input
					class="search"
					type="search"
					placeholder="Search customers"
					aria-label="Search customers"
					value={search}
					onInput={({ currentTarget }) => setSearch(currentTarget.value)}
				/>
			)}
			{customers.value.length === 0 && businesses.value.length > 0 && (
				<div class="empty">
					<p>Add a customer and write to your business, or send a message from n8n: its recipient appears here.</p>
					<button type="button" class="primary" onClick={() => (sheet.value = { kind: 'customer' })}>
						Add customer
					</button>
				</div>
			)}
			<ul>
				{rows.map((row) => (
					<RowView key={`${row.customer.id} ${row.group?.id ?? row.business}`} row={row} />
				))}
			</ul>
		</nav>
	);
}

function RowView({ row: { customer, business, group, chat } }: { row: Row }): JSX.Element {
	const isOpen =
		selected.value?.customer === customer.id &&
		selected.value.business === business &&
		selected.value.group === group?.id;
	const name = businesses.value.find(({ id }) => id === business)?.name ?? '';
	const isCalled =
		group === undefined &&
		calls.value.some((call) => call.customer === customer.id && call.business === business && call.isIncoming);
	const about = group === undefined ? `with ${name}` : `in the group ${group.subject}`;
	const last = chat?.last;
	const number = customer.number !== '' && readableNumber(customer.number);
	return (
		<li>
			<button
				type="button"
				class="chat-row"
				aria-current={isOpen ? 'true' : undefined}
				onClick={() => void open({ customer: customer.id, business, ...(group && { group: group.id }) })}
			>
				<Avatar name={customer.name} seed={customer.id} />
				<span class="what">
					<span class="top">
						<b>{customer.name}</b>
						{last && <time>{shortTime(last.at, now.value)}</time>}
					</span>
					<LastLine chat={chat} />
					<small>
						{[about, number !== customer.name && number, conditionOf(customer), isCalled && 'Call']
							.filter(Boolean)
							.join(' · ')}
					</small>
				</span>
			</button>
		</li>
	);
}

/** The last line of a chat, and how many messages the customer has not seen. */
function LastLine({ chat }: { chat: ChatView | undefined }): JSX.Element {
	const last = chat?.last;
	const unread = chat?.unread ?? 0;
	const isFailed = last?.status === 'failed';
	return (
		<span class="bottom">
			<span class="last">
				{last?.status && (last.from === 'customer' || isFailed) && <Ticks status={last.status} />}
				{last === undefined ? 'No messages yet' : isFailed ? `Not delivered: ${last.text}` : last.text}
			</span>
			{unread > 0 && (
				<span class="unread" role="img" aria-label={`${unread} unread`}>
					{unread}
				</span>
			)}
		</span>
	);
}
