import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { get, post, remove } from './api';
import { Icon } from './icons';
import { attempt, business, clockOffset, customer, isTesting, now, problem } from './store';
import { dayName, moved, timeOf } from './time';

const HOUR = 3600_000;
const steps: Array<[label: string, ms: number]> = [
	['1 hour', HOUR],
	['25 hours', 25 * HOUR],
	['1 day', 24 * HOUR],
	['1 week', 7 * 24 * HOUR],
];

type Fault = Record<string, unknown> & { kind: string };

const faults: Array<[label: string, fault: Fault]> = [
	['131047 Re-engagement message', { kind: 'error', code: 131047 }],
	['131026 Message undeliverable', { kind: 'error', code: 131026 }],
	['131056 Too many messages to one user', { kind: 'error', code: 131056 }],
	['130429 Rate limit', { kind: 'error', code: 130429 }],
	['131000 Something went wrong', { kind: 'error', code: 131000 }],
	['131016 Service unavailable', { kind: 'error', code: 131016 }],
	['190 Access token expired', { kind: 'error', code: 190, subcode: 463 }],
	['Connection cut, nothing sent', { kind: 'cut' }],
	['Connection cut, message sent', { kind: 'cutAfterAcceptance' }],
	['HTML page of a gateway', { kind: 'html', status: 502 }],
	['Half of the response', { kind: 'half' }],
	['Response after 5 seconds', { kind: 'delay', delayMs: 5000 }],
];

/** What only the person testing can do: move the clock, simulate errors, send samples. */
export function Testing(): JSX.Element | null {
	if (!isTesting.value) return null;
	return (
		<aside class="drawer tools" aria-label="Testing tools">
			<header>
				<h2>Testing tools</h2>
				<button type="button" class="round" aria-label="Close" onClick={() => (isTesting.value = false)}>
					<Icon name="close" />
				</button>
			</header>
			<div class="drawer-inner">
				<ClockPart />
				<FaultsPart />
				<SamplesPart />
			</div>
		</aside>
	);
}

/** The clock, and how to move it. */
export function ClockPart(): JSX.Element {
	return (
		<section>
			<h3>Clock</h3>
			<p>
				{dayName(now.value, Date.now())}, {timeOf(now.value)}
				{clockOffset.value > 0 && <span class="badge">{moved(clockOffset.value)}</span>}
			</p>
			<div class="chips" role="group" aria-label="Move the clock forward">
				{steps.map(([label, forwardMs]) => (
					<button type="button" onClick={() => void attempt(async () => await post('clock', { forwardMs }))}>
						+ {label}
					</button>
				))}
			</div>
			<small>
				25 hours close the 24-hour windows of all chats. The clock moves forward only; a restart of the emulator sets it
				back. n8n's own clock stays.
			</small>
		</section>
	);
}

/** Errors that the next requests get. */
export function FaultsPart(): JSX.Element {
	const [pending, setPending] = useState<Fault[]>([]);
	const [chosen, setChosen] = useState(0);
	const [always, setAlways] = useState(false);
	const [onlyHere, setOnlyHere] = useState(true);
	useEffect(() => void attempt(async () => setPending(await get<Fault[]>('faults'))), []);
	const add = async (): Promise<void> => {
		const [, fault] = faults[chosen];
		const to = onlyHere && customer.value ? { to: customer.value.number } : {};
		const match = { path: '/messages', ...to };
		await attempt(async () =>
			setPending(await post<Fault[]>('faults', { ...fault, match, ...(always && { count: 'always' }) })),
		);
	};
	return (
		<section>
			<h3>Errors</h3>
			<label>
				For the next message
				<select value={String(chosen)} onChange={({ currentTarget }) => setChosen(Number(currentTarget.value))}>
					{faults.map(([label], index) => (
						<option value={String(index)}>{label}</option>
					))}
				</select>
			</label>
			<label class="check">
				<input type="checkbox" checked={always} onChange={({ currentTarget }) => setAlways(currentTarget.checked)} />
				<span>Until it is turned off</span>
			</label>
			{customer.value && (
				<label class="check">
					<input
						type="checkbox"
						checked={onlyHere}
						onChange={({ currentTarget }) => setOnlyHere(currentTarget.checked)}
					/>
					<span>Only messages to {customer.value.name}</span>
				</label>
			)}
			<div class="chips">
				<button type="button" onClick={() => void add()}>
					Turn on
				</button>
				{pending.length > 0 && (
					<button type="button" onClick={() => void attempt(async () => setPending(await remove<Fault[]>('faults')))}>
						Turn all off
					</button>
				)}
			</div>
			{pending.length > 0 && (
				<ul class="pending">
					{pending.map(({ kind, code, count }) => (
						<li>
							{kind} {code !== undefined && String(code)} {count === 'always' ? '(until turned off)' : '(once)'}
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

/** Sample webhooks, one click each. */
export function SamplesPart(): JSX.Element {
	const [samples, setSamples] = useState<Record<string, string[]>>({});
	useEffect(() => void attempt(async () => setSamples(await get<Record<string, string[]>>('samples'))), []);
	const send = async (field: string, kind?: string): Promise<void> => {
		await attempt(async () => {
			const choice = { field, ...(kind && { kind }), ...(business.value && { phoneNumberId: business.value.id }) };
			const sent = await post<{ samples: number; delivered: number }>('samples', choice);
			problem.value =
				sent.delivered === 0
					? 'No app receives this webhook. Publish a workflow with a trigger for it.'
					: `${sent.delivered} of ${sent.samples} webhooks have a receiver`;
		});
	};
	return (
		<section>
			<h3>Sample webhooks</h3>
			{Object.entries(samples).map(([field, kinds]) => (
				<details class="samples">
					<summary>{field}</summary>
					<div class="chips">
						<button type="button" onClick={() => void send(field)}>
							All
						</button>
						{kinds.map((kind) => (
							<button type="button" onClick={() => void send(field, kind)}>
								{kind}
							</button>
						))}
					</div>
				</details>
			))}
		</section>
	);
}
