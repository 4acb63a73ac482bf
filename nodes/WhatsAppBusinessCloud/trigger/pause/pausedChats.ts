import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { QuestionCipher } from '../../sendAndWait/questionCipher';
import { controlResponse, type ControlOutcome, type readControl } from '../../subscriptions/conversationControl';
import { registeredAppId } from '../lifecycle/registrationState';
import type { Settings } from '../receive/settings';
import { saveState, type TriggerState } from '../receive/triggerState';
import type { ReceivedEvent } from '../receive/types';
import { applyPauses, customerHashes, type PausedMessages } from './applyPauses';

/** What a delivery is processed with. */
interface Delivery {
	state: TriggerState;
	settings: Settings;
	/** Secret of the subscribed app. */
	appSecret: string;
	/** ms since 1970 */
	now: number;
}

const NONE: PausedMessages = { paused: new Map(), starting: new Map() };

/** Applies the option 'Pause While a Person Answers' to the events of a delivery. */
export function findPaused(
	context: IWebhookFunctions,
	events: ReceivedEvent[],
	{ state, settings, appSecret, now }: Delivery,
): PausedMessages {
	if (settings.pause === undefined) return NONE;
	const app = { appId: registeredAppId(context), cipher: new QuestionCipher(appSecret) };
	return applyPauses(events, state.pauses, settings.pause, app, now);
}

/** Messages that start nothing because their chat is paused. */
export const discardedByPause = ({ paused }: PausedMessages, { pause }: Settings): ReceivedEvent[] =>
	pause?.during === 'mark' ? [] : [...paused.keys()];

/** The events that start the workflow in spite of pauses. Those of paused chats get `pausedUntil`. */
export function startDuringPause(
	events: ReceivedEvent[],
	messages: PausedMessages,
	settings: Settings,
): ReceivedEvent[] {
	const { paused, starting } = messages;
	const discarded = new Set(discardedByPause(messages, settings));
	return events.flatMap((event): ReceivedEvent[] => {
		const until = paused.get(event) ?? starting.get(event);
		if (until === undefined) return [event];
		if (discarded.has(event)) return [];
		return [{ ...event, json: { ...event.json, pausedUntil: new Date(until).toISOString() } }];
	});
}

function controlOutcome(
	context: IWebhookFunctions,
	control: NonNullable<ReturnType<typeof readControl>>,
	{ state, settings, appSecret }: Delivery,
): ControlOutcome {
	if (control === 'expired') return 'noTrigger';
	if (settings.pause === undefined) return 'off';
	if (context.getMode() === 'manual') return 'test';
	const { phoneNumberId, user, until, at } = control;
	state.pauses.set(customerHashes(new QuestionCipher(appSecret), phoneNumberId, [user]), until, at);
	return 'done';
}

/** Starts or ends a pause for Conversation > Pause and Resume of the action node. */
export function controlConversation(
	context: IWebhookFunctions,
	control: NonNullable<ReturnType<typeof readControl>>,
	delivery: Delivery,
): IWebhookResponseData {
	const outcome = controlOutcome(context, control, delivery);
	saveState(delivery.state, delivery.settings, false, delivery);
	return { webhookResponse: controlResponse(outcome) };
}
