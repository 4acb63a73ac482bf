import type { IDataObject } from 'n8n-workflow';
import {
	listedComponentsForm,
	decodeFieldId,
	fillTemplate,
	listedComponents,
	rawComponents,
	templateForm,
	type FilledField,
	type FormField,
} from '../../nodes/WhatsAppBusinessCloud/templates/send';
import type { Parameters } from '../../nodes/WhatsAppBusinessCloud/shared/input/parameters';
import { buildComponents, createFields } from '../../nodes/WhatsAppBusinessCloud/templates/form';
import { resources } from '../../nodes/WhatsAppBusinessCloud/actions';
import { choices, displayNames, type Choice } from './form';
import { operationName } from './messages';

const list = (value: unknown): IDataObject[] => (Array.isArray(value) ? (value as IDataObject[]) : []);

const surroundings = { timezone: 'UTC', now: 0 };

/**
 * Kinds of parts in a definition, as named in platformKinds.json. A body without variables is not a kind of its own.
 */
export function createdKinds(components: IDataObject[]): string[] {
	const text = (body: IDataObject): string[] => {
		if (body.add_security_recommendation !== undefined) return ['BODY AUTHENTICATION'];
		const [, name] = /\{\{(\w+)\}\}/.exec(String(body.text)) ?? [];
		return name === undefined ? [] : [/^\d+$/.test(name) ? 'BODY POSITIONAL' : 'BODY NAMED'];
	};
	const ofType: Record<string, (component: IDataObject) => string[]> = {
		HEADER: ({ format }) => [`HEADER ${String(format)}`],
		BODY: text,
		FOOTER: ({ code_expiration_minutes: minutes }) => [minutes === undefined ? 'FOOTER' : 'FOOTER AUTHENTICATION'],
		BUTTONS: ({ buttons }) =>
			list(buttons).map(({ type, otp_type }) => ['BUTTON', type, otp_type].filter(Boolean).join(' ')),
		CAROUSEL: ({ cards }) =>
			createdKinds(list(list(cards)[0]?.components)).map((kind) => `CARD ${kind.replace(/^BODY .*/, 'BODY')}`),
	};
	return components.flatMap((component) => ofType[String(component.type)]?.(component) ?? [String(component.type)]);
}

/** Kinds of parts in the components of a message, as named in platformKinds.json. */
export function sentKinds(components: IDataObject[]): string[] {
	return components.flatMap(({ type, sub_type, parameters, cards }) => {
		if (type === 'carousel') return sentKinds(list(list(cards)[0]?.components)).map((kind) => `card ${kind}`);
		if (type === 'button') return [`button.${String(sub_type)}`];
		if (type !== 'header' && type !== 'body') return [String(type)];
		return list(parameters).map(
			(parameter) => `${type}.${String(parameter.type)}${parameter.parameter_name === undefined ? '' : ' named'}`,
		);
	});
}

/** The operations of the node that support all of this. */
export const operations = {
	create: operationName('template', 'create'),
	send: operationName('message', 'sendTemplate'),
};

/** Something that the form of Template > Create produces, and where in the form. */
export interface Created {
	kinds: string[];
	where: string;
	definition: IDataObject[];
	/** The same template without that part. */
	without: IDataObject[];
}

const example = { example: [{ text: 'Ann' }] };
const base: Parameters = { bodyText: 'Hello.' };
const aButton: Parameters = {
	text: 'Go',
	url: 'https://example.com/{{1}}',
	urlExample: 'a',
	phoneNumber: '+16505550111',
	code: 'SAVE25',
	flow: '1',
	navigateScreen: 'A',
	pixCode: '000201',
};
const aCard = (more: Parameters): Parameters => ({ ...base, templateLayout: 'carousel', cards: { card: [more] } });

