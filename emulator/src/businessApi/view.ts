import { credentialValues } from '../credentialValues';
import type { State } from '../state';
import type { Template } from '../templates/types';
import type { PhoneNumber } from '../types';
import { groupViews, qrCodeViews, sampleViews } from './assets';
import { callbacks } from './callbacks';
import { decisionsFor } from './decide';
import { changeable, type BusinessView, type ChangeableSettings, type TemplateView, type ValueView } from './types';

/** The fields of n8n's credentials, by the credential. */
const credentials: Record<string, string[]> = {
	'WhatsApp Business Cloud API': ['Access Token', 'WhatsApp Business Account ID', 'App ID', 'App Secret', 'Base URL'],
	'WhatsApp Business Cloud App OAuth2 API': ['App ID', 'App Secret', 'Base URL'],
	'WhatsApp Flows API': ['Access Token', 'WhatsApp Business Account ID', 'App Secret', 'Base URL'],
};

/** All that the business page shows. */
export function businessView(state: State): BusinessView {
	const { seed, clock, settings, requestCount, messages, webhooks, rejected } = state;
	return {
		account: seed.wabaName,
		wabaId: seed.wabaId,
		now: clock.now(),
		clockOffset: clock.offset,
		counts: {
			requests: requestCount,
			messages: messages.length,
			webhooks: webhooks.deliveries.length,
			errors: [...rejected.values()].reduce((sum, count) => sum + count, 0),
		},
		values: values(state),
		numbers: numbers(state),
		templates: state.templates.all().map(templateView),
		flows: state.flows.of(seed.wabaId).map(({ id, name, status, endpointUri, validationErrors }) => ({
			id,
			name,
			status,
			...(endpointUri === undefined ? {} : { endpoint: endpointUri }),
			errors: validationErrors.length,
		})),
		callbacks: callbacks(state),
		groups: groupViews(state),
		qrCodes: qrCodeViews(state),
		samples: sampleViews(state.flowSessions.origin),
		settings: Object.fromEntries(changeable.map((name) => [name, settings[name]])) as ChangeableSettings,
	};
}

const values = ({ flowSessions, seed }: State): ValueView[] =>
	credentialValues(flowSessions.origin, { ...seed, phoneNumbers: [] }).map((value) => ({
		...value,
		usedIn: Object.keys(credentials).filter((name) => credentials[name].includes(value.label)),
	}));

function numbers({ phones, seed, messages }: State): BusinessView['numbers'] {
	const sent = new Map<string, number>();
	for (const { phoneNumberId } of messages) sent.set(phoneNumberId, (sent.get(phoneNumberId) ?? 0) + 1);
	return [...phones.values()]
		.filter(({ wabaId }) => wabaId === seed.wabaId)
		.map(({ id, verifiedName, displayPhoneNumber, status, qualityRating, registered, code }: PhoneNumber) => ({
			id,
			name: verifiedName,
			number: displayPhoneNumber,
			status,
			quality: qualityRating,
			registered,
			...(code === undefined ? {} : { code }),
			messages: sent.get(id) ?? 0,
		}));
}

function templateView(template: Template): TemplateView {
	const { id, name, language, category, status, components, rejected_reason: reason } = template;
	const body = components.find(({ type }) => type.toUpperCase() === 'BODY');
	return {
		id,
		name,
		language,
		category,
		status,
		text: String(body?.text ?? ''),
		...(reason === undefined || reason === 'NONE' ? {} : { reason }),
		decisions: decisionsFor(template),
	};
}
