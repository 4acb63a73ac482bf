import type { JSX } from 'preact';
import { act } from '../api';
import { closeSheet } from '../openSheet';
import { Sheet } from '../Sheet';
import { attempt, business, customer, customers, group, groups, open, perform, problem, selected } from '../store';

/** What is known about the group of the open chat, and how to leave it. */
export function GroupSheet(): JSX.Element | null {
	const about = group.value;
	if (!about) return null;
	const names = customers.value.filter(({ id }) => about.members.includes(id)).map(({ name }) => name);
	return (
		<Sheet title={about.subject} close={closeSheet}>
			{about.description !== '' && <p>{about.description}</p>}
			<p>
				Group of {business.value?.name}, with {names.join(', ')}.
			</p>
			<p class="invite">
				Invite link: <code>{about.inviteLink}</code>
			</p>
			<div class="relation">
				<button
					type="button"
					class="danger"
					onClick={() => {
						void perform({ do: 'leaveGroup', group: about.id });
						closeSheet();
					}}
				>
					Leave group
				</button>
			</div>
		</Sheet>
	);
}

/** Joins a group with its invite link, or asks to be let in. */
export function JoinSheet({ link }: { link: string }): JSX.Element {
	const who = customer.value;
	const asked = groups.value.filter(({ asking }) => who !== undefined && asking.includes(who.id));
	const join = async (address: string): Promise<void> => {
		const { customer: id = '', business: number = '' } = selected.value ?? {};
		await attempt(async () => {
			const joined = await act({ do: 'joinGroup', link: address.trim(), customer: id, business: number });
			closeSheet();
			// Otherwise, it is the ID of the request.
			const found = groups.value.find((one) => one.id === joined);
			if (!found) problem.value = 'The business decides whether you may join';
			else await open({ customer: id, business: found.business, group: found.id });
		});
	};
	return (
		<Sheet title="Join a group" close={closeSheet}>
			<form
				class="fields"
				onSubmit={(event) => {
					event.preventDefault();
					void join(String(new FormData(event.currentTarget).get('link') ?? ''));
				}}
			>
				<label>
					Invite link
					<input name="link" required defaultValue={link} placeholder="https://chat.whatsapp.com/…" />
				</label>
				<button type="submit" class="primary">
					Join
				</button>
			</form>
			{asked.map(({ id, subject }) => (
				<div class="relation">
					<p>Waiting for the business to let you into {subject}.</p>
					<button
						type="button"
						onClick={() => {
							void perform({ do: 'leaveGroup', group: id });
							closeSheet();
						}}
					>
						Take back the request
					</button>
				</div>
			))}
		</Sheet>
	);
}
