import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { findMessageType } from '../../../nodes/WhatsAppBusinessCloud/messages';
import { envelope, readCommon } from '../../../nodes/WhatsAppBusinessCloud/messages/common';
import { commonFields } from '../../../nodes/WhatsAppBusinessCloud/messages/common';
import { parseRecipient } from '../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import type { Parameters } from '../../../nodes/WhatsAppBusinessCloud/shared/input/parameters';
import { checkInteractive } from '../../../emulator/src/messages/interactive';
import { examples, readExample, type Change } from './metaExamples';
import { operationForms } from './operationForms';

const contact: Parameters = {
	name: {
		data: {
			formatted_name: 'John Smith',
			first_name: 'John',
			last_name: 'Smith',
			middle_name: 'D.',
			prefix: 'Dr',
			suffix: 'Jr',
		},
	},
	additionalFields: {
		addresses: {
			address: [
				{
					type: 'HOME',
					street: '1 Hacker Way',
					city: 'Menlo Park',
					state: 'CA',
					zip: '94025',
					country: 'United States',
					country_code: 'us',
				},
				{
					type: 'WORK',
					street: '200 Jefferson Dr',
					city: 'Menlo Park',
					state: 'CA',
					zip: '94025',
					country: 'United States',
					country_code: 'us',
				},
			],
		},
		birthday: '2012-08-18',
		emails: {
			data: [
				{ type: 'WORK', email: 'test@fb.com' },
				{ type: 'HOME', email: 'test@whatsapp.com' },
			],
		},
		organization: { data: { company: 'WhatsApp', department: 'Design', title: 'Manager' } },
		phones: {
			data: [
				{ type: 'HOME', phone: '+1 (940) 555-1234', whatsapp_user_id: '' },
				{ type: 'WORK', phone: '+1 (650) 555-1234', whatsapp_user_id: '16505551234' },
			],
		},
		urls: {
			url: [
				{ type: 'WORK', url: 'https://www.facebook.com' },
				{ type: 'HOME', url: 'https://www.whatsapp.com' },
			],
		},
	},
};
const place: Parameters = {
	latitude: 37.758056,
	longitude: -122.425332,
	additionalFields: { nameAndAddress: { name: 'META HQ', address: '1 Hacker Way, Menlo Park, CA 94025' } },
};
const byId: Parameters = { mediaPath: 'useMediaId', mediaId: '1037543291543636' };
const byLink: Parameters = { mediaPath: 'useMediaLink', mediaLink: 'https://example.com/file' };
const caption = (mediaCaption: string, more: Parameters = {}): Parameters => ({
	additionalFields: { mediaCaption, ...more },
});
const row = (section: number, number: number) => ({
	title: `<SECTION_${section}_ROW_${number}_TITLE>`,
	description: `<SECTION_${section}_ROW_${number}_DESC>`,
	id: `<LIST_SECTION_${section}_ROW_${number}_ID>`,
});
const list: Parameters = {
	textBody: '<BODY_TEXT>',
	buttonText: '<BUTTON_TEXT>',
	sections: {
		section: [1, 2].map((number) => ({
			title: `<LIST_SECTION_${number}_TITLE>`,
			rows: { row: [row(number, 1), row(number, 2)] },
		})),
	},
	additionalFields: { headerText: '<HEADER_TEXT>', footerText: '<FOOTER_TEXT>' },
};
const flow: Parameters = {
	textBody: '<BODY_TEXT>',
	buttonText: 'Open Flow!',
	flowScreen: '<SCREEN_ID>',
	flowDataInput: 'json',
	flowData: '{ "<CUSTOM_KEY>": "<CUSTOM_VALUE>" }',
	additionalFields: { headerText: '<HEADER_TEXT>', footerText: '<FOOTER_TEXT>', flowToken: '<FLOW_TOKEN>' },
};
const hidden = 'Not shown in draft mode';
const draft: Parameters = {
	...flow,
	flowMode: 'draft',
	textBody: hidden,
	buttonText: 'Not shown in draft mode',
	additionalFields: { headerText: hidden, footerText: hidden, flowToken: '<FLOW_TOKEN>' },
};
const sold = { productRetailerId: '<YOUR_PRODUCT1_SKU_IN_CATALOG>' };

