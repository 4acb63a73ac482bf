import { adviseMessage } from '../../../../nodes/WhatsAppBusinessCloud/messages/advice';

const flow = (flow_cta: unknown) => ({
	type: 'interactive',
	interactive: { type: 'flow', action: { name: 'flow', parameters: { flow_cta } } },
});
const problems = (flow_cta: unknown): string[] => adviseMessage(flow(flow_cta)).map(({ message }) => message);

test.each(['Book 🍕', '❤️', 'Top 1️⃣', '🇮🇳', '⏰ now', '👩‍👩‍👧'])(
	'warns about a Flow button text with an emoji: %s',
	(text) => {
		expect(problems(text)).toEqual(["'Button Text' has an emoji"]);
	},
);

test.each(['Book 1 table', '50 % off #1 *', 'Größe №5', 'बुक करें', '予約する', 'Acme™ ©', 'x'.repeat(30)])(
	'does not warn about a Flow button without emoji: %s',
	(text) => {
		expect(problems(text)).toEqual([]);
	},
);

test('warns about a Flow button of more than 30 characters', () => {
	expect(problems('x'.repeat(31))).toEqual(["'Button Text' has more than 30 characters"]);
});

test.each([undefined, null, 5, ['🍕'], { text: '🍕' }])(
	'does not warn about raw JSON with %j as the button text',
	(value) => {
		expect(problems(value)).toEqual([]);
	},
);

test.each([{}, { type: 'interactive', interactive: null }, { type: 'interactive', interactive: { action: ['x'] } }])(
	'handles raw JSON of any shape: %j',
	(message) => {
		expect(adviseMessage(message)).toEqual([]);
	},
);
