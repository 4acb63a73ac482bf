import type { Files, Json } from '../../../emulator/test/phone/parts';

const byId = (id: string, more: Json = {}): Json => ({ mediaPath: 'useMediaId', mediaId: id, ...more });
const headerFile = (headerType: string, headerMediaId: string, more: Json = {}): Json => ({
	headerFile: { file: { headerType, headerMediaPath: 'useMediaId', headerMediaId, ...more } },
});
const card = (headerType: string, headerMediaId: string, textBody: string, more: Json): Json => ({
	headerType,
	headerMediaPath: 'useMediaId',
	headerMediaId,
	textBody,
	...more,
});
const replies = (...titles: string[]): Json => ({ button: titles.map((title) => ({ title })) });
const catalogId = '194836987003835';
const shop = 'https://shop.example.com';

/** The fields of Send for each of the emulator's examples of messages, by the name of the example. */
export function messageForms({ image, sticker, document, video, audio }: Files): Record<string, Json> {
	const ask = (messageType: string, more: Json = {}): Json => ({ messageType, textBody: 'How can we help?', ...more });
	const carousel = (...cards: Json[]): Json => ask('carousel', { cards: { card: cards } });
	return {
		text: {
			messageType: 'text',
			textBody: '*Bold*, _italic_, ~struck~ and `code`\n> Quoted\n- One\n- Two\n1. First\n2. Second',
		},
		link: { messageType: 'text', textBody: `See ${shop}/sale.`, additionalFields: { previewUrl: true } },
		image: { messageType: 'image', ...byId(image), textBody: 'New shoes' },
		video: { messageType: 'video', ...byId(video), textBody: 'How it works' },
		audio: { messageType: 'audio', ...byId(audio) },
		voice: { messageType: 'audio', ...byId(audio), voice: true },
		document: {
			messageType: 'document',
			...byId(document),
			textBody: 'Your invoice',
			additionalFields: { mediaFilename: 'invoice-2026-118.pdf' },
		},
		sticker: { messageType: 'sticker', ...byId(sticker) },
		location: {
			messageType: 'location',
			mapLocation: '37.4847, -122.1473',
			additionalFields: { nameAndAddress: { name: 'Lucky Shrub', address: '1 Lucky Way' } },
		},
		contacts: {
			messageType: 'contacts',
			contactsInput: 'several',
			contacts: {
				contact: [
					{
						formatted_name: 'Jessica Vega',
						first_name: 'Jessica',
						organization: { data: { company: 'Lucky Shrub', title: 'Owner' } },
						phones: { data: [{ phone: '+1 650-555-9876', type: 'WORK' }] },
					},
				],
			},
		},
		buttons: ask('button', {
			buttons: replies('Track order', 'Talk to us', 'Opening hours'),
			additionalFields: { ...headerFile('image', image), footerText: 'Acme Shop' },
		}),
		'buttons-document': ask('button', {
			buttons: { button: [{ title: 'Received', id: 'ok' }] },
			additionalFields: headerFile('document', document, { headerMediaFilename: 'invoice-2026-118.pdf' }),
		}),
		list: ask('list', {
			buttonText: 'Choose a time',
			sections: {
				section: [
					{
						title: 'Morning',
						rows: {
							row: [
								{ id: '9', title: '9:00', description: 'With Ann' },
								{ id: '10', title: '10:00' },
							],
						},
					},
				],
			},
		}),
		'link-button': ask('cta_url', { buttonText: 'Open shop', url: shop }),
		flow: ask('flow', {
			buttonText: 'Book a visit',
			flow: { __rl: true, mode: 'name', value: 'visit_booking' },
			flowAction: 'navigate',
			flowScreen: 'START',
		}),
		product: ask('product', { catalogId, productRetailerId: 'di9ozbzfi4' }),
		products: ask('product_list', {
			headerText: 'For your garden',
			catalogId,
			productSections: { section: [{ title: 'Plants', products: { product: [{ productRetailerId: 'lemon-tree' }] } }] },
		}),
		catalog: ask('catalog_message'),
		carousel: carousel(
			...[1, 2, 3].map((number) => card('image', image, `Offer ${number}`, { buttonText: 'Buy now', url: shop })),
		),
		'carousel-replies': {
			...carousel(
				...[0, 1].map((index) =>
					card('video', video, `Course ${index + 1}`, {
						quickReplies: { quickReply: ['Book', 'Ask'].map((title) => ({ title, id: `${title}-${index}` })) },
					}),
				),
			),
			cardButtons: 'quick_reply',
		},
		'product-carousel': ask('product_carousel', {
			catalogId,
			products: { product: ['di9ozbzfi4', 'lemon-tree'].map((productRetailerId) => ({ productRetailerId })) },
		}),
		'order-details': ask('order_details', {
			referenceId: 'A-2044',
			orderCountry: 'IN',
			paymentConfiguration: 'mine',
			items: {
				item: [
					{ retailerId: '1', name: 'Rye bread', amount: 200, quantity: 2 },
					{ retailerId: '2', name: 'Butter', amount: 100, quantity: 1 },
				],
			},
			additionalFields: { taxAmount: 20 },
		}),
		'order-status': ask('order_status', {
			referenceId: 'A-2044',
			orderStatus: 'shipped',
			additionalFields: { statusDescription: 'With you on Monday' },
		}),
		'location-request': ask('location_request_message'),
		'address-request': ask('address_message'),
		'contact-request': ask('request_contact_info'),
		'call-permission': ask('call_permission_request'),
		'call-button': ask('voice_call', { buttonText: 'Call us' }),
	};
}
