import type { IDataObject } from 'n8n-workflow';
import { OPT_OUTS, UPDATES } from '../../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { startEmulator, seed, type Emulator } from '../../../emulator/src';
import { Receiver } from '../../../emulator/test/receiver';
import { samples } from '../../../emulator/src/samples';
import { Host } from './host';

/** Expected event kind of each sample group; by sample where samples of a group differ. */
const KINDS: Record<string, string | Record<string, string>> = {
	messages: {
		rest: 'message',
		numberChanged: 'system',
		userIdChanged: 'system',
		identityChanged: 'system',
		identityChangedOld: 'system',
		voicemail: 'voicemail',
		userActions: 'userAction',
		error: 'error',
	},
	statuses: {
		rest: 'status',
		paymentPending: 'paymentStatus',
		paymentCaptured: 'paymentStatus',
		paymentFailed: 'paymentStatus',
		paymentRefunded: 'paymentStatus',
	},
	calls: {
		rest: 'call',
		ringing: 'callStatus',
		accepted: 'callStatus',
		rejected: 'callStatus',
		callError: 'callError',
		recordingAvailable: 'callRecording',
		transcriptAvailable: 'callTranscript',
	},
	group_lifecycle_update: 'groupLifecycle',
	group_participants_update: 'groupParticipants',
	group_settings_update: 'groupSettings',
	group_status_update: 'groupStatus',
	smb_message_echoes: 'echo',
	message_echoes: 'echo',
	history: {
		messages: 'historyMessage,historyEcho,historyMessage,historyEcho',
		progress: 'historyProgress',
		fileOfCustomer: 'historyMessage',
		fileOfBusiness: 'historyEcho',
		declined: 'historyDeclined',
	},
	smb_app_state_sync: 'contactSync',
	standby: { message: 'standbyMessage', echo: 'standbyEcho', templateEcho: 'standbyEcho', status: 'standbyStatus' },
	messaging_handovers: 'handover',
	message_template_status_update: 'templateStatus',
	message_template_quality_update: 'templateQuality',
	message_template_components_update: 'templateComponents',
	template_category_update: 'templateCategory',
	template_correct_category_detection: 'templateCategoryDetection',
	account_update: 'accountUpdate',
	account_review_update: 'accountReview',
	account_alerts: 'accountAlert',
	account_settings_update: 'accountSettings',
	business_capability_update: 'businessCapability',
	business_status_update: 'businessStatus',
	business_username_updates: 'businessUsername',
	partner_solutions: 'partnerSolution',
	payment_configuration_update: 'paymentConfiguration',
	tracking_events: 'trackingEvent',
	automatic_events: 'automaticEvent',
	phone_number_name_update: 'phoneNumberName',
	phone_number_quality_update: 'phoneNumberQuality',
	security: 'security',
	user_preferences: 'userPreference',
	flows: 'flow',
};

const expectedOf = (field: string, kind: string): string => {
	const kinds = KINDS[field];
	return typeof kinds === 'string' ? kinds : (kinds[kind] ?? kinds.rest);
};
const all = Object.entries(samples).flatMap(([field, kinds]) => Object.keys(kinds).map((kind) => ({ field, kind })));

let emulator: Emulator;
let receiver: Receiver;
beforeAll(async () => {
	receiver = new Receiver();
	emulator = await startEmulator({ webhook: { url: await receiver.start() } });
});
afterAll(async () => {
	await emulator.close();
	await receiver.stop();
});

/** Returns the trigger's items for a delivery of the emulator, including its signature. */
async function itemsOf(
	choice: { field: string; kind: string },
	// Opt-outs are found in other events, and have tests of their own.
	updates = UPDATES.map(({ value }) => value).filter((value) => value !== OPT_OUTS),
): Promise<IDataObject[]> {
	const before = receiver.events.length;
	await emulator.sample(choice);
	const { raw, headers } = (await receiver.until(before + 1))[before];
	const host = new Host({ updates });
	host.secret = seed.app.secret;
	const { status, items = [], warnings } = await host.request({ raw: Buffer.from(raw, 'latin1'), headers });
	expect({ status, warnings }).toEqual({ status: 200, warnings: [] });
	return items.map(({ json }) => json);
}

test('outputs each sample as a known event with its account and number', async () => {
	const summary: Record<string, string[]> = {};
	for (const choice of all) {
		const items = await itemsOf(choice);
		const name = `${choice.field}.${choice.kind}`;
		summary[name] = [
			items
				.map(({ kind }) => kind)
				.filter((kind, at, kinds) => choice.field === 'history' || kinds.indexOf(kind) === at)
				.join(),
		];
		for (const { known, wabaId, businessId, phoneNumberId, message, value } of items) {
			if (known === false) summary[name].push('unknown');
			const account =
				choice.field === 'partner_solutions' ? businessId === seed.businessPortfolioId : wabaId === seed.wabaId;
			if (!account) summary[name].push(`account ${String(wabaId ?? businessId)}`);
			if (JSON.stringify(message ?? value) === undefined) summary[name].push("without Meta's object");
			const hasNumber = JSON.stringify(samples[choice.field][choice.kind]).includes('<metadata>');
			if (hasNumber && phoneNumberId !== seed.phoneNumberId) summary[name].push(`number ${String(phoneNumberId)}`);
		}
	}
	expect(summary).toEqual(
		Object.fromEntries(all.map(({ field, kind }) => [`${field}.${kind}`, [expectedOf(field, kind)]])),
	);
});

test('outputs no event of another field as a message, with any setting', async () => {
	const others = all.filter(({ field }) => field !== 'messages');
	for (const choice of others) {
		const kinds = [...(await itemsOf(choice)), ...(await itemsOf(choice, ['messages']))].map(({ kind }) => kind);
		expect([choice, kinds.includes('message')]).toEqual([choice, false]);
	}
});
