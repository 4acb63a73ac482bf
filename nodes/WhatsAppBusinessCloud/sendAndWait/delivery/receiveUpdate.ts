import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { claimQuestion } from '../claim';
import { contextOfWaiting } from './runAgain';
import { parseUpdate, type DeliveryUpdate } from './status';
import { readState, type WaitingState } from './waitingState';

function respond(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

const isKnown = ({ updates }: WaitingState, { status, reply }: DeliveryUpdate): boolean =>
	updates.some((one) =>
		reply === undefined
			? one.status?.messageId === status?.messageId && one.status?.status === status?.status
			: one.reply !== undefined,
	);

/**
 * The node's webhook while it waits for the delivery of its message: takes a status or a reply from the trigger, and
 * lets the node run again. n8n has checked the URL's signature.
 */
export function receiveUpdate(context: IWebhookFunctions): IWebhookResponseData {
	const request = context.getRequestObject();
	const { run } = request.query as Record<string, unknown>;
	const body = context.getBodyData();
	const update = request.method === 'POST' && isObject(body) ? parseUpdate(body.update) : undefined;
	if (update === undefined) return respond(context, 405, { result: 'unsupported' });
	const node = contextOfWaiting(context);
	const state = node && readState(node, run);
	if (state === undefined) return respond(context, 410, { result: 'outdated' });
	if (isKnown(state, update)) return respond(context, 200, { result: 'known' });
	// Between two updates the node runs, so the number of them tells apart who resumes it.
	if (claimQuestion(context, `${String(run)}.${state.updates.length}`) === undefined)
		return respond(context, 409, { message: 'The execution is running already' });
	state.updates.push(update);
	return { webhookResponse: { result: 'resumed' }, workflowData: [[]] };
}
