import { order, type Files, type Json } from '../../../emulator/test/phone/parts';

const catalogId = '194836987003835';

/**
 * The fields of Send Template for each of the emulator's examples of templates, by the name of the example.
 * @param offerEnds date and time at which the offer of the example ends
 */
export function templateForms({ image, document, video }: Files, offerEnds: string): Record<string, Json> {
	/** Name, language and values, as the form saves them. */
	const form = (name: string, value: Json = {}): Json => ({
		operation: 'sendTemplate',
		template: { __rl: true, mode: 'list', value: `${name}|en_US` },
		templateInput: 'fields',
		templateFields: { mappingMode: 'defineBelow', value },
	});
	const card = (index: number): Json => ({
		[`Card ${index} Header Image`]: image,
		[`Card ${index} {{1}}`]: '20%',
		[`Card ${index} {{2}}`]: 'Sunday',
		[`Card ${index} Payload for “More like this” Button 1`]: `more-${index - 1}`,
		[`Card ${index} URL Suffix for “Buy” Button 2`]: 'ann',
	});
	const password = { 'Verification Code': '482913' };
	return {
		template: form('order_update', {
			'Header {{1}}': 'A-2044',
			'{{1}}': 'Ann',
			'{{2}}': '$42.50',
			'{{3}}': 'Monday',
			'URL Suffix for “Track Order” Button 1': 'A-2044',
		}),
		'template-media': form('new_arrivals', { 'Header Image': image, '{{1}}': 'Ann' }),
		'template-document': form('invoice_ready', {
			'Header Document': document,
			'{{first_name}}': 'Ann',
			'{{invoice_number}}': '2026-118',
			'{{amount}}': '$42.50',
			'{{due_date}}': 'December 1',
		}),
		'template-location': form('pickup_place', {
			'Header Latitude': 52.5,
			'Header Longitude': 13.4,
			'Header Place Name': 'Parcel shop',
			'{{1}}': 'A-2044',
		}),
		'template-password': form('login_code', password),
		'template-offer': form('weekend_offer', {
			'Header Image': image,
			'{{1}}': 'Ann',
			'{{2}}': 'SAVE25',
			'Offer Ends': offerEnds,
			'Code for “Copy offer code” Button 1': 'SAVE25',
			'URL Suffix for “Shop Now” Button 2': 'ann',
		}),
		'template-carousel': form('summer_carousel', { '{{1}}': 'Ann', ...card(1), ...card(2) }),
		'template-every-button': form('every_button', {
			'URL Suffix for “Your Page” Button 4': 'ann',
			'Code for “Copy offer code” Button 6': 'SAVE25',
			'Flow Token for “Book a Visit” Button 7': 'T-1',
		}),
		'template-products': form('picked_for_you', {
			'Header {{1}}': 'Ann',
			'Products for “View items” Button 1': 'Plants: lemon-tree',
		}),
		'template-catalog': form('whole_catalog', { '{{1}}': 'Ann' }),
		'template-order': form('order_payment', {
			'{{1}}': 'A-2044',
			'Order Details (JSON) for “Review and Pay” Button 1': JSON.stringify(order()),
		}),
		'template-payment': form('payment_reminder', {
			'{{1}}': 'A-2044',
			'Pix Code for “Copy Pix code” Button 1': '000201',
			'Boleto Digitable Line for “Copy Boleto code” Button 2': '03399',
			'Payment Link for “Open payment link” Button 3': 'https://example.com/pay/2044',
		}),
		'template-call-permission': form('may_we_call'),
		'template-video': form('product_video', { 'Header Video': video, '{{1}}': 'Ann' }),
		'template-gif': form('dancing_gif', { 'Header GIF': video }),
		'template-product': form('single_product', {
			'Header Product ID': 'di9ozbzfi4',
			'Header Catalog ID': catalogId,
			'{{1}}': 'Ann',
		}),
		'template-product-carousel': form(
			'product_carousel',
			Object.assign(
				{},
				...['di9ozbzfi4', 'nqryix03ez', 'lemon-tree'].map((id, index) => ({
					[`Card ${index + 1} Header Product ID`]: id,
					[`Card ${index + 1} Header Catalog ID`]: catalogId,
				})),
			) as Json,
		),
		'template-one-tap-password': form('login_code_one_tap', password),
		'template-order-status': form('order_shipped', {
			'{{1}}': 'Ann',
			'Order Reference ID': 'A-2044',
			'Order Status': 'shipped',
			'Order Description': 'With you on Monday',
		}),
	};
}
