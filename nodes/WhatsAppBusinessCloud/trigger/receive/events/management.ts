import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { entryTime, newEvent } from './base';
import { camelKeys, camelObject, isoTime, number, objects, text } from '../../../shared/untrustedJson';

/** Reads the value of one webhook field. */
type Reader = (value: Data) => Data;

const template: Reader = (value) => ({
	templateId: text(value.message_template_id),
	templateName: text(value.message_template_name),
	templateLanguage: text(value.message_template_language),
});

/** The other properties of a value, in camelCase. */
const rest = (value: Data, ...taken: string[]): Data => {
	const others = ['metadata', 'messaging_product', 'timestamp', ...taken];
	const left = Object.entries(value).filter(([key]) => !others.includes(key));
	return { ...camelObject(Object.fromEntries(left)), timestamp: isoTime(value.timestamp) };
};

const whatHappened: Reader = (value) => rest(value);

/**
 * A template's category. If Meta is going to change it, the event includes the time of the change, up to a day ahead,
 * and `new_category` is the current category. WhatsApp docs: Webhooks > template_category_update.
 */
const category: Reader = (value) => {
	const isPlanned = text(value.correct_category) !== undefined;
	return {
		...template(value),
		previousCategory: text(value.previous_category),
		[isPlanned ? 'currentCategory' : 'newCategory']: text(value.new_category),
		correctCategory: text(value.correct_category),
		categoryChangesAt: isoTime(value.category_update_timestamp),
	};
};

/** Kind and reader of fields whose value is a single object. WhatsApp docs: Webhooks, one page per field. */
const READERS: Record<string, [kind: string, read: Reader]> = {
	message_template_status_update: [
		'templateStatus',
		(value) => ({
			...template(value),
			event: text(value.event),
			reason: text(value.reason),
			templateCategory: text(value.message_template_category),
			disableInfo: camelObject(value.disable_info),
			otherInfo: camelObject(value.other_info),
			rejectionInfo: camelObject(value.rejection_info),
		}),
	],
	message_template_quality_update: [
		'templateQuality',
		(value) => ({
			...template(value),
			previousQualityScore: text(value.previous_quality_score),
			newQualityScore: text(value.new_quality_score),
		}),
	],
	message_template_components_update: [
		'templateComponents',
		(value) => ({
			...template(value),
			templateHeader: text(value.message_template_title),
			templateBody: text(value.message_template_element),
			templateFooter: text(value.message_template_footer),
			templateButtons: Array.isArray(value.message_template_buttons)
				? camelKeys(value.message_template_buttons)
				: undefined,
		}),
	],
	template_category_update: ['templateCategory', category],
	template_correct_category_detection: [
		'templateCategoryDetection',
		(value) => ({
			...template(value),
			...rest(value, 'message_template_id', 'message_template_name', 'message_template_language'),
		}),
	],
	account_update: ['accountUpdate', whatHappened],
	account_review_update: ['accountReview', (value) => ({ decision: text(value.decision) })],
	account_alerts: [
		'accountAlert',
		(value) => {
			// Older webhooks have a flat structure.
			const alert = { ...value, ...(camelObject(value.alert_info) === undefined ? {} : (value.alert_info as Data)) };
			return {
				alertType: text(alert.alert_type),
				alertSeverity: text(alert.alert_severity),
				alertStatus: text(alert.alert_status),
				alertDescription: text(alert.alert_description),
				entityType: text(value.entity_type),
				entityId: text(value.entity_id),
			};
		},
	],
	account_settings_update: ['accountSettings', (value) => rest(value)],
	business_capability_update: ['businessCapability', (value) => rest(value)],
	business_status_update: ['businessStatus', whatHappened],
	business_username_update: [
		'businessUsername',
		(value) => ({ username: text(value.username), status: text(value.status) }),
	],
	partner_solutions: [
		'partnerSolution',
		(value) => ({
			event: text(value.event),
			solutionId: text(value.solution_id),
			solutionStatus: text(value.solution_status),
		}),
	],
	payment_configuration_update: [
		'paymentConfiguration',
		(value) => ({
			status: text(value.status),
			...rest(value, 'status', 'created_timestamp', 'updated_timestamp'),
			createdAt: isoTime(value.created_timestamp),
			updatedAt: isoTime(value.updated_timestamp),
		}),
	],
	tracking_events: ['trackingEvent', whatHappened],
	phone_number_name_update: [
		'phoneNumberName',
		(value) => ({
			decision: text(value.decision),
			requestedVerifiedName: text(value.requested_verified_name),
			rejectionReason: text(value.rejection_reason),
		}),
	],
	phone_number_quality_update: [
		'phoneNumberQuality',
		(value) => ({
			event: text(value.event),
			oldLimit: text(value.old_limit),
			currentLimit: text(value.current_limit),
			maxDailyConversationsPerBusiness: value.max_daily_conversations_per_business,
		}),
	],
	security: ['security', (value) => ({ event: text(value.event), requester: text(value.requester) })],
	flows: [
		'flow',
		(value) => ({
			event: text(value.event),
			flowId: text(value.flow_id),
			...rest(value, 'event', 'flow_id', 'threshold'),
			threshold: number(value.threshold),
		}),
	],
	consumer_profile: ['consumerProfile', (value) => rest(value)],
};

/** Fields whose value is a single object. */
export const MANAGEMENT_FIELDS = Object.keys(READERS);

/** Property names with the same meaning in every item. */
const FIXED = [
	'kind',
	'known',
	'field',
	'wabaId',
	'businessId',
	'phoneNumberId',
	'displayPhoneNumber',
	'value',
	'notification',
];

/** Reads a field where each change is one event. */
export function readManagement(change: Change): ReceivedEvent[] {
	const [kind, read] = READERS[change.field];
	const own = Object.entries(read(change.value)).filter(([key]) => !FIXED.includes(key));
	// Without a time of its own, the event gets the entry's.
	const fields = {
		timestamp: entryTime(change),
		...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
	};
	return [newEvent(change, { kind, fields, as: 'value' })];
}

/** What users did after clicking an ad, one event per row. WhatsApp docs: Webhooks > tracking_events. */
export function readTracking(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.events);
	if (rows.length === 0) return readManagement(change);
	return rows.map((row) =>
		newEvent(change, {
			kind: 'trackingEvent',
			fields: {
				timestamp: isoTime(row.timestamp) ?? entryTime(change),
				eventName: text(row.event_name),
				trackingData: camelObject(row.tracking_data),
			},
			as: 'value',
			place: { list: 'events', row },
		}),
	);
}
