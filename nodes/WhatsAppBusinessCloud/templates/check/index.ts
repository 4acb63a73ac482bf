import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import type { Limit } from '../../shared/input/limit';
import { emptyFieldError } from '../../shared/input/parameterValues';
import { templateTexts } from '../definitionLimits';
import type { BuiltComponents, Category, ParameterFormat, Part } from '../types';
import { mixed, type Variables } from '../variables';
import { kind, partsOf } from './access';
import { checkAuthentication } from './authentication';
import { buttonFields, checkButtons } from './buttons';
import { checkCarousel } from './carousel';
import { checkHeader } from './header';
import { checkOffer } from './limitedTimeOffer';
import { checkBody, checkFooter, textFields } from './texts';

/** All components that Meta documents; a template can have each only once. */
const types = [
	'HEADER',
	'BODY',
	'FOOTER',
	'BUTTONS',
	'LIMITED_TIME_OFFER',
	'CAROUSEL',
	'CALL_PERMISSION_REQUEST',
] as const;
type ComponentType = (typeof types)[number];

/** The components by type. @throws InputError on a duplicate */
function byType(components: Part[]): Partial<Record<ComponentType, Part>> {
	const found: Partial<Record<string, Part>> = {};
	for (const component of components) {
		const type = kind(component.type);
		if (type === '')
			throw emptyFieldError(component.type, 'Components', `Give every component a type: ${types.join(', ')}`);
		if (found[type]) throw new InputError('Components', `have ${type} more than once`, 'Keep one of each type');
		found[type] = component;
	}
	return found;
}

/** A template with a carousel has only a body besides it. */
function checkBesideCarousel({ HEADER, FOOTER }: Partial<Record<ComponentType, Part>>): void {
	const field = HEADER ? 'Header' : FOOTER ? 'Footer' : undefined;
	if (field === undefined) return;
	throw new InputError(
		field,
		'is not allowed in a carousel template',
		`Remove the ${field.toLowerCase()}; each card has its own header`,
	);
}

/**
 * A multi-product template requires a header of any kind. WhatsApp docs: Templates > Multi-product message templates.
 */
function checkProductList(header: Part | undefined, buttons: string[]): void {
	if (header || !buttons.includes('MPM')) return;
	throw emptyFieldError(undefined, 'Header', 'A template with a View items button (MPM) needs a header: add one');
}

/** Maximum length of the body. WhatsApp docs: Limited-time offer templates; Single-product message templates. */
function bodyLimit(offer: Part | undefined, header: Part | undefined): Limit {
	if (offer) return templateTexts.offerBody;
	return kind(header?.format) === 'PRODUCT' ? templateTexts.productBody : templateTexts.body;
}

/**
 * The View button and the product header require each other. WhatsApp docs: Templates > Single-product message
 * templates.
 */
function checkProduct(header: Part | undefined, buttons: string[]): void {
	const isProduct = kind(header?.format) === 'PRODUCT';
	const hasView = buttons.includes('SPM');
	if (isProduct === hasView) return;
	throw new InputError(
		buttonFields.list,
		isProduct
			? 'must include the View button (SPM) that a product header needs'
			: 'have a View button (SPM), which needs a product header',
		isProduct ? 'Add a View button' : "Choose 'Product' as the header, or remove the button",
	);
}

function checkMarketingOrUtility(
	components: Part[],
	category: Category,
	pending: (header: Part) => boolean,
): ParameterFormat | undefined {
	const found = byType(components);
	const {
		HEADER: header,
		BODY: body,
		FOOTER: footer,
		BUTTONS: buttons,
		LIMITED_TIME_OFFER: offer,
		CAROUSEL: carousel,
	} = found;
	let format: ParameterFormat | undefined;
	const seen = (variables: Variables, field: string): void => {
		if (format !== undefined && variables.format !== undefined && variables.format !== format) throw mixed(field);
		format ??= variables.format;
	};
	if (carousel) checkBesideCarousel(found);
	if (header) seen(checkHeader(header, category, pending(header)), textFields.header);
	if (!body) throw emptyFieldError(undefined, textFields.body, 'Every template needs a body');
	seen(checkBody(body, bodyLimit(offer, header), textFields.body), textFields.body);
	if (footer) seen(checkFooter(footer), textFields.footer);
	const kinds = buttons ? checkButtons(partsOf(buttons.buttons, buttonFields.list), category) : [];
	checkProduct(header, kinds);
	checkProductList(header, kinds);
	if (offer) checkOffer(offer, { category, header, footer, buttons: kinds });
	if (carousel) checkCarousel(carousel, { category, pending, seen });
	return format;
}

/**
 * Checks the components of a template against Meta's documentation, before it is created or edited.
 * WhatsApp docs: Templates > Components, and the page of each kind of template.
 * @param category undefined when it is not changed: Meta then checks the rules of categories
 * @returns the format of the variables, if there are any
 * @throws InputError naming the field, the limit and the actual value
 */
export function checkComponents(
	{ components, uploads }: BuiltComponents,
	category?: Category,
): ParameterFormat | undefined {
	const parts: IDataObject[] = components;
	const targets = new Set<unknown>(uploads.map(({ target }) => target));
	if ((category ?? guessed(parts)) === 'AUTHENTICATION') {
		byType(parts);
		checkAuthentication(parts);
		return undefined;
	}
	return checkMarketingOrUtility(parts, category ?? 'MARKETING', (header) => targets.has(header.example));
}

/** Only authentication templates have one-time password buttons. */
function guessed(components: Part[]): Category | undefined {
	const buttons = partsOf(components.find(({ type }) => kind(type) === 'BUTTONS')?.buttons, buttonFields.list);
	return buttons.some(({ type }) => kind(type) === 'OTP') ? 'AUTHENTICATION' : undefined;
}
