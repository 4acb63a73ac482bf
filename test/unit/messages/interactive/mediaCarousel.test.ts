import { inputErrorOf } from '../../inputErrorOf';
import { build, interactive, least } from './forms';

const card = (more: object = {}) => ({
	headerType: 'image',
	headerMediaPath: 'useMediaLink',
	headerMediaLink: 'https://example.com/1.jpg',
	textBody: 'Rye',
	buttonText: 'See it',
	url: 'https://example.com/rye',
	...more,
});
const form = (cards: object[], more: object = {}) => ({ textBody: 'Bread', cards: { card: cards }, ...more });
const link = { name: 'cta_url', parameters: { display_text: 'See it', url: 'https://example.com/rye' } };

test('sends cards with URL buttons and media by link, by ID and from the input item', () => {
	const cards = [
		card(),
		card({ headerType: 'video', headerMediaPath: 'useMediaId', headerMediaId: '42', textBody: '' }),
		card({ headerMediaPath: 'useMedian8n', headerMediaPropertyName: 'photo' }),
	];
	const built = build(
		'carousel',
		form(cards, { additionalFields: { footerText: 'not there', headerText: 'nor this' } }),
	);
	expect(built).toEqual({
		body: {
			type: 'interactive',
			interactive: {
				type: 'carousel',
				body: { text: 'Bread' },
				action: {
					cards: [
						{
							card_index: 0,
							type: 'cta_url',
							header: { type: 'image', image: { link: 'https://example.com/1.jpg' } },
							body: { text: 'Rye' },
							action: link,
						},
						{ card_index: 1, type: 'cta_url', header: { type: 'video', video: { id: '42' } }, action: link },
						{
							card_index: 2,
							type: 'cta_url',
							header: { type: 'image', image: {} },
							body: { text: 'Rye' },
							action: link,
						},
					],
				},
			},
		},
		uploads: [{ kind: 'image', field: ['card', 3, 'Input Data Field Name'], binary: 'photo', target: {} }],
		links: [{ kind: 'image', field: ['card', 1, 'Header Link'], link: 'https://example.com/1.jpg' }],
	});
	built.uploads[0].target.id = '7';
	expect(JSON.stringify(built.body)).toContain('"header":{"type":"image","image":{"id":"7"}}');
});

test('sends cards with quick replies with the same type as cards with URL buttons', () => {
	const quickReplies = (more: object[] = []) => ({
		quickReplies: { quickReply: [{ title: 'Take it', id: '' }, { title: 'Not now', id: 'no' }, ...more] },
	});
	const sent = interactive(
		'carousel',
		form([card(quickReplies()), card(quickReplies())], { cardButtons: 'quick_reply' }),
	);
	const action = {
		buttons: [
			{ type: 'quick_reply', quick_reply: { id: 'Take it', title: 'Take it' } },
			{ type: 'quick_reply', quick_reply: { id: 'no', title: 'Not now' } },
		],
	};
	const header = { type: 'image', image: { link: 'https://example.com/1.jpg' } };
	expect(sent.action).toEqual({
		cards: [0, 1].map((index) => ({ card_index: index, type: 'cta_url', header, body: { text: 'Rye' }, action })),
	});
});

test('accepts its own output as JSON', () => {
	for (const cardButtons of ['cta_url', 'quick_reply']) {
		const cards = [
			card({ quickReplies: { quickReply: { title: 'A' } } }),
			card({
				headerMediaPath: 'useMediaId',
				headerMediaId: '42',
				quickReplies: { quickReply: [{ title: 'B', id: 'b' }] },
			}),
		];
		const { action } = interactive('carousel', form(cards, { cardButtons })) as { action: { cards: object[] } };
		expect(
			interactive('carousel', {
				textBody: 'Bread',
				defineCards: 'json',
				cardsJson: JSON.stringify(action.cards),
				cardButtons: 'cta_url',
			}).action,
		).toEqual(action);
	}
});

const replies = (...titles: string[]) => ({ quickReplies: { quickReply: titles.map((title) => ({ title })) } });
const asJson = (...cards: unknown[]) => ({ defineCards: 'json', cardsJson: cards });
const header = { type: 'image', image: { link: 'https://example.com/1.jpg' } };

test.each([
	[
		'another number of buttons than the other cards',
		form([card(replies('A', 'B')), card(replies('A'))], { cardButtons: 'quick_reply' }),
		"'Cards' differ in their buttons: card 1 has 2 quick replies, card 2 has 1 quick reply",
	],
	[
		'another kind of buttons than the other cards',
		asJson(
			{ header, action: link },
			{ header, action: link },
			{ header, action: { buttons: [{ type: 'quick_reply', quick_reply: { title: 'A' } }] } },
		),
		"'Cards' differ in their buttons: card 1 has a URL button, card 3 has 1 quick reply",
	],
	[
		'identical titles',
		form([card(replies('A', 'A')), card(replies('A', 'B'))], { cardButtons: 'quick_reply' }),
		"'Title' of button 2 of card 1 is the same as that of button 1 of card 1",
	],
	['no button text', form([card(), card({ buttonText: '' })]), "'Button Text' of card 2 is empty"],
	['no URL', form([card({ url: '' }), card()]), "'URL' of card 1 is empty"],
	[
		'a URL of another scheme',
		form([card({ url: 'mailto:a@example.com' }), card()]),
		"'URL' of card 1 must start with https:// or http://",
	],
	['no image', form([card(), card({ headerMediaLink: '' })]), "'Header Link' of card 2 is empty"],
	['a text header', form([card({ headerType: 'text' }), card()]), "'Header Type' of card 1 has an unknown value"],
	[
		'a document in JSON',
		asJson({ header: { type: 'document', document: { id: '1' } }, action: link }, { header, action: link }),
		"'Header Type' of card 1 has an unknown value",
	],
	['text as card', asJson('a', 'b'), 'Card 1 needs an object with fields, got text'],
])('rejects a card with %s', (_what, parameters, message) => {
	expect(inputErrorOf(() => build('carousel', { ...least.carousel, ...parameters })).message).toBe(message);
});