/** Message type, the form, and the required changes to the example. */
const forms: Record<string, [string, Parameters, Change?]> = {
	'Send Audio Message by ID': ['audio', byId],
	'Send Audio Message by URL': ['audio', byLink],
	'Send Catalog Message': [
		'catalog_message',
		{
			textBody: 'Hello! Thanks for your interest. Ordering is easy. Just visit our catalog and add items to purchase.',
			additionalFields: { footerText: 'Best grocery deals on WhatsApp!', thumbnailProductRetailerId: '2lc20305pt' },
		},
	],
	'Send Contact Message': ['contacts', contact],
	'Send Document Message by ID': [
		'document',
		{ ...byId, ...caption('<DOCUMENT_CAPTION_TO_SEND>', { mediaFilename: '<DOCUMENT_FILENAME>' }) },
	],
	'Send Document Message by URL': ['document', { ...byLink, ...caption('<DOCUMENT-CAPTION-TEXT>') }],
	'Send Draft Flow by ID': ['flow', { ...draft, flow: '1434689960874242' }],
	'Send Draft Flow by Name': ['flow', { ...draft, flow: '{{Flow-Name}}' }],
	'Send Image Message by ID': ['image', byId],
	'Send Image Message by URL': ['image', byLink],
	'Send List Message': ['list', list],
	'Send Location Message': ['location', place],
	'Send Multi-Product Message': [
		'product_list',
		{
			headerText: '<YOUR_TEXT_HEADER_CONTENT>',
			textBody: '<YOUR_TEXT_BODY_CONTENT>',
			catalogId: '146265584024623',
			productSections: {
				section: [
					{
						title: '<SECTION1_TITLE>',
						products: { product: [sold, { productRetailerId: '<YOUR_SECOND_PRODUCT1_SKU_IN_CATALOG>' }] },
					},
					{
						title: '<SECTION2_TITLE>',
						products: {
							product: [
								{ productRetailerId: '<YOUR_PRODUCT2_SKU_IN_CATALOG>' },
								{ productRetailerId: '<YOUR_SECOND_PRODUCT2_SKU_IN_CATALOG>' },
							],
						},
					},
				],
			},
			additionalFields: { footerText: '<YOUR_TEXT_FOOTER_CONTENT>' },
		},
	],
	'Send Order Details Message': [
		'order_details',
		{
			textBody: 'your-text-body-content',
			referenceId: 'unique-reference-id',
			goodsType: 'digital-goods',
			paymentType: 'upi',
			paymentConfiguration: 'my-payment-config-name',
			items: { item: [{ name: 'bread', retailerId: '1234567', amount: 15, saleAmount: 10, quantity: 1 }] },
			additionalFields: {
				taxAmount: 1,
				shippingAmount: 1,
				discountAmount: 1,
				footerText: 'your-text-footer-content',
				headerFile: {
					file: {
						headerType: 'image',
						headerMediaLink:
							'https://upload.wikimedia.org/wikipedia/commons/thumb/3/3b/Home_made_sour_dough_bread.jpg/640px-Home_made_sour_dough_bread.jpg',
					},
				},
				taxDescription: 'optional_text',
				shippingDescription: 'optional_text',
				discountDescription: 'optional_text',
				discountProgramName: 'optional_text',
				totalAmount: 11,
			},
		},
	],
	'Send Order Status Message': [
		'order_status',
		{
			textBody: 'your-text-body-content',
			referenceId: 'unique-reference-id-from-details',
			orderStatus: 'processing',
			additionalFields: { statusDescription: 'optional-text' },
		},
	],
	'Send Published Flow by ID': ['flow', { ...flow, flow: '1434689960874242' }],
	'Send Published Flow by Name': ['flow', { ...flow, flow: '{{Flow-Name}}' }],
	'Send Reply Button': [
		'button',
		{
			textBody: '<BUTTON_TEXT>',
			buttons: {
				button: [
					{ title: '<BUTTON_TITLE_1>', id: '<UNIQUE_BUTTON_ID_1>' },
					{ title: '<BUTTON_TITLE_2>', id: '<UNIQUE_BUTTON_ID_2>' },
				],
			},
		},
	],
	'Send Reply to Audio Message by ID': ['audio', byId],
	'Send Reply to Audio Message by URL': ['audio', byLink],
	'Send Reply to Contact Message': ['contacts', contact],
	'Send Reply to Document Message by ID': [
		'document',
		{ ...byId, ...caption('<DOCUMENT_CAPTION_TO_SEND>', { mediaFilename: '<DOCUMENT_FILENAME>' }) },
	],
	'Send Reply to Document Message by URL': ['document', { ...byLink, ...caption('<DOCUMENT_CAPTION_TEXT>') }],
	'Send Reply to Image Message by ID': ['image', byId],
	'Send Reply to Image Message by URL': ['image', byLink],
	// The platform treats a message without a type as text.
	'Send Reply to List Message': ['list', list, (example) => (example.type = 'interactive')],
	'Send Reply to Location Message': ['location', place],
	'Send Reply to Sticker Message by ID': ['sticker', byId],
	'Send Reply to Sticker Message by URL': ['sticker', byLink],
	'Send Reply to Text Message': ['text', { textBody: '<TEXT_MSG_CONTENT>', additionalFields: { previewUrl: false } }],
	'Send Reply to Video Message by ID': ['video', { ...byId, ...caption('<VIDEO_CAPTION_TEXT>') }],
	'Send Reply to Video Message by URL': ['video', { ...byLink, ...caption('<VIDEO_CAPTION_TEXT>') }],
	'Send Reply with Reaction Message': ['reaction', { reactionMessageId: 'wamid.HBgLM...', emoji: '😀' }],
	'Send Single Product Message': [
		'product',
		{
			textBody: '<OPTIONAL_BODY_TEXT>',
			catalogId: '367025965434465',
			productRetailerId: '<ID_TEST_ITEM_1>',
			additionalFields: { footerText: '<OPTIONAL_FOOTER_TEXT>' },
		},
	],
	'Send Sticker Message by ID': ['sticker', byId],
	'Send Sticker Message by URL': ['sticker', byLink],
	'Send Text Message': ['text', { textBody: 'text-message-content', additionalFields: { previewUrl: false } }],
	'Send Text Message with Preview URL': [
		'text',
		{ textBody: 'Please visit https://youtu.be/hpltvTEiRrY.', additionalFields: { previewUrl: true } },
	],
	'Send Video Message by ID': ['video', { ...byId, ...caption('<VIDEO_CAPTION_TEXT>') }],
	'Send Video Message by URL': ['video', { ...byLink, ...caption('<VIDEO_CAPTION_TEXT>') }],
};

