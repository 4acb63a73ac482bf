import { parameterError } from '../errors';
import { at, httpUrl, invalid, length, list, object, onlyKeys, optionalText, text, type Json } from './checks';

interface Rule {
	/** Header types that Meta shows with this message (facts sheet 2.3). */
	headers: string[];
	headerRequired?: boolean;
	body: 'required' | 'optional';
	/** action.name, where the type has one. */
	name?: string;
	action?: (action: Json) => void;
}

const media = ['text', 'image', 'video', 'document'];

// Facts sheet 2.3 (2.4 to 2.6 for carousel, address and orders): type, headers, body, action.
const rules: Record<string, Rule> = {
	button: { headers: media, body: 'required', action: replyButtons },
	list: { headers: ['text'], body: 'required', action: listSections },
	cta_url: { headers: media, body: 'required', name: 'cta_url', action: ctaUrl },
	flow: { headers: media, body: 'required', name: 'flow', action: flow },
	product: { headers: [], body: 'optional', action: (action) => texts(action, 'catalog_id', 'product_retailer_id') },
	product_list: { headers: ['text'], headerRequired: true, body: 'required', action: (action) => (texts(action, 'catalog_id'), void list(action.sections, place('sections'), 10)) },
	catalog_message: { headers: [], body: 'required', name: 'catalog_message' },
	location_request_message: { headers: [], body: 'required', name: 'send_location' },
	address_message: { headers: [], body: 'required', name: 'address_message', action: (action) => texts(parameters(action), 'country') },
	call_permission_request: { headers: [], body: 'optional', name: 'call_permission_request' },
	voice_call: { headers: media, body: 'required', name: 'voice_call' },
	request_contact_info: { headers: [], body: 'required', name: 'request_contact_info' },
	contact_request: { headers: [], body: 'required', name: 'request_contact_info' },
	carousel: { headers: [], body: 'required', action: cards },
	order_details: { headers: ['image', 'document', 'video'], body: 'required', name: 'review_and_pay', action: (action) => texts(parameters(action), 'reference_id', 'type', 'currency') },
	order_status: { headers: [], body: 'required', name: 'review_order', action: (action) => texts(parameters(action), 'reference_id') },
};

/** Facts sheet 2.3: a known type, its required parts and the limits of the common kinds. */
export function checkInteractive(part: Json): void {
	onlyKeys(part, 'interactive', ['type', 'header', 'body', 'footer', 'action']);
	const type = text(part.type, at('interactive', 'type'));
	const rule = rules[type];
	if (!rule) throw parameterError(`Param ${at('interactive', 'type')} must be one of {${Object.keys(rules).map((name) => name.toUpperCase()).join(', ')}} - got "${type}".`);
	checkHeader(part.header, type, rule);
	if (part.body !== undefined || rule.body === 'required') {
		text(object(part.body, at('interactive', 'body')).text, at('interactive', 'body', 'text'), type === 'list' ? 4096 : 1024);
	}
	if (part.footer !== undefined) text(object(part.footer, at('interactive', 'footer')).text, at('interactive', 'footer', 'text'), 60);
	const action = object(part.action, at('interactive', 'action'));
	if (rule.name !== undefined && action.name !== rule.name) invalid(`${place('name')} must be '${rule.name}' for type '${type}'.`);
	rule.action?.(action);
}

function place(...keys: Array<string | number>): string {
	return at('interactive', 'action', ...keys);
}

function checkHeader(value: unknown, type: string, rule: Rule): void {
	if (value === undefined) {
		if (rule.headerRequired) object(value, at('interactive', 'header'));
		return;
	}
	const header = object(value, at('interactive', 'header'));
	const kind = text(header.type, at('interactive', 'header', 'type'));
	if (!rule.headers.includes(kind)) invalid(`A header of type '${kind}' cannot go with type '${type}'.`);
	if (kind === 'text') text(header.text, at('interactive', 'header', 'text'), 60);
	else {
		const file = object(header[kind], at('interactive', 'header', kind));
		if (file.id === undefined) httpUrl(file.link, at('interactive', 'header', kind, 'link'));
	}
}

function parameters(action: Json): Json {
	return object(action.parameters, place('parameters'));
}

function texts(value: Json, ...keys: string[]): void {
	for (const key of keys) text(value[key], place(key));
}

function replyButtons(action: Json): void {
	const buttons = Array.isArray(action.buttons) ? action.buttons : list(action.buttons, place('buttons'));
	if (buttons.length < 1 || buttons.length > 3) invalid('Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3');
	const replies = buttons.map((entry, index) => {
		const button = object(entry, place('buttons', index));
		if (button.type !== 'reply') invalid(`${place('buttons', index, 'type')} must be 'reply'.`);
		return object(button.reply, place('buttons', index, 'reply'));
	});
	for (const reply of replies) limited('Button title', reply.title, 1, 20);
	for (const reply of replies) limited('Button id', reply.id, 1, 256);
	unique('Button id', replies.map((reply) => reply.id));
	unique('Button title', replies.map((reply) => reply.title));
	if (replies.some((reply) => String(reply.id).trim() !== String(reply.id))) invalid('A button id cannot begin or end with a space.');
}

function listSections(action: Json): void {
	limited('Button label', action.button, 1, 20);
	const sections = list(action.sections, place('sections'), 10).map((entry, index) => object(entry, place('sections', index)));
	const rows = sections.flatMap((section, index) => {
		if (sections.length > 1 || section.title !== undefined) limited('Section title', section.title, sections.length > 1 ? 1 : 0, 24);
		return list(section.rows, place('sections', index, 'rows')).map((row, number) => object(row, place('sections', index, 'rows', number)));
	});
	if (rows.length > 10) invalid(`Total row count exceed max allowed count: 10`);
	for (const row of rows) {
		limited('Row title', row.title, 1, 24);
		limited('Row id', row.id, 1, 200);
		limited('Row description', row.description ?? '', 0, 72);
	}
	unique('Row id', rows.map((row) => row.id));
}

function ctaUrl(action: Json): void {
	const values = parameters(action);
	limited('Display text', values.display_text, 1, 20);
	httpUrl(values.url, place('parameters', 'url'));
}

function flow(action: Json): void {
	const values = parameters(action);
	text(values.flow_message_version, place('parameters', 'flow_message_version'));
	text(values.flow_cta, place('parameters', 'flow_cta'), 30);
	if ((values.flow_id === undefined) === (values.flow_name === undefined)) invalid('Exactly one of flow_id and flow_name is needed.');
}

function cards(action: Json): void {
	const all = list(action.cards, place('cards'));
	if (all.length < 2 || all.length > 10) invalid('A carousel has 2 to 10 cards.');
	all.forEach((card, index) => object(card, place('cards', index)));
}

function limited(what: string, value: unknown, min: number, max: number): void {
	const read = optionalText(value, what) ?? '';
	const size = length(read);
	if (size < min || size > max) invalid(`${what} length invalid. Min length: ${min}, Max length: ${max}`);
}

function unique(what: string, values: unknown[]): void {
	if (new Set(values).size !== values.length) invalid(`${what}s must be unique.`);
}
