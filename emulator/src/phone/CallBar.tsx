import type { JSX } from 'preact';
import { Icon } from './icons';
import { business, calls, perform, selected, type Deed } from './store';

/** The call in the open chat: it rings, or is connected. */
export function CallBar(): JSX.Element | null {
	const chosen = selected.value;
	const call = calls.value.find(
		(one) => chosen?.group === undefined && one.customer === chosen?.customer && one.business === chosen.business,
	);
	if (!call) return null;
	const isRinging = call.isIncoming && call.state === 'ringing';
	const name = business.value?.name ?? 'The business';
	const words = isRinging ? `${name} calls you` : call.state === 'accepted' ? `Call with ${name}` : `Calling ${name}…`;
	const button = (deed: Deed, label: string, kind = ''): JSX.Element => (
		<button type="button" class={`small ${kind}`} onClick={() => void perform(deed)}>
			{label}
		</button>
	);
	return (
		<div class="call" role="status">
			<span>
				<Icon name="phone" size={18} /> {words}
			</span>
			{isRinging ? (
				<>
					{button({ do: 'answerCall' }, 'Answer', 'yes')}
					{button({ do: 'declineCall' }, 'Decline', 'no')}
					{button({ do: 'missCall' }, 'Do not answer')}
				</>
			) : (
				button({ do: 'hangUp' }, 'Hang up', 'no')
			)}
		</div>
	);
}
