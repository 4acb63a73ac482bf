import type { IDataObject } from 'n8n-workflow';
import { describeTriggerWorkflow } from '../../../subscriptions/triggerWorkflow';
import type { ReadResult, Setup } from './types';

/** Why a trigger discards the messages of the checked number, and what to do. */
export interface Discarded {
	message: string;
	advice: string;
}

/** A number as users know it; its ID when Meta returned no more. */
function shownNumber(phone: ReadResult<IDataObject> | undefined, id: string): string {
	const phoneNumber = phone && 'value' in phone ? phone.value.display_phone_number : undefined;
	return typeof phoneNumber === 'string' && phoneNumber !== '' ? phoneNumber : `the number with the ID ${id}`;
}

/** @returns undefined when the trigger at the callback accepts the messages, or does not report what it listens to */
export function findDiscarded({ callback, target, phone, otherNumber }: Setup): Discarded | undefined {
	const listening = callback?.listening;
	if (listening === undefined) return undefined;
	const workflow = callback?.workflow;
	const ofWorkflow = workflow === undefined ? undefined : `trigger of the ${describeTriggerWorkflow(workflow)}`;
	const [subject, object] = ofWorkflow ? [`The ${ofWorkflow}`, `the ${ofWorkflow}`] : ['This trigger', 'this trigger'];
	const number = shownNumber(phone, target.phoneNumberId);
	const lost = `messages to ${number} are discarded`;
	const publish = `Publish a workflow with a WhatsApp Trigger that listens to ${number}, to its business account or to the whole app ('Listen On')`;
	if (listening.phoneNumberId !== undefined && listening.phoneNumberId !== target.phoneNumberId) {
		return {
			message: `${subject} listens to ${shownNumber(otherNumber, listening.phoneNumberId)} only; ${lost}`,
			advice: publish,
		};
	}
	if (listening.wabaId !== undefined && listening.wabaId !== target.wabaId) {
		return {
			message: `${subject} listens to the business account ${listening.wabaId} only; ${lost}`,
			advice: publish,
		};
	}
	if (!listening.messages) {
		return {
			message: `${subject} does not start on messages; ${lost}`,
			advice: `Add 'Message' to 'Trigger On' and publish the workflow again. Or publish another workflow with a WhatsApp Trigger that listens to ${number}`,
		};
	}
	if (listening.phoneNumberIds !== undefined && !listening.phoneNumberIds.includes(target.phoneNumberId)) {
		return {
			message: `The filter 'Phone Number IDs' of ${object} does not include ${number}; ${lost}`,
			advice: `Add ${target.phoneNumberId} to the filter and publish the workflow again`,
		};
	}
	return undefined;
}