/** The parameters that n8n has for a form with only these fields filled in. */
function filledForm(type: string, fields: Parameters): Parameters {
	const { properties, additionalFields = [] } = findMessageType(type);
	const offered = (list: INodeProperties[], name: string): void => {
		if (!list.some((property) => property.name === name)) throw new Error(`The form of ${type} has no ${name}`);
	};
	for (const name of Object.keys(fields)) if (name !== 'additionalFields') offered(properties, name);
	for (const name of Object.keys(fields.additionalFields ?? {})) offered([...additionalFields, ...commonFields], name);
	return {
		...Object.fromEntries(properties.map((property) => [property.name, property.default])),
		additionalFields: {},
		...fields,
	};
}

test('covers every example with a message type here or an operation of its own', () => {
	expect([...Object.keys(forms), ...Object.keys(operationForms)].sort()).toEqual(Object.keys(examples).sort());
});

test.each(Object.keys(forms))("builds Meta's example %s", (name) => {
	const [type, fields, change] = forms[name];
	expect(type).not.toBe('raw');
	// A message without a type is a text message.
	const expected: IDataObject = { type: 'text', ...readExample(name, change) };
	const reply = (expected.context as IDataObject | undefined)?.message_id;
	const more =
		reply === undefined
			? {}
			: { additionalFields: { ...(fields.additionalFields as object), replyToMessageId: reply } };
	const parameters = filledForm(type, { ...fields, ...more });
	const built = findMessageType(type).build(parameters);
	const recipient = parseRecipient(expected.to, 'Recipient');
	expect(envelope({ recipient, built, common: readCommon(parameters.additionalFields) })).toEqual(expected);
	if (expected.type === 'interactive')
		expect(() => checkInteractive(expected.interactive as IDataObject)).not.toThrow();
});
