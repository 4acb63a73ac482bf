import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { maxCharacters } from '../../shared/input/maxCharacters';
import { InputError, withPath } from '../../shared/inputError';
import { readJson } from '../../shared/input/jsonParameter';
import type { Parameters } from '../../shared/input/parameters';
import { readEnum, isObject, describeType, optionalFlag, optionalText } from '../../shared/input/parameterValues';
import { kind, partsOf } from '../check/access';
import { checkDisplayFormat } from '../check/definition';
import { offerField } from '../check/limitedTimeOffer';
import { textFields } from '../check/texts';
import { templateTexts } from '../definitionLimits';
import type { BuiltComponents, ExampleUpload } from '../types';
import { authenticationFields, buildAuthentication } from './authentication';
import { buildButtons, buttonsComponent, buttonsField } from './buttons';
import { buttonKinds } from './buttonFields';
import { buildCards, cardsFields } from './cards';
import { textExample, variableExamples } from './examples';
import { buildHeader, headerFields, namedFiles } from './header';
import { normalizeComponent } from './normalize';
import { withDisplayOptions } from '../../shared/displayOptions';
import { prefixFields } from '../../shared/inputPath';

export const jsonField = 'Components (JSON)';
const layoutField = 'Layout';
const expirationField = 'Offer Has Expiration';

const layouts = ['standard', 'limitedTimeOffer', 'carousel', 'callPermission', 'authentication'] as const;
type Layout = (typeof layouts)[number];

const layoutOptions = [
	{ name: 'Authentication', value: 'authentication', description: 'One-time passwords' },
	{ name: 'Call Permission Request', value: 'callPermission', description: 'A request for permission to call' },
	{ name: 'Carousel', value: 'carousel', description: 'A text with horizontally scrollable cards below' },
	{
		name: 'Limited-Time Offer',
		value: 'limitedTimeOffer',
		description: 'An offer with a countdown. Marketing templates only.',
	},
	{ name: 'Standard', value: 'standard', description: 'Body with optional header, footer and buttons' },
];

const bodyFields: INodeProperties[] = [
	{
		displayName: textFields.body,
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Hello {{1}}, your order {{2}} is on its way.',
		description: `The text of the message, up to ${maxCharacters(templateTexts.body)}`,
		hint: 'Use {{1}}, {{2}} or names such as {{first_name}} for variables',
	},
	variableExamples,
];

const offerFields: INodeProperties[] = [
	{
		displayName: offerField,
		name: 'offerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Expiring offer!',
		description: `Text of the offer, up to ${templateTexts.offer.max} characters`,
	},
	{
		displayName: expirationField,
		name: 'offerHasExpiration',
		type: 'boolean',
		default: true,
		description: 'Whether to show a countdown to the expiration of the offer, which is set for each message',
	},
];

const footerField: INodeProperties = {
	displayName: textFields.footer,
	name: 'footerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reply STOP to hear no more from us',
	description: `Text shown in gray below the message, up to ${templateTexts.footer.max} characters`,
};

const forLayouts = (which: Layout[], fields: INodeProperties[]): INodeProperties[] =>
	withDisplayOptions({ templateLayout: which }, fields);

function layoutProperty(options: typeof layoutOptions): INodeProperties {
	return {
		displayName: layoutField,
		name: 'templateLayout',
		type: 'options',
		noDataExpression: true,
		options,
		default: 'standard',
		description: 'The structure of the message',
	};
}

const layoutForms: INodeProperties[] = [
	...forLayouts(['standard', 'limitedTimeOffer', 'callPermission'], headerFields),
	...forLayouts(['limitedTimeOffer'], offerFields),
	...forLayouts(['standard', 'limitedTimeOffer', 'carousel', 'callPermission'], bodyFields),
	...forLayouts(['standard', 'callPermission'], [footerField]),
	...forLayouts(
		['standard', 'limitedTimeOffer'],
		[buttonsField(buttonKinds, 'Up to 10 buttons. Quick replies must be grouped together.')],
	),
	...forLayouts(['carousel'], cardsFields),
];

const jsonProperty: INodeProperties = {
	displayName: jsonField,
	name: 'componentsJson',
	type: 'json',
	typeOptions: { rows: 10 },
	default:
		'[\n  {\n    "type": "BODY",\n    "text": "Hello {{1}}, your order is on its way.",\n    "example": { "body_text": [["Pablo"]] }\n  }\n]',
	description: 'The components in the format of the Graph API',
	hint: 'To upload an example file from the input item, enter the name of its binary field, such as data, as header_handle',
};

const inputModes = ['fields', 'json'] as const;
const inputModeField = 'Define Components';
const inputModeOptions = [
	{ name: 'Using Fields', value: 'fields', description: 'Enter the components in a form' },
	{ name: 'Using JSON', value: 'json', description: 'Enter the components as JSON' },
];

function inputModeProperty(extra: typeof inputModeOptions): INodeProperties {
	const chosenAtFirst = extra[0]?.value ?? 'fields';
	return {
		displayName: inputModeField,
		name: 'defineComponents',
		type: 'options',
		noDataExpression: true,
		options: [...extra, ...inputModeOptions],
		default: chosenAtFirst,
		description: 'How to enter the components of the template',
	};
}

