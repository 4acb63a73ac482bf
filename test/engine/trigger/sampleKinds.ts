import { samples } from '../../../emulator/src/samples';

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

/** The kinds of the events of a sample, joined by commas. */
export const expectedKinds = (field: string, kind: string): string => {
	const kinds = KINDS[field];
	return typeof kinds === 'string' ? kinds : (kinds[kind] ?? kinds.rest);
};
/** All samples of the emulator. */
export const allSamples = Object.entries(samples).flatMap(([field, kinds]) =>
	Object.keys(kinds).map((kind) => ({ field, kind })),
);

/**
 * The kinds of the items of one sample, as `expectedKinds` names them: each once, except for chat history, where each
 * message counts.
 */
export function kindsOf(field: string, items: Array<Record<string, unknown>>): string {
	const kinds = items.map(({ kind }) => kind);
	return (field === 'history' ? kinds : [...new Set(kinds)]).join();
}
