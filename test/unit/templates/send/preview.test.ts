import { templateHtml, templateSummary } from '../../../../nodes/WhatsAppBusinessCloud/templates/send';
import { seedTemplates } from '../../../../emulator/src/templates/seed';

const lines = (name: string): string[] => {
	const template = seedTemplates().find((one) => one.name === name);
	if (!template) throw new Error(`No template ${name}`);
	return templateHtml(template).split('<br>');
};

test.each([
	[
		'hello_world',
		['<b>Hello World</b>', 'Welcome, and thank you for trying this out.', '<small>Acme Shop, Springfield</small>'],
	],
	[
		'new_arrivals',
		['[Image]', 'New in our shop, {{1}}: have a look.', '[Shop Now] <small>https://shop.example.com</small>'],
	],
	[
		'login_code',
		[
			'<b>{{1}}</b> is your verification code. For your security, do not share this code.',
			'<small>This code expires in 5 minutes.</small>',
			'[Copy code]',
		],
	],
	[
		'weekend_offer',
		[
			'[Image]',
			'Ends soon!',
			'Only this weekend, {{1}}: use code {{2}} and save.',
			'[Copy offer code]',
			'[Shop Now] <small>https://shop.example.com/sale?c={{1}}</small>',
		],
	],
	[
		'summer_carousel',
		[
			'Fresh for you, {{1}}: two of our favorites.',
			...['lemons', 'limes'].flatMap((fruit, index) => [
				`<b>Card ${index + 1}</b>`,
				'[Image]',
				'{{1}} off until {{2}} only, while they last.',
				'[More like this]',
				`[Buy] <small>https://shop.example.com/${fruit}?c={{1}}</small>`,
			]),
		],
	],
	['pickup_place', ['[Location]', 'Your parcel {{1}} waits for you here.']],
])('shows %s as its recipients see it', (name, expected) => {
	expect(lines(name)).toEqual(expected);
});

test('shows the number of a call button, formatting and line breaks, and escapes everything else', () => {
	expect(
		templateHtml({
			components: [
				{ type: 'header', text: '<img src=x>' },
				{ type: 'body', text: ' *Hi*\n<script>{{1}}</script> ' },
				{ type: 'buttons', buttons: [{ type: 'PHONE_NUMBER', text: 'Call & ask', phone_number: '+16315558100' }] },
			],
		}),
	).toBe(
		[
			'<b>&lt;img src=x&gt;</b>',
			'<b>Hi</b>',
			'&lt;script&gt;{{1}}&lt;/script&gt;',
			'[Call &amp; ask] <small>+16315558100</small>',
		].join('<br>'),
	);
});

test('omits what it cannot read', () => {
	for (const components of [undefined, 'x', [null, 1, {}], [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [{}, 1] }]])
		expect(templateHtml({ components })).toBe('');
	expect(templateHtml({ components: [{ type: 'CAROUSEL', cards: [{}] }] })).toBe('<b>Card 1</b>');
});

test('summarizes the body in one line', () => {
	expect(templateSummary({ components: [{ type: 'BODY', text: 'Hi {{1}},\n\nnews' }] })).toBe('Hi {{1}}, news');
	expect(
		templateSummary({
			components: [
				{ type: 'header', format: 'image' },
				{ type: 'body', text: 'New' },
			],
		}),
	).toBe('[Image] New');
	expect(
		templateSummary({
			components: [
				{ type: 'BODY', text: 'New' },
				{ type: 'CAROUSEL', cards: [{}, {}] },
			],
		}),
	).toBe('[2 cards] New');
	expect(templateSummary({ components: [{ type: 'HEADER', format: 'TEXT', text: 'Hi' }] })).toBeUndefined();
	expect(templateSummary({ components: [] })).toBeUndefined();
});
