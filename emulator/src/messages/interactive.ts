import { parameterError } from '../errors';
import type { MediaKind } from '../mediaTypes';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { at, httpUrl, invalid, list, object, onlyKeys, text, type Json } from './checks';
import { checkAddress } from './interactiveAddress';
import { checkVoiceCall } from './interactiveCalls';
import { checkCarousel } from './interactiveCarousel';
import { limited, parameters, place, unique } from './interactiveChecks';
import { checkFlow } from './interactiveFlow';
import { checkOrderDetails, checkOrderStatus } from './interactiveOrder';
import { checkCatalog, checkProduct, checkProductList } from './interactiveProducts';
import { checkFile } from './media';

/** The sender: media IDs belong to a number. Omitted when a body is checked on its own. */
type Sender = { phone: PhoneNumber; state: State } | undefined;

interface Rule {
	/** Header types that Meta supports for this message (Meta docs: Messages > Interactive messages). */
	headers: string[];
	headerRequired?: boolean;
	body: 'required' | 'optional';
	/**
	 * Types without a footer. Meta docs: Location request messages, Interactive media carousel messages, Calling > User
	 * call permissions.
	 */
	noFooter?: boolean;
	/** action.name, if the type has one. */
	name?: string;
	action?: (action: Json, sender: Sender) => void;
}

const media = ['text', 'image', 'video', 'document'];

// Meta docs: Messages, one page per interactive type; Payments: type, headers, body, action.
const rules: Record<string, Rule> = {
	button: { headers: media, body: 'required', action: replyButtons },
	list: { headers: ['text'], body: 'required', action: listSections },
	cta_url: { headers: media, body: 'required', name: 'cta_url', action: ctaUrl },
	flow: { headers: media, body: 'required', name: 'flow', action: checkFlow },
	product: { headers: [], body: 'optional', action: checkProduct },
	product_list: { headers: ['text'], headerRequired: true, body: 'required', action: checkProductList },
	catalog_message: { headers: [], body: 'required', name: 'catalog_message', action: checkCatalog },
	location_request_message: { headers: [], body: 'required', noFooter: true, name: 'send_location' },
	address_message: { headers: [], body: 'required', name: 'address_message', action: checkAddress },
	call_permission_request: { headers: [], body: 'optional', noFooter: true, name: 'call_permission_request' },
	voice_call: { headers: media, body: 'required', name: 'voice_call', action: checkVoiceCall },
	request_contact_info: { headers: [], body: 'required', name: 'request_contact_info' },
	contact_request: { headers: [], body: 'required', name: 'request_contact_info' },
	carousel: {
		headers: [],
		body: 'required',
		noFooter: true,
		action: (action, sender) =>
			checkCarousel(action, (kind, file, where) => checkHeaderFile(kind, file, where, sender)),
	},
	order_details: {
		headers: ['image', 'document', 'video'],
		body: 'required',
		name: 'review_and_pay',
		action: (action, sender) => checkOrderDetails(action, sender?.state.clock.now() ?? Date.now()),
	},
	// Meta docs: Payments Brazil > Orders: an order status may have a header of an unspecified type.
	order_status: { headers: media, body: 'required', name: 'review_order', action: checkOrderStatus },
};

/** Meta docs: Messages > Interactive messages: a known type, its required parts and the limits of the common types. */
export function checkInteractive(part: Json, sender?: Sender): void {
	onlyKeys(part, 'interactive', ['type', 'header', 'body', 'footer', 'action']);
	const type = text(part.type, at('interactive', 'type'));
	const rule = rules[type];
	if (!rule)
		throw parameterError(
			`Param ${at('interactive', 'type')} must be one of {${Object.keys(rules)
				.map((name) => name.toUpperCase())
				.join(', ')}} - got "${type}".`,
		);
	checkHeader(part.header, type, rule, sender);
	if (part.body !== undefined || rule.body === 'required') {
		text(
			object(part.body, at('interactive', 'body')).text,
			at('interactive', 'body', 'text'),
			type === 'list' ? 4096 : 1024,
		);
	}
	if (part.footer !== undefined)
		text(object(part.footer, at('interactive', 'footer')).text, at('interactive', 'footer', 'text'), 60);
	if (part.footer !== undefined && rule.noFooter) invalid(`A footer cannot go with type '${type}'.`);
	const action = object(part.action, at('interactive', 'action'));
	if (rule.name !== undefined && action.name !== rule.name)
		invalid(`${place('name')} must be '${rule.name}' for type '${type}'.`);
	rule.action?.(action, sender);
}

