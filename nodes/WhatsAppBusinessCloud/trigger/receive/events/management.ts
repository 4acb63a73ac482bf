import { z } from 'zod';
import { anything } from '../../../shared/input/parseInput';
import { number, optionalObject, reader, texts } from '../../../shared/lenientSchemas';
import { camelKeys, camelObject, isoTime, objects, type Data } from '../../../shared/untrustedJson';
import { documentedName } from '../../webhookFields';
import type { Change, ReceivedEvent } from '../types';
import { entryTime, newEvent } from './base';

/** Reads the value of one webhook field. */
type Reader = (value: Data) => Data;

const template = reader(
	texts('message_template_id', 'message_template_name', 'message_template_language'),
	({ message_template_id, message_template_name, message_template_language }) => ({
		templateId: message_template_id,
		templateName: message_template_name,
		templateLanguage: message_template_language,
	}),
);

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
const category = reader(
	texts('previous_category', 'new_category', 'correct_category', 'category_update_timestamp'),
	({ previous_category, new_category, correct_category, category_update_timestamp }, value) => ({
		...template(value),
		previousCategory: previous_category,
		[correct_category === undefined ? 'newCategory' : 'currentCategory']: new_category,
		correctCategory: correct_category,
		categoryChangesAt: isoTime(category_update_timestamp),
	}),
);

const restrictionSchema = z.object(texts('restriction_type'));

/**
 * An event of an account, with the types of its restrictions: older notifications spell one of them differently.
 * WhatsApp docs: Webhooks > account_update > restriction types.
 */
const accountUpdate: Reader = (value) => {
	const types = objects(value.restriction_info).flatMap(
		(row) => restrictionSchema.parse(row).restriction_type?.replace(/^RESTRICTION_/, 'RESTRICTED_') ?? [],
	);
	return { ...rest(value), restrictionTypes: types.length > 0 ? types : undefined };
};

const alertTexts = texts('alert_type', 'alert_severity', 'alert_status', 'alert_description');

