import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { findMessageType, messageTypes } from '../../../nodes/WhatsAppBusinessCloud/messages';
import { inputErrorOf } from '../inputErrorOf';

type Option = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/** Every field of a form, including those inside collections. */
function all(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = ((property.options ?? []) as Option[]).flatMap((option) => {
			if ('values' in option) return all(option.values);
			return 'type' in option ? all([option]) : [];
		});
		return [property, ...inner];
	});
}

test('lists the message types by use, Text first', () => {
	expect(messageTypes.map(({ name, value }) => [name, value])).toEqual([
		['Text', 'text'],
		['Image', 'image'],
		['Document', 'document'],
		['Video', 'video'],
		['Audio', 'audio'],
		['Sticker', 'sticker'],
		['Reply Buttons', 'button'],
		['List', 'list'],
		['URL Button (CTA)', 'cta_url'],
		['Flow', 'flow'],
		['Location', 'location'],
		['Contacts', 'contacts'],
		['Reaction', 'reaction'],
		['Location Request', 'location_request_message'],
		['Address Request', 'address_message'],
		['Contact Info Request', 'request_contact_info'],
		['Media Carousel', 'carousel'],
		['Single Product', 'product'],
		['Product List', 'product_list'],
		['Product Carousel', 'product_carousel'],
		['Catalog', 'catalog_message'],
		['Order Details', 'order_details'],
		['Order Status', 'order_status'],
		['Voice Call Button', 'voice_call'],
		['Call Permission Request', 'call_permission_request'],
		['Raw JSON', 'raw'],
	]);
});

test('finds a type by its value', () => {
	for (const type of messageTypes) expect(findMessageType(type.value)).toBe(type);
});

test.each([undefined, null, 'poll', {}, 'Text'])('rejects the unknown type %j', (value) => {
	const found = inputErrorOf(() => findMessageType(value));
	expect(found.message).toBe("'Message Type' has an unknown value");
	expect(found.advice).toBe(`Use one of: ${messageTypes.map((type) => type.value).join(', ')}`);
});

/**
 * Names, types and defaults of n8n's built-in WhatsApp node, by path. Imported workflows must fit into these fields.
 */
const builtIn: Record<string, Record<string, [string, unknown]>> = {
	text: { textBody: ['string', ''], '+previewUrl': ['boolean', false] },
	location: {
		longitude: ['number', ''],
		latitude: ['number', ''],
		'+nameAndAddress.name': ['string', ''],
		'+nameAndAddress.address': ['string', ''],
	},
	document: { mediaFilename: ['string', ''], '+mediaFilename': ['string', ''], '+mediaCaption': ['hidden', ''] },
	image: { '+mediaCaption': ['hidden', ''] },
	video: { '+mediaCaption': ['hidden', ''] },
	contacts: {
		...Object.fromEntries(
			['formatted_name', 'first_name', 'last_name', 'middle_name', 'suffix', 'prefix'].map((key) => [
				`name.data.${key}`,
				['string', ''],
			]),
		),
		'+addresses.address.type': ['options', 'HOME'],
		...Object.fromEntries(
			['street', 'city', 'state', 'zip', 'country', 'country_code'].map((key) => [
				`+addresses.address.${key}`,
				['string', ''],
			]),
		),
		'+birthday': ['string', ''],
		'+emails.data.type': ['options', 'HOME'],
		'+emails.data.email': ['string', ''],
		...Object.fromEntries(
			['company', 'department', 'title'].map((key) => [`+organization.data.${key}`, ['string', '']]),
		),
		'+phones.data.type': ['options', 'CELL'],
		'+phones.data.phone': ['string', ''],
		'+phones.data.whatsapp_user_id': ['string', ''],
		'+urls.url.type': ['options', 'HOME'],
		'+urls.url.url': ['string', ''],
	},
};
const media: Record<string, [string, unknown]> = {
	mediaPath: ['options', 'useMediaLink'],
	mediaLink: ['string', ''],
	mediaId: ['string', ''],
	// 'data' in the built-in node. Empty means the only file of the item.
	mediaPropertyName: ['string', ''],
};
for (const kind of ['audio', 'document', 'image', 'sticker', 'video']) {
	builtIn[kind] = { ...builtIn[kind], ...media };
}

function at(properties: INodeProperties[], path: string[]): INodeProperties | undefined {
	const [name, ...rest] = path;
	const property = properties.find((one) => one.name === name);
	if (rest.length === 0 || property === undefined) return property;
	if (property.type === 'collection') return at(property.options as INodeProperties[], rest);
	const inner = (property.options as INodePropertyCollection[]).find((one) => one.name === rest[0]);
	return inner && at(inner.values, rest.slice(1));
}

describe.each(Object.entries(builtIn))('%s has the fields of the built-in node', (value, fields) => {
	test.each(Object.entries(fields))('defines the field %s with the same type and default', (path, [type, fallback]) => {
		const form = findMessageType(value);
		const property = path.startsWith('+')
			? at(form.additionalFields ?? [], path.slice(1).split('.'))
			: at(form.properties, path.split('.'));
		expect(property).toMatchObject({ type, default: fallback });
	});
});

describe.each(messageTypes.map((type) => [type.name, type] as const))('form of %s', (_name, type) => {
	const fields = all([...type.properties, ...(type.additionalFields ?? [])]);

	test('starts placeholders with "e.g." or "Add"', () => {
		for (const { placeholder = 'e.g. ', type: kind } of fields) {
			expect(placeholder).toMatch(kind === 'fixedCollection' || kind === 'collection' ? /^(Add |e\.g\. )/ : /^e\.g\. /);
		}
	});

	test('ends descriptions with a period only when they have several sentences', () => {
		for (const { description = '', hint = '' } of [...fields, { description: type.description, hint: '' }]) {
			for (const text of [description, hint]) {
				const [, before] = /^(.*?)<a [^>]*>[^<]*<\/a>$/.exec(text) ?? [];
				if (before) expect(before).toMatch(/\. $/);
				else expect(/\. [A-Z]/.test(text)).toBe(text.endsWith('.'));
			}
		}
	});

	test('gives JSON fields valid JSON by default, because the editor marks an empty one as invalid', () => {
		for (const { default: initial, type: kind } of fields)
			if (kind === 'json') expect(JSON.parse(String(initial))).toEqual(expect.anything());
	});

	test('displays no two fields of one name at once', () => {
		const exclude = (one: INodeProperties, other: INodeProperties): boolean =>
			Object.entries(one.displayOptions?.show ?? {}).some(([key, values]) => {
				const others: unknown[] | undefined = other.displayOptions?.show?.[key];
				return others !== undefined && !values?.some((value) => others.includes(value));
			});
		const { properties } = type;
		properties.forEach((one, index) => {
			const others = properties.slice(index + 1).filter(({ name }) => name === one.name);
			expect(others.filter((other) => !exclude(one, other))).toEqual([]);
		});
	});

	test('does not hide a field behind another type', () => {
		const shown = Object.assign({}, ...fields.map(({ displayOptions }) => displayOptions?.show ?? {}));
		for (const path of Object.keys(shown)) {
			const reachable = path.startsWith('/') ? type.properties : fields;
			expect(reachable.some(({ name }) => name === path.replace('/', ''))).toBe(true);
		}
	});
});