/** Tries out everything that the form of a new template can create. */
export function created(): Created[] {
	const build = (parameters: Parameters, category = 'MARKETING'): IDataObject[] =>
		buildComponents(parameters, category).components;
	const where = (names: string[], choice?: Choice): string => `${names.join(' > ')}${choice ? `: ${choice.name}` : ''}`;
	const one = (names: string[], parameters: Parameters, without: Parameters = base): Created => ({
		kinds: createdKinds(build(parameters)),
		where: where(names),
		definition: build(parameters),
		without: build(without),
	});
	const each = (path: string[], fill: (value: string) => Parameters, without: Parameters = base): Created[] =>
		choices(createFields, ...path).map((choice) => ({
			...one(choice.path, fill(choice.value), without),
			where: where(choice.path, choice),
		}));

	const passwords = choices(createFields, 'otpType').map((choice): Created => {
		const definition = build({ otpType: choice.value }, 'AUTHENTICATION');
		return { kinds: createdKinds(definition), where: where(choice.path, choice), definition, without: [] };
	});
	const password = { addSecurityRecommendation: true, codeExpirationMinutes: 5 };
	const ofPassword = (name: keyof typeof password, kind: string): Created => {
		const definition = build(password, 'AUTHENTICATION').filter((component) =>
			createdKinds([component]).includes(kind),
		);
		return { kinds: createdKinds(definition), where: where(displayNames(createFields, name)), definition, without: [] };
	};
	const layouts = each(['templateLayout'], (templateLayout) => ({
		...base,
		templateLayout,
		offerText: 'Ends soon',
		offerHasExpiration: true,
	}));
	const cardless = aCard({});
	const all = [
		...each(['headerFormat'], (headerFormat) => ({
			...base,
			headerFormat,
			headerText: 'For {{1}}',
			headerExample: 'Ann',
		})),
		one(displayNames(createFields, 'bodyText'), { bodyText: 'Hello {{1}}.', bodyExamples: example }),
		one(displayNames(createFields, 'bodyText'), { bodyText: 'Hello {{name}}.', bodyExamples: example }),
		one(displayNames(createFields, 'footerText'), { ...base, footerText: 'Acme' }),
		...layouts.filter(({ kinds }) => kinds.length > 0),
		...each(['buttons', 'button', 'type'], (type) => ({ ...base, buttons: { button: [{ ...aButton, type }] } })),
		...each(['cardHeaderFormat'], (cardHeaderFormat) => ({ ...aCard({}), cardHeaderFormat })),
		one(
			displayNames(createFields, 'cards', 'card', 'bodyText'),
			aCard({ bodyText: 'Only {{1}}', bodyExamples: example }),
			cardless,
		),
		...each(
			['cards', 'card', 'buttons', 'button', 'type'],
			(type) => aCard({ buttons: { button: [{ ...aButton, type }] } }),
			cardless,
		),
		ofPassword('addSecurityRecommendation', 'BODY AUTHENTICATION'),
		ofPassword('codeExpirationMinutes', 'FOOTER AUTHENTICATION'),
	];
	// Kinds that the template also has without the part are not counted: the header of a card beside the tested button.
	const own = ({ kinds, without }: Created): string[] => kinds.filter((kind) => !createdKinds(without).includes(kind));
	const isCardHeader = ({ kinds }: Created): boolean => kinds.length === 1 && kinds[0].startsWith('CARD HEADER');
	return [
		...all
			.map((made) => ({ ...made, kinds: isCardHeader(made) ? made.kinds : own(made) }))
			.filter(({ kinds }) => kinds.length > 0),
		...passwords.map((made) => ({ ...made, kinds: made.kinds.filter((kind) => kind.startsWith('BUTTON')) })),
	];
}

const fillings: Record<FormField['type'], (field: FormField) => unknown> = {
	string: () => '1',
	number: () => 1,
	dateTime: () => '2099-01-01T00:00:00',
	object: () => '{"a": 1}',
	options: ({ options = [] }) => options[0]?.value,
};

/** Fields of a template's form, and the kinds that they fill in. */
export interface FilledTemplate {
	labels: string[];
	kinds: string[];
}

