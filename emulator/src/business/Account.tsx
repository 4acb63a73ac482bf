import type { JSX } from 'preact';
import type { BusinessView } from '../businessApi/types';
import { Copy, Panel, State } from './Panel';

const records: Array<[name: string, path: string, count: keyof BusinessView['counts']]> = [
	['Requests', '/_emulator/requests', 'requests'],
	['Accepted messages', '/_emulator/messages', 'messages'],
	['Webhooks', '/_emulator/webhooks', 'webhooks'],
	['Errors', '/_emulator/state', 'errors'],
];

/** How much has happened, with links to the records. */
export const Counts = ({ counts }: Pick<BusinessView, 'counts'>): JSX.Element => (
	<Panel id="records" title="Records" note="as JSON" wide>
		<div class="counts">
			{records.map(([name, path, count]) => (
				<a href={path}>
					<b>{counts[count]}</b>
					{name}
				</a>
			))}
		</div>
	</Panel>
);

/** The values to enter in n8n's credentials. */
export const Values = ({ values }: Pick<BusinessView, 'values'>): JSX.Element => (
	<Panel id="credentials" title="Credentials" note="values to enter in n8n">
		<ul class="lines">
			{values.map(({ label, value, usedIn }) => (
				<li>
					<span class="about">
						<b>{label}</b>
						<code>{value}</code>
						<small>{usedIn.join(' · ')}</small>
					</span>
					<span class="does">
						<Copy name={label} value={value} />
					</span>
				</li>
			))}
		</ul>
		<small>
			WhatsApp Flows API also needs a private key: the Generate Key Pair operation of the Flow resource creates one.
		</small>
	</Panel>
);

/** The phone numbers of the account. */
export const Numbers = ({ numbers }: Pick<BusinessView, 'numbers'>): JSX.Element => (
	<Panel id="numbers" title="Phone numbers" note={String(numbers.length)}>
		<ul class="lines scroll" tabIndex={0} aria-label="Phone numbers">
			{numbers.map(({ id, name, number, status, quality, registered, code, messages }) => (
				<li>
					<span class="about">
						<b>{name}</b> <State state={status} />
						<small>
							{number} · quality {quality.toLowerCase()}
							{!registered && ' · not registered'}
							{messages > 0 && ` · ${messages} ${messages === 1 ? 'message' : 'messages'}`}
						</small>
						{code !== undefined && <small>Verification code: {code}</small>}
						<code>{id}</code>
					</span>
					<span class="does">
						<Copy name={`the ID of ${name}`} value={id} />
					</span>
				</li>
			))}
		</ul>
	</Panel>
);