function checkHeader(value: unknown, type: string, rule: Rule, sender: Sender): void {
	if (value === undefined) {
		if (rule.headerRequired) object(value, at('interactive', 'header'));
		return;
	}
	const header = object(value, at('interactive', 'header'));
	const kind = text(header.type, at('interactive', 'header', 'type'));
	if (!rule.headers.includes(kind)) invalid(`A header of type '${kind}' cannot go with type '${type}'.`);
	if (kind === 'text') text(header.text, at('interactive', 'header', 'text'), 60);
	else
		checkHeaderFile(
			kind as MediaKind,
			object(header[kind], at('interactive', 'header', kind)),
			at('interactive', 'header', kind),
			sender,
		);
}

/** A file by id or link; a document may have a name. Meta docs: Payments India > Payment gateways, Payments Brazil > Orders print a `provider`. */
function checkHeaderFile(kind: MediaKind, file: Json, where: string, sender: Sender): void {
	onlyKeys(file, where, kind === 'document' ? ['id', 'link', 'provider', 'filename'] : ['id', 'link', 'provider']);
	if (sender) checkFile(kind, file, where, sender.phone, sender.state);
	else if (file.id === undefined) httpUrl(file.link, `${where}['link']`);
}

function replyButtons(action: Json): void {
	const buttons = Array.isArray(action.buttons) ? action.buttons : list(action.buttons, place('buttons'));
	if (buttons.length < 1 || buttons.length > 3)
		invalid('Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
	const replies = buttons.map((entry, index) => {
		const button = object(entry, place('buttons', index));
		if (button.type !== 'reply') invalid(`${place('buttons', index, 'type')} must be 'reply'.`);
		return object(button.reply, place('buttons', index, 'reply'));
	});
	for (const reply of replies) limited('Button title', reply.title, 1, 20);
	for (const reply of replies) limited('Button id', reply.id, 1, 256);
	unique(
		'Button id',
		replies.map((reply) => reply.id),
	);
	unique(
		'Button title',
		replies.map((reply) => reply.title),
	);
	if (replies.some((reply) => String(reply.id).trim() !== String(reply.id)))
		invalid('A button id cannot begin or end with a space.');
}

function listSections(action: Json): void {
	limited('Button label', action.button, 1, 20);
	const sections = list(action.sections, place('sections'), 10).map((entry, index) =>
		object(entry, place('sections', index)),
	);
	const rows = sections.flatMap((section, index) => {
		if (sections.length > 1 || section.title !== undefined)
			limited('Section title', section.title, sections.length > 1 ? 1 : 0, 24);
		return list(section.rows, place('sections', index, 'rows')).map((row, number) =>
			object(row, place('sections', index, 'rows', number)),
		);
	});
	if (rows.length > 10) invalid(`Total row count exceed max allowed count: 10`);
	for (const row of rows) {
		limited('Row title', row.title, 1, 24);
		limited('Row id', row.id, 1, 200);
		limited('Row description', row.description ?? '', 0, 72);
	}
	unique(
		'Row id',
		rows.map((row) => row.id),
	);
}

function ctaUrl(action: Json): void {
	const values = parameters(action);
	limited('Display text', values.display_text, 1, 20);
	httpUrl(values.url, place('parameters', 'url'));
}
