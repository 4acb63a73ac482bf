import platform from '../../test/fixtures/platformKinds.json';
import { displayNames } from './form';
import { operationName, sentTypes, type SentType } from './messages';
import {
	created,
	createdAsJson,
	filledIn,
	formOfTemplate,
	listed,
	operations,
	sentAsJson,
	type Created,
	type FilledTemplate,
} from './templates';
import { table } from '../markdown';
import { resources } from '../../nodes/WhatsAppBusinessCloud/actions';

/** WhatsApp's features, maintained by hand. */
export interface Platform {
	messages: string[];
	interactive: Array<{ type: string; headers: string[]; parts: string[]; cards?: string[] }>;
	/** `json`: only JSON supports it, no form does. */
	templates: Array<{ part: string; create?: string; send: string[]; json?: boolean }>;
}

export const platformKinds: Platform = platform;

/** The table, and the differences between code and list. */
export interface Coverage {
	markdown: string;
	/** Features of the platform that the node lacks. */
	nowhere: string[];
	/** Features of the node that the list lacks. */
	unlisted: string[];
}

type Row = string[];

const code = (text: string): string => `\`${text}\``;

/** Messages that have an operation of their own, or a field of one. */
function operationsOfTheirOwn(): Record<string, string> {
	const markAsRead = operationName('message', 'markAsRead');
	const { properties } = resources
		.flatMap(({ operations }) => operations)
		.find(({ value }) => value === 'markAsRead')!.operation;
	return {
		template: operationName('message', 'sendTemplate'),
		pin: operationName('message', 'pin'),
		unpin: operationName('message', 'unpin'),
		'status: read': markAsRead,
		typing_indicator: `${markAsRead} > ${displayNames(properties, 'typingIndicator').join(' > ')}`,
	};
}

/** One line for an interactive type with its headers, parts and cards. */
const wholeType = ({ type, headers, parts, cards }: Platform['interactive'][number]): string =>
	[
		type,
		`headers: ${[...headers].sort().join(', ') || 'none'}`,
		...(parts.length > 0 ? [parts.join(', ')] : []),
		...(cards?.length ? [`cards: ${cards.join(', ')}`] : []),
	].join('; ');

function plainRows(known: Platform, types: SentType[], all: Coverage): Row[] {
	const own = operationsOfTheirOwn();
	const where: Record<string, string> = { ...own, interactive: 'the next table' };
	for (const { type, where: place } of types) if (type !== 'interactive' && type !== 'raw') where[type] = place;
	all.unlisted.push(...Object.keys(where).filter((kind) => !known.messages.includes(kind)));
	all.nowhere.push(...known.messages.filter((kind) => !(kind in where)));
	return known.messages.map((kind) => [code(kind), where[kind] ?? '']);
}

function interactiveRows(known: Platform, types: SentType[], all: Coverage): Row[] {
	const places = new Map(
		types.flatMap(({ interactive, where }) => (interactive ? [[wholeType(interactive), where] as const] : [])),
	);
	const expected = known.interactive.map(wholeType);
	all.nowhere.push(...expected.filter((kind) => !places.has(kind)));
	all.unlisted.push(...[...places.keys()].filter((kind) => !expected.includes(kind)));
	return known.interactive.map((kind) => [
		[
			code(kind.type),
			...kind.parts.filter((part) => part !== kind.type).map((part) => part.replace(/\w+$/, code)),
		].join(', '),
		[...kind.headers, ...(kind.cards ?? []).map((card) => `${card} (card)`)].join(', ') || '-',
		places.get(wholeType(kind)) ?? '',
	]);
}

type TemplatePart = Platform['templates'][number];

/** Where a part of a template is created; undefined when the node does not support it. */
function whereCreated({ create, json = false }: TemplatePart, made?: Created): string | undefined {
	if (create === undefined) return '-';
	if (made) return made.where;
	return json ? createdAsJson(create) : undefined;
}

/** Where a part of a template is filled in when it is sent; undefined when the node does not support it. */
function whereSent(
	{ create, send, json = false }: TemplatePart,
	form: FilledTemplate | undefined,
	codeForm: () => FilledTemplate,
	inList: ReturnType<typeof listed>,
): string | undefined {
	if (send.length === 0) return 'nothing to fill in';
	const sends = ({ kinds }: { kinds: string[] }): boolean => send.every((kind) => kinds.includes(kind));
	if (form && sends(form)) return formOfTemplate(form.labels);
	// In every template, the code is entered once, for body and button.
	if (create === 'BODY AUTHENTICATION') return formOfTemplate(codeForm().labels);
	return inList.find(sends)?.where ?? (json ? send.map(sentAsJson)[0] : undefined);
}

function templateRows(known: Platform, all: Coverage): Row[] {
	const made = created();
	const inList = listed();
	const forms = made.map(({ definition, without }) => filledIn({ components: definition }, { components: without }));
	const orderStatus = filledIn({ sub_category: 'ORDER_STATUS', components: [] });

	const wantedToCreate = known.templates.flatMap(({ create }) => create ?? []);
	const wantedToSend = known.templates.flatMap(({ send }) => send);
	all.unlisted.push(...made.flatMap(({ kinds }) => kinds).filter((kind) => !wantedToCreate.includes(kind)));
	const canSend = [...forms, orderStatus, ...inList].flatMap(({ kinds }) => kinds);
	all.unlisted.push(...canSend.filter((kind) => !wantedToSend.includes(kind)));

	const codeForm = (): FilledTemplate =>
		forms[made.findIndex(({ kinds }) => kinds.some((kind) => kind.startsWith('BUTTON OTP')))];
	return known.templates.map((kind) => {
		const { part, create, send } = kind;
		const at = made.findIndex(({ kinds }) => create !== undefined && kinds.includes(create));
		const createdAt = whereCreated(kind, made[at]);
		if (createdAt === undefined) all.nowhere.push(`${part}: ${create}`);
		const sentAt = whereSent(
			kind,
			forms[at] ?? (send.includes('order_status') ? orderStatus : undefined),
			codeForm,
			inList,
		);
		if (sentAt === undefined) all.nowhere.push(`${part}: ${send.join(', ')}`);
		return [part, createdAt ?? '', sentAt ?? ''];
	});
}

/**
 * Compares the platform's features with what the code does: fills in every form and inspects the result.
 * @param known the features of WhatsApp
 */
export function coverage(known: Platform = platformKinds): Coverage {
	const all: Coverage = { markdown: '', nowhere: [], unlisted: [] };
	const types = sentTypes();
	const messages = table(['Message', 'Where'], plainRows(known, types, all));
	const interactive = table(['Interactive message', 'Header', 'Where'], interactiveRows(known, types, all));
	const templates = table(
		['Part of a template', `${operations.create} >`, `${operations.send} >`],
		templateRows(known, all),
	);
	return {
		markdown: [messages, interactive, templates].join('\n\n'),
		nowhere: all.nowhere,
		unlisted: [...new Set(all.unlisted)],
	};
}
