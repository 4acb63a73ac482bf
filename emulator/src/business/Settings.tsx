import type { JSX } from 'preact';
import type { ChangeableSettings } from '../businessApi/types';
import { postToBusiness } from '../phone/api';
import { attempt, problem } from '../phone/store';
import { Panel } from './Panel';

type Names<T> = {
	[K in keyof ChangeableSettings]: ChangeableSettings[K] extends T ? K : never;
}[keyof ChangeableSettings];

const flags: Array<[name: Names<boolean>, label: string, about: string]> = [
	['pairLimit', 'Limit of messages to one user', 'One message per 6 seconds, else 131056'],
	['requireAppSecret', 'Require app secret', 'Calls need appsecret_proof'],
	['directSend', 'Direct Send', 'The account may use it'],
	['marketingOnCloudApi', 'Marketing over Cloud API', 'Otherwise marketing templates fail with 131063'],
	['webhookReorder', 'Webhooks out of order', 'Updates arrive in another order than they happened'],
];

const numbers: Array<[name: Exclude<keyof ChangeableSettings, Names<boolean>>, label: string, about: string]> = [
	['messagesPerSecond', 'Messages per second', '0: no limit. own: that of the number'],
	['latencyMs', 'Latency in ms', 'Delay of each response'],
	['statusDelayMs', 'Delay of statuses in ms', 'Between sent, delivered and read'],
	['webhookDuplicates', 'Duplicate webhooks', 'Share that is delivered twice, 0 to 1'],
	['webhookBatch', 'Updates per webhook', '1 to 1,000'],
];

async function change(values: Partial<Record<keyof ChangeableSettings, unknown>>): Promise<void> {
	await attempt(async () => await postToBusiness('settings', values));
}

/** A text that is a number, else as it is: the emulator says what is wrong. */
const valueOf = (text: string): unknown => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** What can be changed while the emulator runs. A change takes effect at once. */
export function Settings({ settings }: { settings: ChangeableSettings }): JSX.Element {
	return (
		<Panel id="settings" title="Settings" note="take effect at once" wide>
			<div class="settings">
				{numbers.map(([name, label, about]) => (
					<label>
						{label}
						<input
							// Typing is not disturbed by other changes.
							key={shown(settings[name])}
							name={name}
							defaultValue={shown(settings[name])}
							onChange={({ currentTarget }) => void change({ [name]: valueOf(currentTarget.value) })}
						/>
						<small>{about}</small>
					</label>
				))}
				{flags.map(([name, label, about]) => (
					<label class="check">
						<input
							type="checkbox"
							name={name}
							checked={settings[name]}
							onChange={({ currentTarget }) => void change({ [name]: currentTarget.checked })}
						/>
						<span>
							{label}
							<small>{about}</small>
						</span>
					</label>
				))}
			</div>
			<p class="reset">
				<button
					type="button"
					class="small danger"
					onClick={() =>
						void attempt(async () => {
							await postToBusiness('reset');
							problem.value = 'Everything is as at the start';
						})
					}
				>
					Reset everything
				</button>
				<small>Messages, customers, templates, Flows, subscriptions and settings as at the start</small>
			</p>
		</Panel>
	);
}
