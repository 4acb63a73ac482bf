import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { toEntries, assertObject } from '../../shared/input/listParameter';
import { withPath } from '../../shared/inputError';
import type { Parameters } from '../../shared/input/parameters';
import { readEnum, optionalText } from '../../shared/input/parameterValues';
import { cardFields as names } from '../check/carousel';
import { templateCounts, templateTexts } from '../definitionLimits';
import type { ExampleUpload } from '../types';
import { buildButtons, buttonsComponent, buttonsField } from './buttons';
import { buttonKinds } from './buttonFields';
import { textExample, variableExamples } from './examples';
import { exampleFields, mediaHeader } from './header';
import { prefixFields } from '../../shared/inputPath';

const headerField = 'Header on Each Card';
const headers = ['IMAGE', 'VIDEO', 'PRODUCT'] as const;

const cardKinds = buttonKinds.filter(({ value }) =>
	['PHONE_NUMBER', 'QUICK_REPLY', 'SPM', 'URL'].includes(String(value)),
);

/** The cards of a carousel. */
export const cardsFields: INodeProperties[] = [
	{
		displayName: headerField,
		name: 'cardHeaderFormat',
		type: 'options',
		options: [
			{ name: 'Image', value: 'IMAGE', description: 'Each card shows an image' },
			{ name: 'Product', value: 'PRODUCT', description: 'Each card shows a product from the catalog' },
			{ name: 'Video', value: 'VIDEO', description: 'Each card shows a video' },
		],
		default: 'IMAGE',
		description: 'The header type of all cards',
	},
	{
		displayName: names.list,
		name: 'cards',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Card',
		default: {},
		description: `${templateCounts.cards.min} to ${templateCounts.cards.max} cards. All cards must have the same components.`,
		options: [
			{
				displayName: 'Card',
				name: 'card',
				values: [
					...exampleFields({ '/cardHeaderFormat': ['IMAGE', 'VIDEO'] }),
					{
						displayName: names.text,
						name: 'bodyText',
						type: 'string',
						typeOptions: { rows: 2 },
						default: '',
						placeholder: 'e.g. Rye sourdough, baked overnight',
						description: `Text below the header, up to ${templateTexts.cardBody.max} characters. Variables are allowed.`,
					},
					variableExamples,
					buttonsField(cardKinds, 'One or two buttons. All cards must have the same button types.'),
				],
			},
		],
	},
];

function buildCard(format: string, card: Parameters): { components: IDataObject[]; uploads: ExampleUpload[] } {
	const { header, uploads } =
		format === 'PRODUCT' ? { header: { type: 'HEADER', format }, uploads: [] } : mediaHeader(format, card);
	const text = optionalText(card.bodyText, names.text);
	const example = textExample(text ?? '', card.bodyExamples, 'body', names.text);
	const body = text === undefined ? [] : [{ type: 'BODY', text, ...(example && { example }) }];
	return { components: [header, ...body, ...buttonsComponent(buildButtons(card.buttons))], uploads };
}

/**
 * The form's `{type: CAROUSEL, cards}`. WhatsApp docs: Templates > Media card carousel templates.
 * @throws InputError naming the card
 */
export function buildCards(parameters: Parameters): { carousel: IDataObject; uploads: ExampleUpload[] } {
	const format = readEnum(parameters.cardHeaderFormat, headerField, headers, 'IMAGE');
	const built = toEntries(parameters.cards, 'card', names.list).map((entry, index) => {
		const path = ['card', index + 1];
		const { components, uploads } = withPath(path, () => buildCard(format, assertObject(entry)));
		return { components, uploads: prefixFields(path, uploads) };
	});
	return {
		carousel: { type: 'CAROUSEL', cards: built.map(({ components }) => ({ components })) },
		uploads: built.flatMap(({ uploads }) => uploads),
	};
}
