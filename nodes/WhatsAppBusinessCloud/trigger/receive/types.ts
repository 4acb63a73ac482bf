import type { IDataObject } from 'n8n-workflow';
import type { Data } from '../../shared/untrustedJson';

/** One change of a webhook payload. WhatsApp docs: Webhooks > Notification payload. */
export interface Change {
	/** ID of the WhatsApp Business Account; of the business portfolio with partner_solutions. */
	wabaId?: string;
	/** `entry.time`, as it came: seconds. Messages have none. */
	time?: unknown;
	/** Meta's name of the field; worked out from the content where it is missing. */
	field: string;
	value: Data;
	/** What the payload, the entry and the change say beyond that, each under its name. */
	around?: Data;
}

/** One message, status or change, read. */
export interface ReceivedEvent {
	/** Flat and typed; Meta's own object is in it as `message`, or `value` for all else. */
	json: IDataObject;
	/** What happened: `kind` in the item. */
	kind: string;
	/** The value of 'Trigger On' that lets it in. */
	update: string;
	/** The same for the same event, however often it is delivered. */
	key: string;
	change: Change;
	/** Where in `change.value` it is; absent when it is the whole of it. */
	place?: { list: string; row: Data };
	/** Meta's objects of which nothing is missing in `json`. */
	held: Data[];
	/** Meta's objects of which the values with these names are flat in `json`. */
	flat?: Array<[object: Data, names: string[]]>;
}
