import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { commonFields, envelope, readCommon } from '../../messages/common';
import { signedTokenField } from '../../messages/flowToken';
import { InputError } from '../../shared/inputError';
import type { Recipient } from '../../shared/input/recipient';
import {
	buildTemplate,
	decodeFieldId,
	fieldKey,
	fillTemplate,
	hasComponents,
	listedComponents,
	rawComponents,
	rawComponentsField,
	readTemplateName,
	type FilledField,
	type FillContext,
} from '../../templates/send';
import { readEnum, isObject } from '../../shared/input/parameterValues';
import { includeInputField, simplifyField } from '../../shared/input/commonFields';
import { optionCollections, sendGroups } from '../options';
import type { Operation, OperationItem } from '../types';
import { flowTokenSigner } from './flowTokens';
import { bidMultiplierField, readRoute } from './marketingMessages';
import { senderFields } from './pool/fields';
import { readSender } from './pool/readSender';
import { readRecipient, recipientField, recipientLabel } from './recipientFields';
import { ACCEPTED_HINT, type OutgoingMessage, sendTask } from './sendTask';
import { listAllTemplates, templateFields } from './templateFields';
import { objects } from '../../shared/untrustedJson';

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [...commonFields, bidMultiplierField, signedTokenField].sort((a, b) =>
		a.displayName.localeCompare(b.displayName),
	),
};

const options = optionCollections({ ...sendGroups, options: [...sendGroups.options, listAllTemplates] });

/** The form as saved: its fields define what the template needs, in the order of the form. */
function readForm(item: OperationItem): FilledField[] {
	const schema = item.parameter('templateFields.schema');
	const raw: unknown = item.n8n.getNodeParameter('templateFields.value', 0, null, { rawExpressions: true });
	// Read one by one, so that constant values and simple expressions cost almost nothing.
	const value = (id: string): unknown => item.parameter(`templateFields.value[${JSON.stringify(id)}]`);
	const schemaFields = objects(schema);
	const fields = schemaFields.map(({ id, required }): FilledField => ({
		position: decodeFieldId(String(id)),
		label: String(id),
		required: required === true,
		value: value(String(id)),
	}));
	const known = new Set(schemaFields.map(({ id }) => fieldKey(String(id))));
	// Values that a program wrote into the workflow, without a form.
	const others = Object.keys(isObject(raw) ? raw : {}).filter((id) => !known.has(fieldKey(id)));
	return [
		...fields,
		...others.map((id): FilledField => ({
			position: decodeFieldId(id),
			label: id,
			required: false,
			value: value(id),
		})),
	];
}

type TemplateInput = 'components' | 'fields' | 'json';

const readInput = (item: OperationItem): TemplateInput =>
	readEnum(item.parameter('templateInput'), 'Template Values', ['components', 'fields', 'json'] as const, 'fields');

function readComponents(item: OperationItem, input: TemplateInput, context: FillContext) {
	if (input === 'json') return rawComponents(item.parameter('componentsJson'));
	if (input === 'fields') return fillTemplate(readForm(item), context);
	const list = item.parameter('components');
	return hasComponents(list) ? listedComponents(list, context) : fillTemplate([], context);
}

/** WhatsApp docs: Groups API > Sending group messages; Business-scoped user IDs > Sending. @throws InputError */
function checkAuthentication(recipient: Recipient): void {
	if (recipient.kind === 'phone') return;
	throw new InputError(
		recipientLabel,
		(field) =>
			`Templates with a one-time password cannot be sent to ${recipient.kind === 'userId' ? 'user IDs' : 'groups'}, see ${field}`,
		'Send it to a phone number',
	);
}

/** Reads and builds the item's template message. Does not request the template's definition. @throws InputError */
export async function readTemplateMessage(item: OperationItem): Promise<OutgoingMessage> {
	const name = readTemplateName(item.parameter('template'));
	const recipient = readRecipient(item);
	const from = await readSender(item, recipient);
	from.share?.checkLimit(item, recipient);
	const input = readInput(item);
	const components = readComponents(item, input, { timezone: item.n8n.getTimezone(), now: Date.now() });
	if (components.authentication) checkAuthentication(recipient);
	const template = `${name.name}|${name.language}`;
	const route = readRoute(item, template);
	const built = buildTemplate(name, components);
	const message = envelope({ recipient, built, common: readCommon(item.parameter('additionalFields')) });
	const body: IDataObject = { ...message, ...route.properties };
	const finish = await flowTokenSigner(item, body, recipient, item.parameter('additionalFields'));
	return {
		...from,
		template,
		recipient,
		body,
		built,
		finish,
		edge: route.edge,
		otherwise: route.otherwise && { ...route.otherwise, body: { ...message, ...route.otherwise.properties } },
		jsonField: input === 'json' ? rawComponentsField : undefined,
	};
}

/** Message > Send Template. WhatsApp docs: Messages > Template messages. */
export const sendTemplate: Operation = {
	properties: [
		...senderFields,
		recipientField,
		...templateFields,
		additionalFields,
		simplifyField,
		includeInputField,
		...options,
	],
	acceptedHint: ACCEPTED_HINT,

	async prepare(item) {
		return await sendTask(item, await readTemplateMessage(item));
	},
};
