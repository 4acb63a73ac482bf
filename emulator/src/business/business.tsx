import { render, type JSX } from 'preact';
import '@preact/signals';
import { Icon } from '../phone/icons';
import { isConnected } from '../phone/store';
import { ClockPart, FaultsPart, SamplesPart } from '../phone/Testing';
import { Toast } from '../phone/Toast';
import { Counts, Numbers, Values } from './Account';
import { Groups, QrCodes, Samples } from './Assets';
import { Panel } from './Panel';
import { Settings } from './Settings';
import { start, view } from './store';
import { Templates } from './Templates';
import { Flows, Webhooks } from './Webhooks';

const places = [
	['credentials', 'Credentials'],
	['flows', 'Flows'],
	['numbers', 'Numbers'],
	['groups', 'Groups'],
	['webhooks', 'Webhooks'],
	['templates', 'Templates'],
	['testing', 'Testing'],
	['settings', 'Settings'],
] as const;

function App(): JSX.Element {
	const known = view.value;
	return (
		<>
			<header class="top">
				<h1>
					{known?.account ?? 'WhatsApp Cloud API emulator'}
					<small>WhatsApp Cloud API emulator · nothing leaves this machine</small>
				</h1>
				<nav aria-label="Parts of the page">
					{places.map(([id, name]) => (
						<a href={`#${id}`}>{name}</a>
					))}
				</nav>
				<a class="primary" href="/phone">
					<Icon name="phone" /> Phone of the customers
				</a>
			</header>
			{!isConnected.value && (
				<p class="banner" role="status">
					Connecting to the emulator…
				</p>
			)}
			{known && (
				<main class="board">
					<Counts counts={known.counts} />
					<div class="column">
						<Values values={known.values} />
						<Flows flows={known.flows} />
						<Samples samples={known.samples} />
					</div>
					<div class="column">
						<Numbers numbers={known.numbers} />
						<Groups groups={known.groups} />
						<QrCodes qrCodes={known.qrCodes} />
						<Webhooks callbacks={known.callbacks} />
					</div>
					<Templates templates={known.templates} />
					<Panel id="testing" title="Testing" note="clock, errors and sample webhooks" wide>
						<div class="testing tools">
							<ClockPart />
							<FaultsPart />
							<SamplesPart />
						</div>
					</Panel>
					<Settings settings={known.settings} />
				</main>
			)}
			<Toast />
		</>
	);
}

start();
render(<App />, document.getElementById('business')!);
