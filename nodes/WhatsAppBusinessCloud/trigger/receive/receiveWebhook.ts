import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { QuestionCipher } from '../../sendAndWait/questionCipher';
import { RejectionLog, type Rejection } from '../../webhooks/rejectionLog';
import { verifyDelivery } from '../../webhooks/verifyDelivery';
import { registeredScope } from '../lifecycle/registrationState';
import { readControl } from '../../subscriptions/conversationControl';
import { dropOnArrival } from '../deduplication/dropOnArrival';
import { controlConversation, discardedByPause, eventsToStart, findPaused } from '../pause/pausedChats';
import { logDiscarded } from './discardLog';
import { filterByScope, filterEvents } from './filterEvents';
import { optOutEvents } from './optOuts';
import { parseEvents } from './parseEvents';
import { respondToVerification } from './respondToVerification';
import { findReplies } from './findReplies';
import { hideTapSignatures } from './hideTapSignatures';
import { keepMarked } from './keepMarked';
import { answersOnly, resumeWaiting } from './resumeWaiting';
import { readSettings } from './triggerSettings';
import { startItems } from './startItems';
import { type DeliveryContext, loadState, saveState } from './triggerState';

/** Body of a 200 response that starts nothing: without a body, n8n would send its own text to Meta. */
const EMPTY = '';

const rejections = new RejectionLog('webhook');

/**
 * An event notification (WhatsApp docs: Webhooks > Event notifications), step by step. Only the first step and those
 * with state use n8n's context.
 * @returns n8n's result, or why the request is rejected
 */
async function receiveDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData | Rejection> {
	const delivery = await verifyDelivery(context);
	if ('status' in delivery) return delivery;
	const { payload, appSecret } = delivery;
	const now = Date.now();
	const settings = await readSettings(context);
	const state = loadState(context, now);
	const deliveryContext: DeliveryContext = { state, settings, appSecret, now };
	const control = readControl(payload, now);
	if (control !== undefined) return controlConversation(context, control, deliveryContext);
	const waiting = { questions: state.questions, cipher: new QuestionCipher(appSecret) };

	const parsed = parseEvents(payload, now);
	const scope = registeredScope(context);
	const inScope = filterByScope(parsed.events, scope);
	const events = [...inScope.kept, ...optOutEvents(inScope.kept, settings.optOutWords)];
	const filtered = filterEvents(events, settings, now);
	const pauses = findPaused(context, inScope.kept, deliveryContext);
	// A Send and Wait reply goes to its execution regardless of the filters.
	const { current: replies, earlier } = findReplies(context, waiting, inScope.kept, now);
	const { unreadable } = parsed;
	const outOfScope = inScope.discarded;
	const paused = discardedByPause(pauses, settings);
	logDiscarded(context, { unreadable, scope, outOfScope, filtered, replies, paused });

	const kept = new Set(filtered.kept);
	const candidates = events.filter((event) => kept.has(event) || replies.has(event));
	const fresh = await dropOnArrival(candidates, state.seen, settings, context.getResponseObject(), now);
	const freshReplies = fresh.filter((event) => replies.has(event));
	const resumed = await resumeWaiting(context, waiting, [...earlier, ...freshReplies]);
	const chosen = fresh.filter((event) => kept.has(event) && (settings.startOnReplies || !resumed.has(event)));
	hideTapSignatures(chosen, resumed);
	const starting = eventsToStart(chosen, pauses, settings);
	const items = starting.length === 0 ? [] : await startItems(context, starting, deliveryContext);
	if (settings.skipDuplicates) state.seen.confirm(answersOnly(freshReplies, resumed, chosen), now);
	const isChanged = saveState(deliveryContext, fresh.length > 0);
	// Without items, n8n starts nothing.
	if (items.length === 0) return { webhookResponse: EMPTY };
	if (state.stored && isChanged) void keepMarked(state.stored, context.getResponseObject());
	return { workflowData: [items] };
}

/**
 * The trigger's webhook: `setup` (GET) is Meta's verification request, `default` (POST) delivers the events. Always
 * responds with 200 to a valid request from Meta, even if it does not start the workflow.
 */
export async function receiveWebhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	rejections.flush(this);
	const isVerification = this.getWebhookName() === 'setup';
	const result = isVerification ? await respondToVerification(this) : await receiveDelivery(this);
	return 'status' in result ? rejections.reject(this, result) : result;
}
