/**
 * A field of a template's form has an address, for example `card.0.button.1.url`: the position of its value in the
 * message. Its ID in the form resembles its label, `Card 1 Button 2 URL Suffix`: n8n shows the ID when the value is
 * missing. Saved workflows contain both: add new ones, never change them.
 */
const fixed: ReadonlyArray<[address: string, id: string]> = [
	['header.image', 'Header Image'],
	['header.video', 'Header Video'],
	['header.document', 'Header Document'],
	['header.gif', 'Header GIF'],
	['header.filename', 'Header File Name'],
	['header.location.latitude', 'Header Latitude'],
	['header.location.longitude', 'Header Longitude'],
	['header.location.name', 'Header Place Name'],
	['header.location.address', 'Header Address'],
	['header.product.id', 'Header Product ID'],
	['header.product.catalog', 'Header Catalog ID'],
	['offer.expires', 'Offer Ends'],
	['order.reference', 'Order Reference ID'],
	['order.status', 'Order Status'],
	['order.description', 'Order Description'],
	// An authentication template has one button, whose code is also in the body.
	['button.0.otp', 'Verification Code'],
];

const buttonParts: ReadonlyArray<[part: string, name: string]> = [
	['url', 'URL Suffix'],
	['otp', 'Verification Code'],
	['payload', 'Payload'],
	['code', 'Code'],
	['flow_token', 'Flow Token'],
	['flow_data', 'Flow Data'],
	['thumbnail', 'Thumbnail Product ID'],
	['products', 'Products'],
	['minutes', 'Minutes to Call'],
	['call_payload', 'Call Payload'],
	['order', 'Order Details'],
];

const idOf = new Map(fixed);
const addressOf = new Map(fixed.map(([address, id]) => [id, address]));
const nameOfPart = new Map(buttonParts);
const partOfName = new Map(buttonParts.map(([part, name]) => [name, part]));

/** The ID of an address outside of cards. */
function plainId(address: string): string {
	const known = idOf.get(address);
	if (known !== undefined) return known;
	const [, kind, variable] = /^(header\.text|body)\.(\w+)$/.exec(address) ?? [];
	if (kind !== undefined) return `${kind === 'body' ? 'Body' : 'Header'} {{${variable}}}`;
	const [, index, part] = /^button\.(\d)\.(\w+)$/.exec(address) ?? [];
	const name = part === undefined ? undefined : nameOfPart.get(part);
	return name === undefined ? address : `Button ${Number(index) + 1} ${name}`;
}

/** The address of an ID outside of cards. */
function plainAddress(id: string): string {
	const known = addressOf.get(id);
	if (known !== undefined) return known;
	const [, kind, variable] = /^(Header|Body) \{\{(\w+)\}\}$/.exec(id) ?? [];
	if (kind !== undefined) return `${kind === 'Body' ? 'body' : 'header.text'}.${variable}`;
	const [, number, name] = /^Button (\d{1,2}) (.+)$/.exec(id) ?? [];
	const part = name === undefined ? undefined : partOfName.get(name);
	return part === undefined ? id : `button.${Number(number) - 1}.${part}`;
}

/** @returns the ID that n8n shows; an unknown address is returned unchanged */
export function fieldId(address: string): string {
	const [, card, rest] = /^card\.(\d{1,2})\.(.+)$/.exec(address) ?? [];
	return card === undefined ? plainId(address) : `Card ${Number(card) + 1} ${plainId(rest)}`;
}

/**
 * @returns the address of a form field; an address, which older workflows contain instead of the ID, is returned
 * unchanged
 */
export function fieldAddress(id: string): string {
	const [, card, rest] = /^Card (\d{1,2}) (.+)$/.exec(id) ?? [];
	return card === undefined ? plainAddress(id) : `card.${Number(card) - 1}.${plainAddress(rest)}`;
}
