import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeliveryView, Details } from '../phoneApi/types';
import { loadDetails } from './api';
import { Icon } from './icons';
import { attempt, inspected, inspectedChange, problem } from './store';
import { timeOf } from './time';

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** What is behind a message: the request, the webhooks, the error. */
export function Drawer(): JSX.Element | null {
	const [details, setDetails] = useState<Details>();
	const id = inspected.value;
	const change = inspectedChange.value;
	useEffect(() => {
		if (id === undefined) return undefined;
		const load = (): void => void attempt(async () => setDetails(await loadDetails(id)));
		load();
		// A delivery ends after the entry's last change.
		const timer = setInterval(load, 2000);
		return () => clearInterval(timer);
	}, [id, change]);
	if (id === undefined) return null;
	return (
		<aside class="drawer tools" aria-label="Requests and webhooks">
			<header>
				<h2>Requests and webhooks</h2>
				<button type="button" class="round" aria-label="Close" onClick={() => (inspected.value = undefined)}>
					<Icon name="close" />
				</button>
			</header>
			{details?.entry.id === id && <Parts details={details} />}
		</aside>
	);
}

function Parts({ details: { entry, request, deliveries } }: { details: Details }): JSX.Element {
	return (
		<div class="drawer-inner">
			<p class="id">
				<code>{entry.id}</code>
				{entry.status && <span class="badge">{entry.status}</span>}
			</p>
			{entry.error && (
				<div class="box error" role="alert">
					<b>
						{entry.error.code} {entry.error.title}
					</b>
					{entry.error.details !== undefined && <p>{entry.error.details}</p>}
				</div>
			)}
			{request && (
				<section>
					<h3>Request</h3>
					<p>
						<b>{request.method}</b> <code>{request.path}</code>
						<br />
						{timeOf(request.at)} · {request.status === undefined ? 'no response' : `HTTP ${request.status}`}
						{request.errorCode !== undefined && ` · error ${request.errorCode}`}
						{request.fault !== undefined && ` · fault: ${request.fault}`}
					</p>
					<Copyable name="cURL" text={request.curl} />
					{request.body !== undefined && <pre tabIndex={0}>{pretty(request.body)}</pre>}
					<details>
						<summary>Headers</summary>
						<pre tabIndex={0}>{pretty(request.headers)}</pre>
					</details>
				</section>
			)}
			<section>
				<h3>Webhooks ({deliveries.length})</h3>
				{deliveries.length === 0 && <p class="hint">None was sent: no app is subscribed to messages of this number.</p>}
				{[...deliveries].reverse().map((delivery) => (
					<Delivery delivery={delivery} />
				))}
			</section>
		</div>
	);
}

function Delivery({ delivery }: { delivery: DeliveryView }): JSX.Element {
	const { at, url, attempt: number, status, ms, signature, response, body } = delivery;
	const isGood = status === 200;
	return (
		<details class={isGood ? 'delivery' : 'delivery failed'}>
			<summary>
				<span class="badge">{status === 0 ? 'no response' : status}</span> {timeOf(at)}
				{number > 1 && ` · retry ${number - 1}`}
				{ms !== undefined && ` · ${ms} ms`}
			</summary>
			<p>
				To <code>{url}</code>
			</p>
			{signature !== undefined && (
				<p>
					X-Hub-Signature-256 <code>{signature}</code>
				</p>
			)}
			{response !== undefined && response !== '' && (
				<p>
					Response <code>{response}</code>
				</p>
			)}
			<pre tabIndex={0}>{pretty(body)}</pre>
		</details>
	);
}

export function Copyable({ name, text }: { name: string; text: string }): JSX.Element {
	return (
		<button
			type="button"
			onClick={() =>
				void attempt(async () => {
					await navigator.clipboard.writeText(text);
					problem.value = `${name} copied`;
				})
			}
		>
			<Icon name="copy" size={16} /> Copy as {name}
		</button>
	);
}
