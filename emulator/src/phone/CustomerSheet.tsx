import { memo } from 'preact/compat';
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { countries, countryOf, splitNumber } from '../countries';
import type { CustomerView } from '../phoneApi/types';
import { post } from './api';
import { Sheet } from './Sheet';
import { closeSheet } from './openSheet';
import { attempt, business, businesses, customers, open, perform, problem, selected } from './store';

/** Adds a customer, or changes one: name, number, username, and how the phone behaves. */
export function CustomerSheet({ id }: { id?: string }): JSX.Element {
	// As it was when the dialog was opened: what happens meanwhile must not change what was typed.
	const [known] = useState(() => customers.peek().find((one) => one.id === id));
	const parts = splitNumber(known?.number ?? '1650555');
	const [country, setCountry] = useState(countryOf(parts.code));
	const [number, setNumber] = useState(known ? parts.rest : '');
	const save = async (form: HTMLFormElement): Promise<void> => {
		const values = new FormData(form);
		const text = (name: string): string => String(values.get(name) ?? '');
		const change = {
			name: text('name'),
			number: country.code + number.replace(/\D/g, ''),
			username: text('username'),
			hidesNumber: values.has('hidesNumber'),
			condition: text('condition'),
			reads: text('reads'),
			calls: text('calls'),
			twice: values.has('twice'),
		};
		await attempt(async () => {
			const saved = await post<CustomerView>(known ? `customers/${known.id}` : 'customers', change);
			closeSheet();
			if (!known) await open({ customer: saved.id, business: text('business') });
		});
	};
	return (
		<Sheet title={known ? known.name : 'Add customer'} close={closeSheet}>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					void save(event.currentTarget);
				}}
			>
				<label>
					Name
					<input name="name" required maxLength={60} defaultValue={known?.name} placeholder="e.g. Ann Lee" />
				</label>
				<div class="pair">
					<label>
						Country
						<select
							value={country.name}
							onChange={({ currentTarget }) =>
								setCountry(countries.find(({ name }) => name === currentTarget.value) ?? countries[0])
							}
						>
							{countries.map(({ name, code }) => (
								<option value={name}>
									{name} +{code}
								</option>
							))}
						</select>
					</label>
					<label>
						Phone number
						<input
							required
							inputMode="tel"
							value={number}
							placeholder="e.g. 650 555 1234"
							onInput={({ currentTarget }) => setNumber(currentTarget.value)}
						/>
					</label>
				</div>
				{known && <small>A new number tells each business that the customer changed it.</small>}
				{known ? <Behavior customer={known} /> : <NewCustomer />}
				<button type="submit" class="primary">
					{known ? 'Save' : 'Add customer'}
				</button>
			</form>
			{known && selected.value?.customer === known.id && <Relation customer={known} />}
		</Sheet>
	);
}

/** Whose chat opens, and what few new customers need. */
const NewCustomer = memo((): JSX.Element => (
	<>
		<label>
			Writes to
			<select name="business" value={selected.peek()?.business ?? businesses.peek()[0]?.id}>
				{businesses.peek().map(({ id, name }) => (
					<option value={id}>{name}</option>
				))}
			</select>
		</label>
		<details>
			<summary>More: username, receipts, calls, failures</summary>
			<div class="fields">
				<Behavior customer={undefined} />
			</div>
		</details>
	</>
));

const blank = {
	username: '',
	hidesNumber: false,
	userId: '',
	condition: 'online',
	reads: 'whenOpened',
	calls: 'ring',
	twice: false,
} satisfies Partial<CustomerView>;

/** Username, privacy, and how the phone behaves. Rendered once: rendering again would undo what was chosen. */
const Behavior = memo(({ customer }: { customer: CustomerView | undefined }): JSX.Element => {
	const { username = '', hidesNumber, userId, condition, reads, calls, twice } = customer ?? blank;
	return (
		<>
			<label>
				Username
				<input name="username" value={username} placeholder="e.g. @ann" />
			</label>
			<label class="check">
				<input type="checkbox" name="hidesNumber" checked={hidesNumber} />
				<span>
					Hide the number
					<small>The business sees the user ID only{userId !== '' && `: ${userId}`}</small>
				</span>
			</label>
			<label>
				Phone
				<select name="condition" value={condition}>
					<option value="online">Online</option>
					<option value="offline">Offline: messages arrive later</option>
					<option value="noWhatsApp">Not on WhatsApp: fails with 131026</option>
					<option value="oldApp">Old app: fails with 131026</option>
				</select>
			</label>
			<label>
				Read receipts
				<select name="reads" value={reads}>
					<option value="whenOpened">When the chat is open here</option>
					<option value="atOnce">At once</option>
					<option value="never">Off</option>
				</select>
			</label>
			<label>
				Calls of the business
				<select name="calls" value={calls}>
					<option value="ring">Ring here</option>
					<option value="atOnce">Answered at once</option>
					<option value="never">Not answered</option>
				</select>
			</label>
			<label class="check">
				<input type="checkbox" name="twice" checked={twice} />
				<span>
					Deliver twice
					<small>Each webhook about this customer is sent twice, as Meta sometimes does</small>
				</span>
			</label>
		</>
	);
});

/** What the customer decides about the business of the open chat. */
function Relation({ customer: { blocked, stopped } }: { customer: CustomerView }): JSX.Element | null {
	const whom = business.value;
	if (!whom) return null;
	const isBlocked = blocked.includes(whom.id);
	const isStopped = stopped.includes(whom.id);
	const decide = async (deed: 'block' | 'unblock' | 'stop' | 'resume', done: string): Promise<void> => {
		if (await perform({ do: deed })) problem.value = done;
		closeSheet();
	};
	return (
		<div class="relation">
			<h3>{whom.name}</h3>
			<button
				type="button"
				onClick={() =>
					void (isStopped
						? decide('resume', 'Marketing messages resumed')
						: decide('stop', 'Marketing messages stopped'))
				}
			>
				{isStopped ? 'Resume marketing messages' : 'Stop marketing messages'}
			</button>
			<button
				type="button"
				class="danger"
				onClick={() => void (isBlocked ? decide('unblock', 'Unblocked') : decide('block', `${whom.name} blocked`))}
			>
				{isBlocked ? `Unblock ${whom.name}` : `Block ${whom.name}`}
			</button>
		</div>
	);
}
