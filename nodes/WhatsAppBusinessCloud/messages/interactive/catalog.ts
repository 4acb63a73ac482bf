import { pickedValue } from '../../shared/input/listLocator';
import { omitUndefined, optionalId, readAdditionalFields } from '../../shared/input/parameterValues';
import { productField } from './catalogFields';
import { interactiveType } from './defineInteractiveType';

const thumbnailName = 'Thumbnail Product';

/** WhatsApp docs: Messages > Catalog messages. `{name, parameters: {thumbnail_product_retailer_id}}`. */
export const catalog = interactiveType({
	value: 'catalog_message',
	name: 'Catalog',
	description: 'Send a text with a button that opens your catalog',
	body: { placeholder: 'e.g. Have a look at everything we bake' },
	properties: [],
	additionalFields: [
		{
			...productField(
				thumbnailName,
				'thumbnailProductRetailerId',
				'The product whose image is shown above the text. Default: the first product in the catalog.',
			),
			required: false,
			hint: 'Required for some accounts. Enter a product if WhatsApp rejects the message.',
		},
	],
	action(parameters) {
		const thumbnail = optionalId(
			pickedValue(readAdditionalFields(parameters.additionalFields).thumbnailProductRetailerId),
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
