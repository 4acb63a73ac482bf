import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { QuestionCipher } from '../../sendAndWait/questionCipher';
import { RejectionLog, type Rejection } from '../../webhooks/rejectionLog';
import { verifyDelivery } from '../../webhooks/verifyDelivery';
import { attachMetadata } from '../deduplication/deliveryMetadata';
import { registeredScope } from '../lifecycle/registrationState';
import { deduplicate } from './deduplicate';
import { logDiscarded } from './discardLog';
import { filterByScope, filterEvents } from './filterEvents';
import { optOutEvents } from './optOuts';
import { parseEvents } from './parseEvents';
import { respondToVerification } from './respondToVerification';
import { findReplies } from './findReplies';
import { hideTapSignatures } from './hideTapSignatures';
import { resumeWaiting } from './resumeWaiting';
import { readSettings } from './settings';
import { toOutput, withFlowTokenContent } from './toOutput';
import { loadState, saveState } from './triggerState';

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
	const waiting = { questions: state.questions, cipher: new QuestionCipher(appSecret) };

	const parsed = parseEvents(payload, now);
	const scope = registeredScope(context);
	const inScope = filterByScope(parsed.events, scope);
	const events = [...inScope.kept, ...optOutEvents(inScope.kept, settings.optOutWords)];
	const filtered = filterEvents(events, settings, now);
	// A Send and Wait reply goes to its execution regardless of the filters.
	const replies = findReplies(context, waiting, inScope.kept, now);
	logDiscarded(context, { unreadable: parsed.unreadable, scope, outOfScope: inScope.discarded, filtered, replies });

	const kept = new Set(filtered.kept);
	const candidates = events.filter((event) => kept.has(event) || replies.has(event));
	const fresh = await deduplicate(candidates, state.seen, settings, context.getResponseObject(), now);
	const freshReplies = fresh.filter((event) => replies.has(event));
	const resumed = await resumeWaiting(context, waiting, freshReplies);
	saveState(state, settings, fresh.length > 0);

	const starting = fresh.filter((event) => kept.has(event) && (settings.startOnReplies || !resumed.has(event)));
	hideTapSignatures(starting, resumed);
	// Without items, n8n starts nothing.
	if (starting.length === 0) return { webhookResponse: EMPTY };
	const complete = await withFlowTokenContent(starting, appSecret, now);
	const items = toOutput(complete, settings.output);
	const hasMetadata = settings.skipDuplicates && context.getMode() !== 'manual';
	return {
		workflowData: [hasMetadata ? attachMetadata(items, complete, settings.output) : items.map((json) => ({ json }))],
	};
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
