import { signal } from '@preact/signals';
import type { BusinessView } from '../businessApi/types';
import { followBusiness } from '../phone/api';
import { isConnected, now, setClock } from '../phone/store';

/** The state of the emulator; undefined until the first event arrives. */
export const view = signal<BusinessView | undefined>(undefined);

/** Starts to follow the emulator. */
export function start(): void {
	let ahead = 0;
	setInterval(() => (now.value = Date.now() + ahead), 1000);
	const source = followBusiness();
	source.addEventListener('hello', () => (isConnected.value = true));
	source.addEventListener('message', ({ data }) => {
		const received = JSON.parse(String(data)) as BusinessView;
		ahead = received.now - Date.now();
		setClock(received.now, received.clockOffset);
		view.value = received;
	});
	source.addEventListener('error', () => (isConnected.value = false));
}
