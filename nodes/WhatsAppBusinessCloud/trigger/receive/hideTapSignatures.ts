import { isObject } from '../../shared/input/parameterValues';
import { withoutSignature } from '../../sendAndWait/replyToken';
import { isTap } from './findReplies';
import type { EventContent, ReceivedEvent } from './types';

/** Removes the signature from the ID of a tapped button or row, in all places of the event. */
function hideTapSignature({ json, place }: ReceivedEvent): void {
	for (const name of ['buttonId', 'listId']) {
		if (typeof json[name] === 'string') json[name] = withoutSignature(json[name]);
	}
	for (const { interactive } of [json.message, json.value, place?.row].filter(isObject)) {
		if (!isObject(interactive)) continue;
		for (const reply of [interactive.button_reply, interactive.list_reply].filter(isObject)) {
			if (typeof reply.id === 'string') reply.id = withoutSignature(reply.id);
		}
	}
}

/**
 * Removes the signatures of Send and Wait taps from events: a question may still be open, and anyone who can read the
 * item could answer it. A button that this n8n did not sign belongs to another sender's message, which stays unchanged.
 * @param resumed from resumeWaiting
 */
export function hideTapSignatures(events: ReceivedEvent[], resumed: ReadonlySet<EventContent>): void {
	for (const event of events) {
		if (isTap(event) && (event.kind !== 'message' || resumed.has(event))) hideTapSignature(event);
	}
}
