import type { IDataObject } from 'n8n-workflow';
import type { Advisory } from '../../shared/inputWarning';
import { countCharacters } from '../../shared/input/textLength';
import type { Limit } from '../../shared/input/limit';
import { isObject } from '../../shared/input/parameterValues';
import { at, type MessageRule } from './types';
import { joinPaths, type InputPath } from '../../shared/inputPath';

/** In a limited-time offer: 15 characters on its page, 20 on Coupon code templates. */
const offerCode: Limit = { max: 15, source: 'WhatsApp docs: Templates > Limited-time offer templates' };

/** Meta documents no limit for templates, but resellers do. */
const payloadLength: Limit = { max: 256, source: 'WhatsApp docs: Messages > Interactive reply buttons' };

interface Located {
	part: Record<string, unknown>;
	path: string;
	/** Path of the card; empty for the message itself. */
	entry: InputPath;
}

function entries(list: unknown, path: string): Located[] {
	if (!Array.isArray(list)) return [];
	return (list as unknown[]).flatMap((part, index) =>
		isObject(part) ? [{ part, path: `${path}[${index}]`, entry: [] }] : [],
	);
}

const isOfType = ({ part }: Located, type: string): boolean => String(part.type).toLowerCase() === type;

/** The components of the message and of its cards. */
function locate(message: IDataObject): Located[] {
	const main = entries(at(message, 'template.components'), 'template.components');
	const cards = main
		.filter((one) => isOfType(one, 'carousel'))
		.flatMap(({ part, path }) => entries(part.cards, `${path}.cards`));
	return [
		...main,
		...cards.flatMap(({ part, path }, index) =>
			entries(part.components, `${path}.components`).map((one) => ({ ...one, entry: ['card', index + 1] })),
		),
	];
}

type ButtonRule = (parameter: Record<string, unknown>, isOffer: boolean) => Omit<Advisory, 'path'> | undefined;

/** Recommendations for each kind of button, by the key of its parameter's value. */
const rules: Record<string, ButtonRule> = {
	/**
	 * WhatsApp docs: Templates > Coupon code templates (only letters and digits; whether Meta rejects others is unknown)
	 * and Limited-time offer templates (15 characters instead of 20).
	 */
	coupon_code: ({ coupon_code: code }, isOffer) => {
		if (typeof code !== 'string') return undefined;
		const field = 'Coupon Code';
		if (/[^A-Za-z0-9]/.test(code))
			return {
				field,
				problem: 'has characters other than letters and digits',
				advice: "Use A to Z and digits only, as Meta's page asks for.",
			};
		const { max } = offerCode;
		if (!isOffer || countCharacters(code) <= max) return undefined;
		return {
			field,
			problem: `has more than ${max} characters in a limited-time offer`,
			advice: `Use a code of ${max} characters or fewer: Meta's pages disagree about longer ones in offers.`,
		};
	},
	/**
	 * Meta documents no limit for templates; reply buttons have 256. WhatsApp docs: Messages > Interactive reply buttons.
	 */
	payload: ({ payload }) => {
		const { max } = payloadLength;
		if (typeof payload !== 'string' || countCharacters(payload) <= max) return undefined;
		return {
			field: 'Payload',
			problem: `has more than ${max} characters`,
			advice: 'Shorten it: resellers report that WhatsApp accepts no more.',
		};
	},
	/**
	 * WhatsApp docs: Templates > Multi-product message templates: every example has a thumbnail, and the page does not
	 * call it optional.
	 */
	action: ({ action }) => {
		if (!isObject(action) || !Array.isArray(action.sections) || action.thumbnail_product_retailer_id !== undefined)
			return undefined;
		return {
			field: 'Thumbnail Product ID',
			problem: 'is empty',
			advice: 'Enter the ID of a product: its image becomes the header of the message.',
		};
	},
};

const buttonTypes = ['quick_reply', 'copy_code', 'mpm'];

/** The button parameters of a template message. */
export const adviseTemplateValues: MessageRule = (message) => {
	const components = locate(message);
	const isOffer = components.some((one) => isOfType(one, 'limited_time_offer'));
	return components
		.filter((one) => isOfType(one, 'button') && buttonTypes.includes(String(one.part.sub_type).toLowerCase()))
		.flatMap(({ part, path, entry }) =>
			entries(part.parameters, `${path}.parameters`).flatMap(({ part: parameter, path: at }) =>
				Object.keys(rules).flatMap((key): Advisory[] => {
					const found = parameter[key] === undefined ? undefined : rules[key](parameter, isOffer);
					return found ? [{ ...found, field: joinPaths(entry, found.field), path: `${at}.${key}` }] : [];
				}),
			),
		);
};
