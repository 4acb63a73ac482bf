import type { App } from '../apps';
import type { State } from '../state';
import type { WebhookDelivery } from '../types';
import type { CallbackView, DeliveryLine } from './types';

/** How many of the last deliveries are shown. */
const SHOWN = 5;

/** All callback URLs, with the last deliveries to each (Meta docs: Webhooks > Overrides). */
export function callbacks(state: State): CallbackView[] {
	const { deliveries, targetUrl } = state.webhooks;
	const all: Array<Omit<CallbackView, 'deliveries'>> = state.apps.flatMap((app) => callbacksOf(state, app));
	if (targetUrl !== undefined)
		all.unshift({ app: state.apps[0].name, of: 'everything', url: targetUrl, isActive: true });
	return all.map((callback) => ({
		...callback,
		// The target takes the place of all others.
		isActive: callback.isActive && (targetUrl === undefined || callback.of === 'everything'),
		deliveries: last(deliveries, callback.url),
	}));
}

function callbacksOf(state: State, app: App): Array<Omit<CallbackView, 'deliveries'>> {
	const { app: own, accounts, phones } = state.subscriptionsOf(app).snapshot();
	const isOn = own !== undefined && own.active !== false && accounts.size > 0;
	const overrides = [
		...[...accounts].map(([id, { override }]) => ({ of: 'account' as const, id, url: override })),
		...[...phones].map(([id, url]) => ({ of: 'number' as const, id, url })),
	].filter((one): one is typeof one & { url: string } => one.url !== undefined);
	return [
		...(own ? [{ app: app.name, of: 'app' as const, url: own.callbackUrl, fields: own.fields, isActive: isOn }] : []),
		...overrides.map((override) => ({ app: app.name, ...override, isActive: isOn })),
	];
}

function last(deliveries: readonly WebhookDelivery[], url: string): DeliveryLine[] {
	const found: DeliveryLine[] = [];
	for (let index = deliveries.length - 1; index >= 0 && found.length < SHOWN; index -= 1) {
		const { at, status, attempt, ms, body, url: to } = deliveries[index];
		if (to === url) found.push({ at, status, attempt, ms, fields: fieldsOf(body) });
	}
	return found;
}

function fieldsOf(body: Record<string, unknown>): string[] {
	const entries = (body.entry ?? []) as Array<{ changes?: Array<{ field: string }> }>;
	return [...new Set(entries.flatMap(({ changes = [] }) => changes.map(({ field }) => field)))];
}
