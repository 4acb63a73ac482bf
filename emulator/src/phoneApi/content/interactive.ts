import type { Json } from '../../messages/checks';
import type { MediaStore } from '../../mediaStore';
import { catalog, CATALOG_ID, productOf } from '../catalog';
import type { Button, Card, Content, Header, Media } from '../types';
import { placeOf } from './contacts';
import { mediaOf } from './media';
import { orderDetails, orderStatus } from './order';
import { compact, objects, part, text, texts } from './read';

const fileKinds = ['image', 'video', 'document', 'gif'];

/** The header of an interactive message or a card. */
export function headerOf(header: unknown, store: MediaStore): Header | undefined {
	const { type, text: words, ...rest } = part(header);
	if (type === 'text') return { text: text(words) };
	if (type === 'location') return { place: placeOf(rest.location) };
	const kind = String(type);
	return fileKinds.includes(kind) ? { media: mediaOf(kind as Media['kind'], part(rest[kind]), store) } : undefined;
}

/** Meta docs: Messages > Interactive messages: header, body, footer, and what the customer can do. */
export function interactiveContent(interactive: Json, store: MediaStore): Content {
	const action = part(interactive.action);
	return compact({
		type: 'interactive',
		header: headerOf(interactive.header, store),
		text: text(part(interactive.body).text),
		footer: text(part(interactive.footer).text),
		...(actions[String(interactive.type)]?.(action, part(action.parameters), store) ?? {}),
	});
}

type Shown = Partial<Content>;

/** What each interactive type adds. */
const actions: Record<string, (action: Json, parameters: Json, store: MediaStore) => Shown> = {
	button: ({ buttons }) => ({ buttons: replies(buttons) }),
	list: ({ button, sections }) => ({
		list: {
			button: text(button) ?? '',
			sections: objects(sections).map(({ title, rows }) =>
				compact({
					title: text(title),
					rows: objects(rows).map(({ id, title: name, description }) =>
						compact({ id: String(id), title: String(name), description: text(description) }),
					),
				}),
			),
		},
	}),
	cta_url: (_action, { display_text, url }) => ({ buttons: [linkButton(display_text, url)] }),
	flow: (_action, { flow_cta }) => ({ buttons: [{ kind: 'flow', title: text(flow_cta) ?? '' }] }),
	product: ({ product_retailer_id: id, catalog_id }) => ({
		header: { product: productOf(String(id)) },
		products: { catalogId: String(catalog_id), sections: [{ items: [productOf(String(id))] }] },
		buttons: [{ kind: 'product', title: 'View' }],
	}),
	product_list: ({ catalog_id, sections }) => ({
		products: { catalogId: String(catalog_id), sections: productSections(sections) },
		buttons: [{ kind: 'products', title: 'View items' }],
	}),
	catalog_message: (_action, { thumbnail_product_retailer_id: id }) => ({
		header: { product: id === undefined ? catalog()[0] : productOf(String(id)) },
		products: { catalogId: CATALOG_ID, sections: [{ items: catalog() }] },
		buttons: [{ kind: 'catalog', title: 'View catalog' }],
	}),
	location_request_message: () => ({ buttons: [{ kind: 'location', title: 'Send location' }] }),
	address_message: (_action, { values, saved_addresses, validation_errors }) => ({
		address: {
			values: texts(values),
			saved: objects(saved_addresses).map(({ id, value }) => ({ id: String(id ?? ''), values: texts(value) })),
			errors: texts(validation_errors),
		},
		buttons: [{ kind: 'address', title: 'Provide address' }],
	}),
	call_permission_request: () => ({ buttons: [{ kind: 'callPermission', title: 'Choose preference' }] }),
	voice_call: (_action, { display_text, payload }) => ({
		buttons: [compact({ kind: 'voiceCall' as const, title: text(display_text) ?? 'Call now', id: text(payload) })],
	}),
	request_contact_info: () => ({ buttons: [{ kind: 'contact', title: 'Share contact info' }] }),
	contact_request: () => ({ buttons: [{ kind: 'contact', title: 'Share contact info' }] }),
	carousel: ({ cards }, _parameters, store) => ({ cards: objects(cards).map((card) => cardOf(card, store)) }),
	order_details: (_action, parameters) => ({
		order: orderDetails(parameters),
		buttons: [{ kind: 'pay', title: 'Review and pay' }],
	}),
	order_status: (_action, parameters) => ({ order: orderStatus(parameters) }),
};

/** Products by section. */
export const productSections = (sections: unknown): NonNullable<Content['products']>['sections'] =>
	objects(sections).map(({ title, product_items }) =>
		compact({
			title: text(title),
			items: objects(product_items).map(({ product_retailer_id: id }) => productOf(String(id))),
		}),
	);

function replies(buttons: unknown): Button[] {
	return objects(buttons).map((button) => {
		const { id, title } = part(button.reply ?? button.quick_reply);
		return { kind: 'reply', id: String(id), title: String(title) };
	});
}

export const linkButton = (title: unknown, url: unknown): Button => ({
	kind: 'url',
	title: text(title) ?? '',
	url: text(url),
});

/** A card of media or of a product (Meta docs: Messages > Interactive media carousel messages). */
function cardOf(card: Json, store: MediaStore): Card {
	const action = part(card.action);
	if (card.type === 'product') {
		const product = productOf(String(action.product_retailer_id));
		return { product, buttons: [{ kind: 'product', title: 'View' }] };
	}
	const { display_text, url } = part(action.parameters);
	return compact({
		header: headerOf(card.header, store),
		text: text(part(card.body).text),
		buttons: action.buttons === undefined ? [linkButton(display_text, url)] : replies(action.buttons),
	});
}
