import { signal } from '@preact/signals';
import type { BusinessView } from '../businessApi/types';
import { followBusiness } from '../phone/api';
import { isConnected, now, setClock } from '../phone/store';

/** What the emulator knows; undefined until it has told. */
export const view = signal<BusinessView | undefined>(undefined);

/** Starts to follow the emulator. */
export function start(): void {
	let ahead = 0;
	setInterval(() => (now.value = Date.now() + ahead), 1000);
	const source = followBusiness();
	source.addEventListener('hello', () => (isConnected.value = true));
	source.addEventListener('message', ({ data }) => {
		const told = JSON.parse(String(data)) as BusinessView;
		ahead = told.now - Date.now();
		setClock(told.now, told.clockOffset);
		view.value = told;
	});
	source.addEventListener('error', () => (isConnected.value = false));
}
