import type { JSX } from 'preact';
import type { Button, Entry } from '../../phoneApi/types';
import { finish } from '../finish';
import { link } from '../format';
import { closeSheet, sheet } from '../openSheet';
import { Sheet } from '../Sheet';
import { businesses, chats, groups, open } from '../store';

/** The answer to a request for permission to call. */
export function CallPermissionSheet({ entry }: { entry: Entry }): JSX.Element {
	const answer = (accept: boolean, permanent: boolean): void =>
		void finish({ do: 'callPermission', message: entry.id, accept, permanent });
	return (
		<Sheet title="Allow calls?" close={closeSheet}>
			<div class="actions">
				<button type="button" class="primary" onClick={() => answer(true, true)}>
					Always allow
				</button>
				<button type="button" onClick={() => answer(true, false)}>
					Allow for 7 days
				</button>
				<button type="button" onClick={() => answer(false, false)}>
					Do not allow
				</button>
			</div>
		</Sheet>
	);
}

/** What a button does that the business does not learn of. */
export function ButtonSheet({ button: { title, url, phone } }: { button: Button }): JSX.Element {
	return (
		<Sheet title={title} close={closeSheet}>
			{url !== undefined && /^https?:/i.test(url) ? (
				<p>Opens {link(url)}</p>
			) : url !== undefined ? (
				<p>Opens {url}</p>
			) : (
				<p>Calls {phone}.</p>
			)}
		</Sheet>
	);
}

/** Changes an own message. */
export function EditSheet({ entry }: { entry: Entry }): JSX.Element {
	return (
		<Sheet title="Edit message" close={closeSheet}>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					const text = String(new FormData(event.currentTarget).get('text') ?? '');
					void finish({ do: 'edit', message: entry.id, text });
				}}
			>
				<label>
					Message
					<textarea name="text" rows={4} required defaultValue={entry.content.text} />
				</label>
				<button type="submit" class="primary">
					Save
				</button>
			</form>
		</Sheet>
	);
}

/** Chooses another number of the business, or a group, to chat with. */
export function ChatSheet({ customer }: { customer: string }): JSX.Element {
	return (
		<Sheet title="Chat with" close={closeSheet}>
			<div class="actions">
				{businesses.value.map(({ id, name, number }) => (
					<button
						type="button"
						onClick={() => {
							closeSheet();
							void open({ customer, business: id });
						}}
					>
						{name}
						<small>
							{number}
							{chats.value.has(`${customer} ${id}`) && ' · has messages'}
						</small>
					</button>
				))}
				{groups.value
					.filter(({ members }) => members.includes(customer))
					.map(({ id, business, subject }) => (
						<button
							type="button"
							onClick={() => {
								closeSheet();
								void open({ customer, business, group: id });
							}}
						>
							{subject}
							<small>Group</small>
						</button>
					))}
				<button type="button" onClick={() => (sheet.value = { kind: 'join', link: '' })}>
					Join a group
					<small>With its invite link</small>
				</button>
			</div>
		</Sheet>
	);
}
