import type { JSX } from 'preact';
import type { BusinessView, CallbackView, DeliveryLine } from '../businessApi/types';
import { timeOf } from '../phone/time';
import { Copy, Panel, State } from './Panel';

const owners: Record<CallbackView['of'], string> = {
	everything: 'Receives everything',
	app: 'App',
	account: 'Override of the account',
	number: 'Override of a number',
};

/** Who receives webhooks, and what arrived last. */
export const Webhooks = ({ callbacks }: Pick<BusinessView, 'callbacks'>): JSX.Element => (
	<Panel id="webhooks" title="Webhooks" note="subscriptions and overrides, with their last deliveries">
		{callbacks.length === 0 && (
			<p class="hint">No app is subscribed. Publish a workflow with a WhatsApp trigger, or set a callback URL.</p>
		)}
		<ul class="lines">
			{callbacks.map(({ app, of, id, url, fields, isActive, deliveries }) => (
				<li>
					<span class="about">
						<b>{owners[of]}</b>{' '}
						{!isActive && <span class="state wait">{of === 'app' ? 'Subscribed to no account' : 'Not in use'}</span>}
						<small>{[app, id].filter(Boolean).join(' · ')}</small>
						<code>{url}</code>
						{fields && <small>{fields.length === 0 ? 'No fields' : fields.join(', ')}</small>}
						<span class="deliveries">
							{deliveries.length === 0 && <small>No delivery yet</small>}
							{deliveries.map((delivery) => (
								<Delivery delivery={delivery} />
							))}
						</span>
					</span>
				</li>
			))}
		</ul>
	</Panel>
);

function Delivery({ delivery: { at, status, attempt, ms, fields } }: { delivery: DeliveryLine }): JSX.Element {
	return (
		<span class={status === 200 ? 'state good' : 'state bad'}>
			{timeOf(at)} {fields.join(', ')}: {status === 0 ? 'no response' : status}
			{attempt > 1 && `, retry ${attempt - 1}`}, {ms} ms
		</span>
	);
}

/** The Flows of the account. */
export const Flows = ({ flows }: Pick<BusinessView, 'flows'>): JSX.Element => (
	<Panel id="flows" title="Flows" note={String(flows.length)}>
		<ul class="lines">
			{flows.map(({ id, name, status, endpoint, errors }) => (
				<li>
					<span class="about">
						<b>{name}</b> <State state={status} />
						{errors > 0 && (
							<small>
								{errors} {errors === 1 ? 'error' : 'errors'} in the Flow JSON
							</small>
						)}
						{endpoint !== undefined && <small>Endpoint: {endpoint}</small>}
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
