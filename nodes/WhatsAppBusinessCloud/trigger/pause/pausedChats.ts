import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { QuestionCipher } from '../../sendAndWait/questionCipher';
import { isoDate } from '../../shared/untrustedJson';
import { controlResponse, type ControlOutcome, type ReceivedControl } from '../../subscriptions/conversationControl';
import { registeredAppId } from '../lifecycle/registrationState';
import type { Settings } from '../receive/triggerSettings';
import { type DeliveryContext, saveState } from '../receive/triggerState';
import type { ReceivedEvent } from '../receive/types';
import { applyPauses, customerHashes, type PausedMessages } from './applyPauses';

const NONE: PausedMessages = { paused: new Map(), startingPause: new Map() };

/** Applies the option 'Pause While a Person Answers' to the events of a delivery. */
export function findPaused(
	context: IWebhookFunctions,
	events: ReceivedEvent[],
	{ state, settings, appSecret, now }: DeliveryContext,
): PausedMessages {
	if (settings.pause === undefined) return NONE;
	const app = { appId: registeredAppId(context), cipher: new QuestionCipher(appSecret) };
	return applyPauses(events, state.pauses, settings.pause, app, now);
}

/** Messages that start nothing because their chat is paused. */
export const discardedByPause = ({ paused }: PausedMessages, { pause }: Settings): ReceivedEvent[] =>
	pause?.during === 'mark' ? [] : [...paused.keys()];

/** The events that start the workflow in spite of pauses. Those of paused chats get `pausedUntil`. */
export function eventsToStart(events: ReceivedEvent[], messages: PausedMessages, settings: Settings): ReceivedEvent[] {
	const { paused, startingPause } = messages;
	const discarded = new Set(discardedByPause(messages, settings));
	return events.flatMap((event): ReceivedEvent[] => {
		const until = paused.get(event) ?? startingPause.get(event);
		if (until === undefined) return [event];
		if (discarded.has(event)) return [];
		return [{ ...event, json: { ...event.json, pausedUntil: isoDate(until) } }];
	});
}

function controlOutcome(
	context: IWebhookFunctions,
	control: ReceivedControl,
	{ state, settings, appSecret, now }: DeliveryContext,
): ControlOutcome {
	// The same response as without a trigger: a replayed request must not reveal that there is one.
	if (control === 'expired') return 'noTrigger';
	if (settings.pause === undefined) return 'off';
	if (context.getMode() === 'manual') return 'test';
	const { phoneNumberId, user, until, at } = control;
	state.pauses.set(customerHashes(new QuestionCipher(appSecret), phoneNumberId, [user]), { until, at }, now);
	return 'done';
}

/** Starts or ends a pause for Conversation > Pause and Resume of the action node. */
export function controlConversation(
	context: IWebhookFunctions,
	control: ReceivedControl,
	delivery: DeliveryContext,
): IWebhookResponseData {
	const outcome = controlOutcome(context, control, delivery);
	saveState(delivery, false);
	return { webhookResponse: controlResponse(outcome) };
}