/** Kind and reader of fields whose value is a single object. WhatsApp docs: Webhooks, one page per field. */
const MANAGEMENT_READERS: Record<string, [kind: string, read: Reader]> = {
	message_template_status_update: [
		'templateStatus',
		reader(
			{
				...texts('event', 'reason', 'message_template_category'),
				disable_info: anything,
				other_info: anything,
				rejection_info: anything,
			},
			({ event, reason, message_template_category, disable_info, other_info, rejection_info }, value) => ({
				...template(value),
				event,
				reason,
				templateCategory: message_template_category,
				disableInfo: camelObject(disable_info),
				otherInfo: camelObject(other_info),
				rejectionInfo: camelObject(rejection_info),
			}),
		),
	],
	message_template_quality_update: [
		'templateQuality',
		reader(
			texts('previous_quality_score', 'new_quality_score'),
			({ previous_quality_score, new_quality_score }, value) => ({
				...template(value),
				previousQualityScore: previous_quality_score,
				newQualityScore: new_quality_score,
			}),
		),
	],
	message_template_components_update: [
		'templateComponents',
		reader(
			{
				...texts('message_template_title', 'message_template_element', 'message_template_footer'),
				message_template_buttons: z.array(anything).optional().catch(undefined),
			},
			(parsed, value) => ({
				...template(value),
				templateHeader: parsed.message_template_title,
				templateBody: parsed.message_template_element,
				templateFooter: parsed.message_template_footer,
				templateButtons: camelKeys(parsed.message_template_buttons),
			}),
		),
	],
	template_category_update: ['templateCategory', category],
	template_correct_category_detection: [
		'templateCategoryDetection',
		(value) => ({
			...template(value),
			...rest(value, 'message_template_id', 'message_template_name', 'message_template_language'),
		}),
	],
	account_update: ['accountUpdate', accountUpdate],
	account_review_update: ['accountReview', reader(texts('decision'), ({ decision }) => ({ decision }))],
	account_alerts: [
		'accountAlert',
		reader(
			// Older webhooks have a flat structure.
			{ ...alertTexts, ...texts('entity_type', 'entity_id'), alert_info: optionalObject(alertTexts) },
			({ alert_info, entity_type, entity_id, ...flat }) => {
				const { alert_type, alert_severity, alert_status, alert_description } = { ...flat, ...alert_info };
				return {
					alertType: alert_type,
					alertSeverity: alert_severity,
					alertStatus: alert_status,
					alertDescription: alert_description,
					entityType: entity_type,
					entityId: entity_id,
				};
			},
		),
	],
	account_settings_update: ['accountSettings', whatHappened],
	business_capability_update: ['businessCapability', whatHappened],
	business_status_update: ['businessStatus', whatHappened],
	business_username_updates: [
		'businessUsername',
		// `context` is 'revoked' if Meta took the name away.
		reader(texts('username', 'status', 'context'), ({ username, status, context }) => ({ username, status, context })),
	],
	partner_solutions: [
		'partnerSolution',
		reader(texts('event', 'solution_id', 'solution_status'), ({ event, solution_id, solution_status }) => ({
			event,
			solutionId: solution_id,
			solutionStatus: solution_status,
		})),
	],
	payment_configuration_update: [
		'paymentConfiguration',
		reader(
			texts('status', 'created_timestamp', 'updated_timestamp'),
			({ status, created_timestamp, updated_timestamp }, value) => ({
				status,
				...rest(value, 'status', 'created_timestamp', 'updated_timestamp'),
				createdAt: isoTime(created_timestamp),
				updatedAt: isoTime(updated_timestamp),
			}),
		),
	],
	tracking_events: ['trackingEvent', whatHappened],
	phone_number_name_update: [
		'phoneNumberName',
		reader(
			texts('decision', 'requested_verified_name', 'rejection_reason'),
			({ decision, requested_verified_name, rejection_reason }) => ({
				decision,
				requestedVerifiedName: requested_verified_name,
				rejectionReason: rejection_reason,
			}),
		),
	],
	phone_number_quality_update: [
		'phoneNumberQuality',
		reader(
			{ ...texts('event', 'old_limit', 'current_limit'), max_daily_conversations_per_business: anything },
			({ event, old_limit, current_limit, max_daily_conversations_per_business }) => ({
				event,
				oldLimit: old_limit,
				currentLimit: current_limit,
				maxDailyConversationsPerBusiness: max_daily_conversations_per_business,
			}),
		),
	],
	security: ['security', reader(texts('event', 'requester'), ({ event, requester }) => ({ event, requester }))],
	flows: [
		'flow',
		reader({ ...texts('event', 'flow_id'), threshold: number }, ({ event, flow_id, threshold }, value) => ({
			event,
			flowId: flow_id,
			...rest(value, 'event', 'flow_id', 'threshold'),
			threshold,
		})),
	],
};

/** Fields whose value is a single object. */
export const MANAGEMENT_FIELDS = Object.keys(MANAGEMENT_READERS);

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
	const update = documentedName(change.field);
	const [kind, read] = MANAGEMENT_READERS[update];
	const own = Object.entries(read(change.value)).filter(([key]) => !FIXED.includes(key));
	// Without a time of its own, the event gets the entry's.
	const fields = {
		timestamp: entryTime(change),
		...Object.fromEntries(own.filter(([, value]) => value !== undefined)),
	};
	return [newEvent(change, { kind, update, fields, as: 'value' })];
}

const trackingSchema = z.object({ ...texts('timestamp', 'event_name'), tracking_data: anything });

/** What users did after clicking an ad, one event per row. WhatsApp docs: Webhooks > tracking_events. */
export function readTracking(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.events);
	if (rows.length === 0) return readManagement(change);
	return rows.map((row) => {
		const { timestamp, event_name, tracking_data } = trackingSchema.parse(row);
		return newEvent(change, {
			kind: 'trackingEvent',
			fields: {
				timestamp: isoTime(timestamp) ?? entryTime(change),
				eventName: event_name,
				trackingData: camelObject(tracking_data),
			},
			as: 'value',
			place: { list: 'events', row },
		});
	});
}
