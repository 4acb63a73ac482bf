import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Entry } from '../phoneApi/types';
import { post } from './api';
import { FlowComponents } from './FlowComponents';
import { Icon } from './icons';
import { Sheet } from './Sheet';
import { closeSheet } from './openSheet';
import { attempt, customer } from './store';

export type FlowComponent = Record<string, unknown> & { type: string; name?: string };

interface View {
	session: string;
	status: 'open' | 'completed' | 'closed' | 'failed';
	screen?: { id: string; title: string; form: Record<string, unknown>; components: FlowComponent[] };
	stack: string[];
	message?: string;
	error?: { key: string; message: string };
	opened: string[];
	exchanges: Array<{ request: unknown; status: number; response?: unknown; ms: number; errorMessage?: string }>;
	problems?: Record<string, string>;
}

/** A Flow, screen by screen, as the customer goes through it. */
export function FlowSheet({ entry }: { entry: Entry }): JSX.Element {
	const [view, setView] = useState<View>();
	const [isBusy, setBusy] = useState(false);
	const step = async (call: Record<string, unknown>): Promise<void> => {
		setBusy(true);
		await attempt(async () => {
			const next = await post<View>('flow', { ...call, ...(view && { session: view.session }) });
			setView(next);
			if (next.status === 'completed' || next.status === 'closed') closeSheet();
		});
		setBusy(false);
	};
	useEffect(() => {
		const opening = {
			action: 'open',
			customer: customer.value?.id,
			message: entry.id,
			phoneNumberId: entry.business,
			name: customer.value?.name,
		};
		void attempt(async () => setView(await post<View>('flow', opening))).then((ok) => {
			if (!ok) closeSheet();
		});
	}, []);
	const screen = view?.screen;
	return (
		<Sheet title={screen?.title ?? 'Flow'} close={closeSheet} wide>
			{view ? <Steps view={view} step={step} isBusy={isBusy} /> : <p role="status">Loading…</p>}
		</Sheet>
	);
}

interface StepsProps {
	view: View;
	step: (call: Record<string, unknown>) => Promise<void>;
	isBusy: boolean;
}

/** The screen that is open, and what happened before. */
function Steps({ view, step, isBusy }: StepsProps): JSX.Element {
	const { screen, stack, message, opened, exchanges, error, problems = {} } = view;
	return (
		<>
			{stack.length > 1 && (
				<button type="button" class="text back-step" onClick={() => void step({ action: 'back' })}>
					<Icon name="back" size={16} /> Back
				</button>
			)}
			{message !== undefined && (
				<p class="toast" role="alert">
					{message}
				</p>
			)}
			{screen && (
				<form
					class="flow"
					aria-busy={isBusy}
					noValidate
					onSubmit={(event) => {
						event.preventDefault();
						void step({ action: 'submit' });
					}}
				>
					<FlowComponents
						components={screen.components}
						form={screen.form}
						problems={problems}
						fill={(values) => void step({ action: 'fill', values })}
						tap={(what) => void step({ action: 'tap', ...what })}
						isBusy={isBusy}
					/>
				</form>
			)}
			{opened.length > 0 && <p class="hint">Opened {opened[opened.length - 1]}</p>}
			{(exchanges.length > 0 || error) && <Exchanges view={view} />}
		</>
	);
}

/** The decrypted requests to the Flow's endpoint, for the person testing. */
function Exchanges({ view: { exchanges, error } }: { view: View }): JSX.Element {
	return (
		<details class="exchanges" open={error !== undefined}>
			<summary>Requests to the endpoint ({exchanges.length})</summary>
			{error && (
				<p class="problem">
					{error.key}: {error.message}
				</p>
			)}
			{[...exchanges].reverse().map(({ request, status, response, ms, errorMessage }) => (
				<pre>
					{JSON.stringify(request, null, 2)}
					{`\n\n→ ${status === 0 ? 'no response' : `HTTP ${status}`} after ${ms} ms${errorMessage ? `: ${errorMessage}` : ''}\n`}
					{response !== undefined && JSON.stringify(response, null, 2)}
				</pre>
			))}
		</details>
	);
}
