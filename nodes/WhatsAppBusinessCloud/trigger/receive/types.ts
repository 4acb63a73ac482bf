import type { IDataObject } from 'n8n-workflow';
import type { Data } from '../../shared/untrustedJson';

/** One change of a webhook payload. WhatsApp docs: Webhooks > Notification payload. */
export interface Change {
	/** `entry.time` as received: seconds. Messages have none. */
	time?: unknown;
	/** When the delivery arrived, in ms since 1970. */
	receivedAt: number;
	/** Name of the webhook field; derived from the content if missing. */
	field: string;
	value: Data;
	/** The account and number that it was received on, as in the items. */
	source: Data;
	/** Properties of the payload, the entry and the change that are not read otherwise, each under its name. */
	otherProperties?: Data;
}

/** One parsed message, status or change. */
export interface ReceivedEvent {
	/** Flat and typed. Contains Meta's object as `message`, or as `value` for all other events. */
	json: IDataObject;
	/** Type of event: `kind` in the item. */
	kind: string;
	/** The value of 'Trigger On' that includes the event. */
	update: string;
	/** Deduplication key: the same each time Meta delivers the event. */
	key: string;
	change: Change;
	/** Position in `change.value`; undefined if the event is all of it. */
	place?: { list: string; row: Data };
	/** Meta's objects that `json` contains completely. */
	contained: Data[];
	/** Meta's objects whose values with these names are flat in `json`. */
	flattened?: Array<[object: Data, names: string[]]>;
}

/** What an event says, without the delivery that it came in. */
export type EventContent = Pick<ReceivedEvent, 'json' | 'kind' | 'key'>;
