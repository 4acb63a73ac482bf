import { adviseMessage } from '../../../../nodes/WhatsAppBusinessCloud/messages/advice';

const text = (length: number, category?: unknown) =>
	({ type: 'text', text: { body: '😀'.repeat(length) }, category }) as Parameters<typeof adviseMessage>[0];

test.each(['utility', 'authentication'])(
	'warns about a Direct Send text of more than 1,024 characters: %s',
	(category) => {
		expect(adviseMessage(text(1025, category))).toEqual([
			{
				field: 'Text',
				message: "'Text' has more than 1024 characters in Direct Send",
				advice: "Shorten it. Meta's page on Direct Send allows 1024 characters.",
			},
		]);
		expect(adviseMessage(text(1024, category))).toEqual([]);
	},
);

test.each([undefined, 'service'])('does not warn about the text of other messages: category %s', (category) => {
	expect(adviseMessage(text(4096, category))).toEqual([]);
});

test('shows the path of a Direct Send warning in raw JSON', () => {
	expect(adviseMessage(text(1025, 'utility'), 'Message (JSON)')[0].message).toBe(
		"In 'Message (JSON)', text.body has more than 1024 characters in Direct Send",
	);
});
