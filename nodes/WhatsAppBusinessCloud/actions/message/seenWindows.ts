import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { parseWebhookUsers, type Recipient } from '../../shared/input/recipient';
import { anything } from '../../shared/input/parseInput';
import { texts } from '../../shared/lenientSchemas';
import { objects } from '../../shared/untrustedJson';

/** What counts of a trigger's item, which can be pinned, and so edited. */
const eventSchema = z.object({
	...texts('kind', 'phoneNumberId', 'waId', 'from', 'userId', 'parentUserId', 'groupId', 'windowClosesAt'),
	events: anything,
});

const keyOf = (sender: string, recipient: string): string => `${sender} ${recipient}`;

/** Latest end of the window of each chat, in ms. */
type Windows = Map<string, number>;

function note(windows: Windows, row: IDataObject): void {
	const event = eventSchema.parse(row);
	// An item of a trigger that outputs one item per webhook request.
	for (const inner of objects(event.events)) note(windows, inner as IDataObject);
	const closes = Date.parse(event.windowClosesAt ?? '');
	if (event.kind !== 'message' || event.phoneNumberId === undefined || Number.isNaN(closes)) return;
	const { phoneNumberId, waId, from, userId, parentUserId, groupId } = event;
	const users = groupId === undefined ? parseWebhookUsers([waId, from, userId, parentUserId]) : [];
	for (const recipient of groupId === undefined ? users.map(({ key }) => key) : [groupId]) {
		const key = keyOf(phoneNumberId, recipient);
		windows.set(key, Math.max(closes, windows.get(key) ?? 0));
	}
}

function readWindows(n8n: IExecuteFunctions): Windows {
	const windows: Windows = new Map();
	const triggers = n8n
		.getParentNodes(n8n.getNode().name)
		.filter(({ type }) => type.endsWith('whatsAppBusinessCloudTrigger'));
	if (triggers.length === 0) return windows;
	const source = n8n.getWorkflowDataProxy(0).$ as (name: string) => { all(): Array<{ json: IDataObject }> };
	for (const { name } of triggers) for (const { json } of itemsOf(source, name)) note(windows, json);
	return windows;
}

/** The items of a trigger; none if another trigger started this execution. */
function itemsOf(source: (name: string) => { all(): Array<{ json: IDataObject }> }, name: string) {
	try {
		return source(name).all();
	} catch {
		return [];
	}
}

const known = new WeakMap<IExecuteFunctions, Windows>();

/**
 * When the service window of a chat closes, by the messages that the WhatsApp Trigger before this node received in this
 * execution.
 * @returns ms; undefined when it received none of this recipient
 */
export function seenWindow(n8n: IExecuteFunctions, sender: string, { key }: Recipient): number | undefined {
	const windows = known.get(n8n) ?? readWindows(n8n);
	known.set(n8n, windows);
	return windows.get(keyOf(sender, key));
}
