import type { IDataObject } from 'n8n-workflow';
import type { Advisory } from '../../shared/inputWarning';
import { adviseItems } from './orderItems';
import { at, isInteractive, listAt, type MessageRule } from './types';

const PARAMETERS = 'interactive.action.parameters';

/** Attributes of a UPI link that WhatsApp reads. */
const UPI_ATTRIBUTES = new Set(['pa', 'pn', 'mc', 'purpose', 'tr']);

const names = (link: string): string[] =>
	link
		.split('?')
		.slice(1)
		.join('?')
		.split('&')
		.map((part) => part.split('=')[0].trim())
		.filter(Boolean);

/** WhatsApp docs: Payments Brazil > Orders: the header is an image; orders have no type, and items no image. */
function adviseBrazil(message: IDataObject): Advisory[] {
	const found: Advisory[] = [];
	const header = at(message, 'interactive.header.type');
	if (header !== undefined && header !== 'image') {
		found.push({
			field: 'Header',
			path: 'interactive.header.type',
			problem: 'is not an image',
			advice: "Use an image: Meta's page on orders in Brazil names no other header.",
		});
	}
	if (at(message, `${PARAMETERS}.order.type`) !== undefined) {
		found.push({
			field: 'Quick Pay',
			path: `${PARAMETERS}.order.type`,
			problem: 'is on for an order in Brazil',
			advice: "Turn it off: Meta's pages name it for India only.",
		});
	}
	return found;
}

function adviseLink(settings: unknown, index: number): Advisory[] {
	const link = at(settings, 'upi_intent_link.link');
	if (typeof link !== 'string' || names(link).every((name) => UPI_ATTRIBUTES.has(name))) return [];
	return [
		{
			field: 'UPI Intent Link',
			path: `${PARAMETERS}.payment_settings[${index}].upi_intent_link.link`,
			problem: 'has attributes that WhatsApp does not read',
			advice: `Meta's page names ${[...UPI_ATTRIBUTES].join(', ')} only. Check that the payment works without the others.`,
		},
	];
}

/** WhatsApp docs: Payments India > UPI intent (apps), Dynamic VPA (links). */
function adviseIndia(message: IDataObject): Advisory[] {
	const links = listAt(message, `${PARAMETERS}.payment_settings`).flatMap(adviseLink);
	const path = `${PARAMETERS}.preferred_payment_methods`;
	if (!listAt(message, path).some((entry) => at(entry, 'method') === 'bhim')) return links;
	const advice = "Choose another app, or pay through a gateway: Meta's page on UPI does not name BHIM.";
	return [...links, { field: 'Preferred Payment App', path, problem: 'is BHIM without a payment gateway', advice }];
}

/** Orders: rules that Meta's documentation only recommends or contradicts itself about. */
export const adviseOrder: MessageRule = (message) => {
	if (!isInteractive(message, 'order_details')) return [];
	const isBrazilian = at(message, `${PARAMETERS}.currency`) === 'BRL';
	return [
		...(isBrazilian ? adviseBrazil(message) : adviseIndia(message)),
		...adviseItems(at(message, PARAMETERS), PARAMETERS, isBrazilian),
	];
};
