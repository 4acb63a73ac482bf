import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { isObject, optionalText, readAdditionalFields, readEnum } from '../../shared/input/parameterValues';
import { categoryOfEntryName } from '../../templates/entryName';
import type { OperationItem } from '../types';

/** Graph API edges that send a template. */
export type Edge = 'messages' | 'marketing_messages';

const priceField = 'Max Price Multiplier';

/** WhatsApp docs: Marketing Messages API > Max price. */
export const bidMultiplierField: INodeProperties = {
	displayName: priceField,
	name: 'bidMultiplier',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 4 },
	default: 1,
	description:
		"Multiplies the template's max price for this message: 1.5 allows 50% more. Marketing Messages API only; the template must have a max price.",
};

/**
 * The bid of one message. WhatsApp docs: Marketing Messages API > Max price.
 * @returns undefined when the field is not used
 * @throws InputError unless it is a positive number
 */
function readBid(additionalFields: unknown): IDataObject | undefined {
	const text = optionalText(readAdditionalFields(additionalFields).bidMultiplier, priceField)?.trim();
	if (text === undefined) return undefined;
	const multiplier = Number(text);
	if (Number.isFinite(multiplier) && multiplier > 0) return { per_message_bid_multiplier: multiplier };
	throw new InputError(priceField, 'is not a number above 0', 'Enter a number such as 1.5');
}

/** What the Marketing Messages API accepts besides the message. WhatsApp docs: Marketing Messages API > Send. */
function marketingProperties(item: OperationItem, bid: IDataObject | undefined): IDataObject {
	const policies = ['CLOUD_API_FALLBACK', 'STRICT'] as const;
	const sharing = readEnum(
		item.parameter('messageActivitySharing'),
		'Share Message Activity',
		['account', 'no', 'yes'] as const,
		'account',
	);
	return {
		product_policy: readEnum(item.parameter('productPolicy'), 'Fallback', policies, 'CLOUD_API_FALLBACK'),
		...(sharing !== 'account' && { message_activity_sharing: sharing === 'yes' }),
		...(bid && { bid_spec: bid }),
	};
}

/** The templates that Meta accepted on the other edge after it had rejected the first one, for each run. */
const corrected = new WeakMap<IExecuteFunctions, Set<string>>();

function correctedTemplates({ n8n }: OperationItem): Set<string> {
	const known = corrected.get(n8n) ?? new Set<string>();
	corrected.set(n8n, known);
	return known;
}

/** The category that the template list shows in the name of a picked template. */
function pickedCategory(item: OperationItem): string | undefined {
	const locator = item.n8n.getNodeParameter('template', item.index, null, { rawExpressions: true }) as unknown;
	return isObject(locator) ? categoryOfEntryName(locator.cachedResultName) : undefined;
}

const other = (edge: Edge): Edge => (edge === 'messages' ? 'marketing_messages' : 'messages');

/**
 * Rejections that mean that the template belongs to the other edge. WhatsApp docs: Error codes: 131063 (marketing
 * templates are off on the Cloud API), 131061 (a max price needs the Marketing Messages API), 131055 and 134100 (it
 * accepts marketing templates only).
 */
const WRONG_EDGE: Record<Edge, readonly number[]> = {
	messages: [131061, 131063],
	marketing_messages: [131055, 134100],
};

/** The same message for the other edge. */
export interface Otherwise {
	edge: Edge;
	body: IDataObject;
	/** The other edge is used after a rejection with one of these codes. */
	codes: readonly number[];
	/** Whether Meta accepted an earlier message of the run on the other edge. */
	isKnown(): boolean;
	/** Called when Meta accepted the message on the other edge. */
	onAccepted(): void;
}

/** The edge of a template message, what it adds to the body, and when to use the other edge. */
export interface TemplateRoute {
	edge: Edge;
	properties: IDataObject;
	/** Set for 'Automatic': what the other edge adds instead, after a rejection with one of these codes. */
	otherwise?: { edge: Edge; properties: IDataObject } & Pick<Otherwise, 'codes' | 'isKnown' | 'onAccepted'>;
}

/**
 * Chooses the API of a template message. 'Automatic' goes by the template's latest category: WhatsApp docs: Marketing
 * Messages API > Routing.
 * @param template name and language
 * @throws InputError
 */
export function readRoute(item: OperationItem, template: string): TemplateRoute {
	const apis = ['automatic', 'cloudApi', 'marketingMessages'] as const;
	const api = readEnum(item.parameter('sendThrough'), 'API', apis, 'cloudApi');
	const bid = readBid(item.parameter('additionalFields'));
	if (api === 'cloudApi') {
		if (bid === undefined) return { edge: 'messages', properties: {} };
		throw new InputError(
			priceField,
			'is not possible with the Cloud API',
			"Choose 'Automatic' or 'Marketing Messages API' under 'API'",
		);
	}
	const properties: Record<Edge, IDataObject> = {
		messages: {},
		marketing_messages: marketingProperties(item, bid),
	};
	if (api === 'marketingMessages') return { edge: 'marketing_messages', properties: properties.marketing_messages };
	const known = correctedTemplates(item);
	const category = optionalText(item.parameter('templateCategory', ''), 'Template Category')?.trim().toUpperCase();
	const isMarketing = bid !== undefined || (category ?? pickedCategory(item)) === 'MARKETING';
	const edge = isMarketing ? 'marketing_messages' : 'messages';
	const second = other(edge);
	return {
		edge,
		properties: properties[edge],
		otherwise: {
			edge: second,
			properties: properties[second],
			codes: WRONG_EDGE[edge],
			isKnown: () => known.has(template),
			onAccepted: () => void known.add(template),
		},
	};
}
