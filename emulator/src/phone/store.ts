import { computed, signal } from '@preact/signals';
import type {
	Action,
	Business,
	ChatPlace,
	ChatView,
	CustomerView,
	Entry,
	PhoneCall,
	PhoneEvent,
	PhoneGroup,
	PhoneState,
} from '../phoneApi/types';
import { act, follow, loadChat, loadState, post } from './api';

type WithoutChat<A> = A extends { do: 'leaveGroup'; group: string }
	? { do: 'leaveGroup'; group: string }
	: A extends unknown
		? Omit<A, keyof ChatPlace>
		: never;
/** An action in the chat that is open. */
export type Deed = WithoutChat<Action>;

export const businesses = signal<Business[]>([]);
export const customers = signal<CustomerView[]>([]);
export const chats = signal<ReadonlyMap<string, ChatView>>(new Map());
export const groups = signal<PhoneGroup[]>([]);
export const calls = signal<PhoneCall[]>([]);
/** The open chat, with the customer whose phone it is. */
export const selected = signal<ChatPlace | undefined>(undefined);
export const entries = signal<Entry[]>([]);
export const quoted = signal<Entry | undefined>(undefined);
/** How far the emulator's clock is ahead of that of the browser, in ms. */
const ahead = signal(0);
export const clockOffset = signal(0);
/** Time of the emulator, updated every second. */
export const now = signal(Date.now());
export const problem = signal<string | undefined>(undefined);
export const isConnected = signal(false);
/** The message whose details are open. */
export const inspected = signal<string | undefined>(undefined);
export const isTesting = signal(false);
/** Rises with each event about the inspected message. */
export const inspectedChange = signal(0);

/** How many messages of a chat are loaded first. */
const RECENT = 60;

const keyOf = ({ customer, business, group }: ChatPlace): string => group ?? `${customer} ${business}`;

export const customer = computed(() => customers.value.find(({ id }) => id === selected.value?.customer));
export const business = computed(() => businesses.value.find(({ id }) => id === selected.value?.business));
export const group = computed(() => groups.value.find(({ id }) => id === selected.value?.group));
export const chat = computed(() => (selected.value ? chats.value.get(keyOf(selected.value)) : undefined));

/** Runs something, and shows why it failed. @returns whether it worked */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
	try {
		await work();
		return true;
	} catch (error) {
		problem.value = error instanceof Error ? error.message : String(error);
		return false;
	}
}

/** Does something as the customer in the open chat. @returns whether it worked */
export async function perform(deed: Deed): Promise<boolean> {
	const chosen = selected.value;
	return chosen !== undefined && (await attempt(async () => await act({ ...chosen, ...deed })));
}

/** Says that a chat is on the screen. When the connection is lost, the list of chats shows it. */
function seen(chosen: ChatPlace): void {
	void post('opened', chosen).catch(() => undefined);
}

/** Opens a chat. */
export async function open(chosen: ChatPlace): Promise<void> {
	selected.value = chosen;
	quoted.value = undefined;
	inspected.value = undefined;
	entries.value = [];
	const { customer: who, business: number, group: of } = chosen;
	location.hash = [who, number, ...(of === undefined ? [] : [encodeURIComponent(of)])].join('/');
	await attempt(async () => {
		// What is in view first: a long chat takes longer to load than to show.
		const recent = await loadChat(chosen, RECENT);
		if (selected.value === chosen) entries.value = withNewer(recent);
		await post('opened', chosen);
		if (recent.length < RECENT) return;
		const all = await loadChat(chosen);
		if (selected.value === chosen) entries.value = withNewer(all);
	});
}

/** A loaded chat, with the entries that arrived while it was loaded. */
function withNewer(loaded: Entry[]): Entry[] {
	const ids = new Set(loaded.map(({ id }) => id));
	const last = loaded.at(-1)?.at ?? 0;
	return [...loaded, ...entries.value.filter(({ id, at }) => !ids.has(id) && at >= last)];
}

export function close(): void {
	selected.value = undefined;
	history.replaceState(undefined, '', location.pathname);
}

function put(chat: ChatView): void {
	chats.value = new Map(chats.value).set(keyOf(chat), chat);
}

function take(event: PhoneEvent): void {
	switch (event.type) {
		case 'entry':
			put(event.chat);
			return takeEntry(event.entry);
		case 'chat':
			return put(event.chat);
		case 'customers':
			customers.value = event.customers;
			return;
		case 'groups':
			return takeGroups(event.groups);
		case 'calls':
			calls.value = event.calls;
			return;
		case 'clock':
			setClock(event.now, event.clockOffset);
			return;
		default:
			void reload();
	}
}

/** A chat closes when its customer is no longer in the group. */
function takeGroups(now: PhoneGroup[]): void {
	groups.value = now;
	if (selected.value?.group !== undefined && !isMember(selected.value)) close();
}

const isMember = ({ customer: id, group: of }: ChatPlace): boolean =>
	groups.value.some((one) => one.id === of && one.members.includes(id));

function takeEntry(entry: Entry): void {
	const chosen = selected.value;
	if (entry.id === inspected.value) inspectedChange.value += 1;
	if (!chosen || keyOf(entry) !== keyOf(chosen)) return;
	const all = entries.value;
	// Most changes are about the last messages.
	const at = all.findLastIndex(({ id }) => id === entry.id);
	if (at !== -1) {
		entries.value = all.with(at, entry);
		return;
	}
	entries.value = [...all, entry];
	if (entry.from === 'business' && document.visibilityState === 'visible') seen(chosen);
}

/** Sets the clock of the page to that of the emulator. */
export function setClock(time: number, offset: number): void {
	ahead.value = time - Date.now();
	clockOffset.value = offset;
	now.value = time;
}

function show(state: PhoneState): void {
	businesses.value = state.businesses;
	customers.value = state.customers;
	chats.value = new Map(state.chats.map((one) => [keyOf(one), one]));
	groups.value = state.groups;
	calls.value = state.calls;
	setClock(state.now, state.clockOffset);
}

/** Loads everything again: at the start, after a reset, and after the connection was lost. */
async function reload(): Promise<void> {
	await attempt(async () => {
		show(await loadState());
		const [id, number, of] = location.hash.slice(1).split('/').map(decodeURIComponent);
		const chosen = selected.value ?? { customer: id, business: number, ...(of === undefined ? {} : { group: of }) };
		const exists =
			customers.value.some((one) => one.id === chosen.customer) &&
			businesses.value.some((one) => one.id === chosen.business) &&
			(chosen.group === undefined || isMember(chosen));
		if (exists) await open(chosen);
		else selected.value = undefined;
	});
}

/** Starts to follow the emulator. */
export function start(): void {
	setInterval(() => (now.value = Date.now() + ahead.value), 1000);
	const source = follow();
	source.addEventListener('hello', () => {
		isConnected.value = true;
		void reload();
	});
	source.addEventListener('message', ({ data }) => take(JSON.parse(String(data)) as PhoneEvent));
	source.addEventListener('error', () => (isConnected.value = false));
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible' && selected.value) seen(selected.value);
	});
}