/** The form of a new template. `category` is a separate parameter, and Authentication has its own form. */
export const createFields: INodeProperties[] = [
	inputModeProperty([]),
	...withDisplayOptions({ defineComponents: ['fields'], category: ['MARKETING', 'UTILITY'] }, [
		layoutProperty(layoutOptions.filter(({ value }) => value !== 'authentication')),
		...layoutForms,
	]),
	...withDisplayOptions({ defineComponents: ['fields'], category: ['AUTHENTICATION'] }, authenticationFields(true)),
	...withDisplayOptions({ defineComponents: ['json'] }, [jsonProperty]),
];

/** The form of an edit, which can keep the existing components. */
export const updateFields: INodeProperties[] = [
	inputModeProperty([{ name: 'Keep Unchanged', value: 'keep', description: 'Update other settings only' }]),
	...withDisplayOptions({ defineComponents: ['fields'] }, [
		layoutProperty(layoutOptions),
		...layoutForms,
		...forLayouts(['authentication'], authenticationFields(true)),
	]),
	...withDisplayOptions({ defineComponents: ['json'] }, [jsonProperty]),
];

const namesOf = (fields: INodeProperties[]): string[] => [...new Set(fields.map(({ name }) => name))];

/** Parameters that buildComponents reads. */
export const componentParameters = namesOf([...createFields, ...updateFields]);

function bodyOf(parameters: Parameters): IDataObject[] {
	const text = optionalText(parameters.bodyText, textFields.body);
	const example = textExample(text ?? '', parameters.bodyExamples, 'body', textFields.body);
	return text === undefined ? [] : [{ type: 'BODY', text, ...(example && { example }) }];
}

function footerOf(parameters: Parameters): IDataObject[] {
	const text = optionalText(parameters.footerText, textFields.footer);
	return text === undefined ? [] : [{ type: 'FOOTER', text }];
}

function fromFields(parameters: Parameters, layout: Layout): BuiltComponents {
	if (layout === 'authentication') return { components: buildAuthentication(parameters, true), uploads: [] };
	const { header, uploads } = layout === 'carousel' ? { header: undefined, uploads: [] } : buildHeader(parameters);
	const body = bodyOf(parameters);
	const footer = layout === 'standard' || layout === 'callPermission' ? footerOf(parameters) : [];
	const buttons = layout === 'standard' || layout === 'limitedTimeOffer' ? buildButtons(parameters.buttons) : [];
	const cards = layout === 'carousel' ? buildCards(parameters) : undefined;
	const components: IDataObject[] = [
		...(header ? [header] : []),
		...(layout === 'limitedTimeOffer' ? [offer(parameters)] : []),
		...body,
		...footer,
		...buttonsComponent(buttons),
		...(cards ? [cards.carousel] : []),
		...(layout === 'callPermission' ? [{ type: 'CALL_PERMISSION_REQUEST' }] : []),
	];
	return { components, uploads: [...uploads, ...(cards?.uploads ?? [])] };
}

function offer(parameters: Parameters): IDataObject {
	const text = optionalText(parameters.offerText, offerField)?.trim();
	const expires = optionalFlag(parameters.offerHasExpiration, expirationField) ?? true;
	return { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text, has_expiration: expires } };
}

/** Headers of a template and its cards whose example refers to a binary field. */
function filesIn(components: IDataObject[]): ExampleUpload[] {
	return components.flatMap((component) => {
		const type = kind(component.type);
		if (type === 'HEADER' && (component.example === undefined || isObject(component.example))) {
			return namedFiles(component, kind(component.format));
		}
		if (type !== 'CAROUSEL') return [];
		return partsOf(component.cards, 'Cards').flatMap((card, index) =>
			prefixFields(['card', index + 1], filesIn(partsOf(card.components, 'Cards') as IDataObject[])),
		);
	});
}

function fromJson(value: unknown): BuiltComponents {
	const advice = "Enter the list of components as in Meta's documentation";
	const json = readJson(value, jsonField, advice);
	// A complete template, as returned by Get or printed in Meta's documentation, is accepted too.
	const template = Array.isArray(json) ? { components: json } : (json as IDataObject);
	const list: unknown = template.components;
	if (!Array.isArray(list))
		throw new InputError(jsonField, `needs a list of components, got ${describeType(json)}`, advice);
	const components = (partsOf(list, jsonField) as IDataObject[]).map(normalizeComponent);
	const displayFormat = withPath([jsonField], () => checkDisplayFormat(template.display_format, 'display_format'));
	return { components, uploads: filesIn(components), ...(displayFormat && { displayFormat }) };
}

/**
 * The components that the user entered, in Meta's format.
 * @param category determines which form was shown; when undefined, the layout does
 * @throws InputError naming the field
 */
export function buildComponents(parameters: Parameters, category?: string): BuiltComponents {
	if (readEnum(parameters.defineComponents, inputModeField, inputModes, 'fields') === 'json')
		return fromJson(parameters.componentsJson);
	const layout =
		category === 'AUTHENTICATION'
			? 'authentication'
			: readEnum(parameters.templateLayout, layoutField, layouts, 'standard');
	return fromFields(parameters, layout);
}

/**
 * Runs the checks of components. For JSON input, errors name the JSON field.
 * @throws InputError
 */
export const inComponents = <T>(parameters: Parameters, run: () => T): T =>
	parameters.defineComponents === 'json' ? withPath([jsonField], run) : run();