/** What the form of a template asks for because of one part, and what is sent for it. */
export function filledIn(template: IDataObject, without: IDataObject = {}): FilledTemplate {
	const ids = new Set(templateForm(without).map(({ id }) => id));
	const fields = templateForm(template).filter(({ id }) => !ids.has(id));
	const filled = fields.map((field): FilledField => ({
		position: decodeFieldId(field.id),
		label: field.label,
		required: field.required,
		value: fillings[field.type](field),
	}));
	// The part of an ID that all buttons share; additional product cards have the fields of the first.
	const labels = fields
		.map(({ id }) => id.replace(/ for (“.+” )?Button \d+$/, ''))
		.filter((label) => !/^Card ([2-9]|10) /.test(label));
	return { labels, kinds: [...new Set(sentKinds(fillTemplate(filled, surroundings).components))] };
}

const anyParameter: Parameters = {
	text: 'Ann',
	code: 'USD',
	amount_1000: 1,
	date_time: '2027-01-31T18:00:00',
	latitude: 1,
	longitude: 1,
	product_retailer_id: '1',
	catalog_id: '1',
	group_id: '1',
	...Object.fromEntries(
		['documentLink', 'gifLink', 'imageLink', 'videoLink'].map((name) => [name, 'https://example.com/file']),
	),
};
const anyButton: Parameters = {
	buttonParameters: { parameter: { type: 'text', text: 'a' } },
	coupon_code: 'SAVE25',
	otp: '123456',
	products: 'sku-1',
	thumbnail_product_retailer_id: 'sku-1',
	ttl_minutes: 1,
	order_details: '{"a": 1}',
	pix_code: '000201',
};

/** Display name of a mode of filling in Send Template. */
function way(value: string): string {
	const { properties } = resources
		.flatMap(({ operations }) => operations)
		.find((entry) => entry.value === 'sendTemplate')!.operation;
	const choice = choices(properties, 'templateInput').find((one) => one.value === value);
	if (!choice) throw new Error(`Send Template cannot be filled in by ${value}`);
	return choice.name;
}

export const formOfTemplate = (labels: string[]): string => `${way('fields')} > ${[...new Set(labels)].join(', ')}`;

/** Tries out everything that the component list can send. */
export function listed(): Array<{ kinds: string[]; where: string }> {
	const tried = (path: string[], fill: (value: string) => Parameters): Array<{ kinds: string[]; where: string }> =>
		choices([listedComponentsForm], 'components', 'component', ...path).map((choice) => ({
			kinds: sentKinds(listedComponents({ component: [fill(choice.value)] }, surroundings).components),
			where: `${way('components')} > ${choice.path.slice(1).join(' > ')}: ${choice.name}`,
		}));
	const inComponent = (type: 'header' | 'body') =>
		tried([`${type}Parameters`, 'parameter', 'type'], (parameter) => ({
			type,
			[`${type}Parameters`]: { parameter: [{ ...anyParameter, type: parameter }] },
		}));
	return [
		...inComponent('header'),
		...inComponent('body'),
		...tried(['sub_type'], (sub_type) => ({ type: 'button', sub_type, ...anyButton })),
		...tried(['type'], (type) => ({
			type,
			expiration_time: '2099-01-01T00:00:00',
			bodyParameters: { parameter: [anyParameter] },
			headerParameters: { parameter: [anyParameter] },
			...anyButton,
		})),
	];
}

/** A kind that only JSON can send. @throws InputError or Error when JSON does not support it either */
export function sentAsJson(kind: string): string {
	const [type, parameter = type] = kind.split('.');
	const { components } = rawComponents([{ type, parameters: [{ type: parameter }] }]);
	if (!sentKinds(components).includes(kind)) throw new Error(`${kind} cannot be sent as JSON`);
	return way('json');
}

/** A kind that only JSON can create. @throws Error when JSON does not support it either */
export function createdAsJson(kind: string): string {
	const [, type] = kind.split(' ');
	const componentsJson = [{ type: 'BUTTONS', buttons: [{ type, text: 'Go' }] }];
	const { components } = buildComponents({ defineComponents: 'json', componentsJson });
	if (!createdKinds(components).includes(kind)) throw new Error(`${kind} cannot be created as JSON`);
	const choice = choices(createFields, 'defineComponents').find(({ value }) => value === 'json');
	return `${choice?.path.join(' > ')}: ${choice?.name}`;
}
