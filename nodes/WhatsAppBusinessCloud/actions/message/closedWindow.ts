import type { INodeProperties } from 'n8n-workflow';
import { envelope, type Common } from '../../messages/common';
import { inputWarning } from '../../shared/inputWarning';
import { InputError, withPath } from '../../shared/inputError';
import { readAdditionalFields, readCollection, readEnum } from '../../shared/input/parameterValues';
import { readDate } from '../dates';
import type { OperationItem, Task } from '../types';
import { numbersFault } from './pool/senderPool';
import { recipientLabel } from './recipientFields';
import { seenWindow } from './seenWindows';
import { ACCEPTED_HINT, type OutgoingMessage, sendTask } from './sendTask';
import { docsLink } from '../../shared/docs';
import { readSubstitute, substituteComponentsField } from './substituteTemplate';

const fields = {
	closed: 'If the Window Is Closed',
	behavior: 'Behavior',
	closesAt: 'Window Closes At',
	template: 'Template',
};
const behaviors = ['fail', 'send', 'template'] as const;

/** WhatsApp docs: Pricing > Customer service windows: outside of them, only templates are delivered. */
export const closedWindowField: INodeProperties = {
	displayName: fields.closed,
	name: 'closedWindow',
	type: 'fixedCollection',
	default: { values: { behavior: 'template', closesAt: '={{ $json.windowClosesAt }}' } },
	description:
		'What to do when the recipient has not written for 24 hours, so that WhatsApp delivers only templates. Without this field, the message is sent anyway, and fails later with 131047.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: fields.behavior,
					name: 'behavior',
					type: 'options',
					options: [
						{ name: 'Fail', value: 'fail', description: 'Send nothing, and report an error' },
						{ name: 'Send a Template', value: 'template', description: 'Send a template instead' },
						{ name: 'Send Anyway', value: 'send' },
					],
					default: 'template',
					hint: docsLink('sending.md#when-the-window-is-closed', 'How this works'),
				},
				{
					displayName: fields.closesAt,
					name: 'closesAt',
					type: 'dateTime',
					default: '={{ $json.windowClosesAt }}',
					description:
						"When the recipient's window closes: windowClosesAt of the trigger, or the value you stored. A later message of the recipient that started this execution also counts. If neither is known, the window counts as closed.",
					displayOptions: { show: { behavior: ['fail', 'template'] } },
				},
				{
					displayName: fields.template,
					name: 'template',
					type: 'string',
					default: '',
					placeholder: 'e.g. order_update|en_US',
					description: 'Name and language of the template to send instead, with a bar between them',
					displayOptions: { show: { behavior: ['template'] } },
				},
				{
					displayName: substituteComponentsField,
					name: 'components',
					type: 'json',
					default: '[]',
					description: "Values of the template, as the components of Meta's documentation",
					displayOptions: { show: { behavior: ['template'] } },
				},
			],
		},
	],
};

type Message = OutgoingMessage & { common: Common };

/** The task that sends the template, and its name. @throws InputError */
async function templateTask(
	item: OperationItem,
	values: Record<string, unknown>,
	{ sender, share, recipient, common }: Message,
): Promise<{ name: string; task: Task }> {
	const { name, built } = withPath([fields.closed], () => readSubstitute(values));
	const body = envelope({ recipient, built, common: { ...common, replyToMessageId: undefined } });
	return {
		name,
		task: await sendTask(item, {
			sender,
			share,
			template: name,
			recipient,
			body,
			built,
			jsonField: substituteComponentsField,
		}),
	};
}

/**
 * A message that goes out whether its window is open or not. If this execution began with a message of the recipient,
 * the hint does not speak of closed windows; if it has waited until the window closed, a warning and the output say so.
 */
async function withoutField(item: OperationItem, message: Message, additionalFields: unknown): Promise<Task> {
	const task = await sendTask(item, message);
	const closesAt = seenWindow(item.n8n, message.sender, message.recipient);
	if (closesAt === undefined || readAdditionalFields(additionalFields).directSend !== undefined) return task;
	if (closesAt > Date.now()) return { ...task, acceptedHint: ACCEPTED_HINT };
	item.warn(
		inputWarning(
			recipientLabel,
			(field) =>
				`${field} has not written for 24 hours, as far as this execution knows, so WhatsApp accepts the message and does not deliver it (131047)`,
			`Use Send Template, or add '${fields.closed}' under Additional Fields.`,
		),
	);
	return {
		...task,
		async run() {
			const output = await task.run();
			return Array.isArray(output) ? output : { ...output, json: { ...output.json, windowClosed: true } };
		},
	};
}

/**
 * A message that goes out only while the recipient's service window is open. Checked at send time, because a long run
 * can outlast the window. With several numbers, it is a window of the recipient's own number: when that one cannot
 * send, the template goes out from another.
 * @param message as read from the form
 * @throws InputError
 */
export async function onlyInWindow(item: OperationItem, message: Message, additionalFields: unknown): Promise<Task> {
	const { sender, share, recipient } = message;
	const collection = readCollection(readAdditionalFields(additionalFields).closedWindow, fields.closed);
	if (collection.values === undefined) return await withoutField(item, message, additionalFields);
	const values = readCollection(collection.values, fields.closed);
	const behavior = readEnum(values.behavior, fields.behavior, behaviors, 'template');
	if (behavior === 'send') return await sendTask(item, message);
	// A window is open for one number only.
	const task = await sendTask(item, { ...message, share: share?.ownNumberOnly });
	const given = readDate(item, values.closesAt, fields.closesAt)?.toMillis();
	const closesAt = Math.max(given ?? 0, seenWindow(item.n8n, sender, recipient) ?? 0);
	const fallback = behavior === 'template' ? await templateTask(item, values, message) : undefined;
	const isOpen = (): boolean => Date.now() < closesAt;
	return {
		...task,
		// Its content identifies the item also when the template goes out: the window may differ at the next attempt.
		async run() {
			if (isOpen()) {
				const output = await task.run().catch((thrown: Error) => thrown);
				if (!(output instanceof Error)) return output;
				if (share === undefined || fallback === undefined || !numbersFault(output)) throw output;
			}
			if (fallback === undefined) throw closedError(closesAt);
			const output = await fallback.task.run();
			const [{ json, ...rest }] = Array.isArray(output) ? output : [output];
			return { ...rest, json: { ...json, windowClosed: true, template: fallback.name } };
		},
	};
}

function closedError(closesAt: number): InputError {
	const since = closesAt > 0 ? ` since ${new Date(closesAt).toISOString()}` : '';
	return new InputError(
		fields.closed,
		() => `The service window of this recipient is closed${since}, so nothing was sent`,
		'Send a template, or wait until the recipient writes',
	);
}
