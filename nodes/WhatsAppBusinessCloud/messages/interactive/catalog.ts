import { omitUndefined, optionalId, readAdditionalFields } from '../../shared/input/parameterValues';
import { interactiveType } from './defineInteractiveType';

const thumbnailName = 'Thumbnail Product ID';

/** WhatsApp docs: Messages > Catalog messages. `{name, parameters: {thumbnail_product_retailer_id}}`. */
export const catalog = interactiveType({
	value: 'catalog_message',
	name: 'Catalog',
	description: 'Send a text with a button that opens your catalog',
	body: { placeholder: 'e.g. Have a look at everything we bake' },
	properties: [],
	additionalFields: [
		{
			displayName: thumbnailName,
			name: 'thumbnailProductRetailerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. SKU-1042',
			description:
				'Content ID (SKU) of the product whose image is shown above the text. Default: the first product in the catalog.',
			hint: 'Required for some accounts. Enter a product if WhatsApp rejects the message.',
		},
	],
	action(parameters) {
		const thumbnail = optionalId(
			readAdditionalFields(parameters.additionalFields).thumbnailProductRetailerId,
			thumbnailName,
		);
		return {
			action: omitUndefined({
				name: 'catalog_message',
				parameters: thumbnail === undefined ? undefined : { thumbnail_product_retailer_id: thumbnail },
			}),
		};
	},
});
