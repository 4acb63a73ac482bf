import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../../shared/input/commonFields';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { formatRecipient, parseUser } from '../../shared/input/recipient';
import { InputError } from '../../shared/inputError';
import { readMetaApp } from '../../shared/metaApp';
import { isoDate } from '../../shared/untrustedJson';
import { type ControlOutcome, sendControl } from '../../subscriptions/conversationControl';
import { effectiveCallback } from '../../subscriptions/effectiveCallback';
import { isGraphLocal } from '../isLocalApi';
import { writeUserOptions } from '../options';
import { phoneReading } from '../phoneReading';
import type { Operation, OperationItem } from '../types';

const CREDENTIAL = 'whatsAppBusinessCloudApi';
const senderField = 'Business Phone Number';
const userField = 'Customer';
const OPTION = "'Pause While a Person Answers'";

const user: INodeProperties = {
	displayName: userField,
	name: 'user',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +49 1512 3456789',
	description:
		'The customer whose chat it is: a phone number with country code, or a user ID (BSUID). Use the form that the messages of the chat have.',
};

/** What keeps a trigger from doing what was asked, and what to do. */
const PROBLEMS: Record<Exclude<ControlOutcome, 'done'>, [problem: string, advice: string]> = {
	off: [
		`belongs to a WhatsApp Trigger that does not pause`,
		`Add the option ${OPTION} to that trigger, and publish its workflow`,
	],
	test: ['is being tested in the editor, and a test run remembers no pause', 'End the test run and try again'],
	noTrigger: [
		'has no WhatsApp Trigger of this version that answered with the app secret of this credential',
		"Publish the workflow with the trigger, and use the same Meta app in both credentials. 'Webhook > Check Setup' finds the cause",
	],
};

async function appSecretOf({ n8n, index }: OperationItem): Promise<string> {
	const { secret } = readMetaApp(CREDENTIAL, await n8n.getCredentials(CREDENTIAL, index));
	if (secret !== '') return secret;
	throw new InputError(
		'App Secret',
		'is empty in the credential: it is what the trigger recognizes this step by',
		"Copy it from App settings > Basic in the app's dashboard",
	);
}

/**
 * Conversation > Pause, Resume: starts or ends a pause in the trigger behind the callback URL of a number.
 * @param further fields of this operation
 * @param readUntil end of the pause, in ms since 1970; 0 ends it @throws InputError
 */
export function controlOperation(further: INodeProperties[], readUntil: (item: OperationItem) => number): Operation {
	return {
		properties: [
			{
				...phoneNumberId,
				displayName: senderField,
				description: 'The phone number that the customer writes to',
			},
			user,
			...further,
			...writeUserOptions,
		],

		async prepare(item) {
			const sender = checkPhoneNumberId(item.parameter('phoneNumberId'), senderField);
			const customer = parseUser(item.parameter('user'), userField, phoneReading(item));
			const until = readUntil(item);
			const appSecret = await appSecretOf(item);
			return {
				orderingKey: `${sender} ${customer.key}`,
				async run() {
					const fields = 'display_phone_number,webhook_configuration';
					const phone = await item.graph.request({ method: 'GET', path: [sender], query: { fields } });
					const callbackUrl = effectiveCallback(phone)?.callbackUrl;
					const local = await isGraphLocal(item, CREDENTIAL);
					const control = { phoneNumberId: sender, user: customer.value, until, at: Date.now() };
					const outcome =
						callbackUrl === undefined
							? 'noTrigger'
							: await sendControl(item.n8n, { callbackUrl, appSecret, local }, control);
					if (outcome !== 'done') {
						const [problem, advice] = PROBLEMS[outcome];
						throw new InputError(senderField, problem, advice);
					}
					return { json: describe(formatRecipient(customer), until) };
				},
			};
		},
	};
}

function describe(customer: string, until: number): IDataObject {
	if (until === 0) return { customer, paused: false };
	return { customer, paused: true, pausedUntil: isoDate(until) };
}
