import { adviseMessage } from '../../../../nodes/WhatsAppBusinessCloud/messages/advice';

const text = (length: number, category?: unknown) =>
	({ type: 'text', text: { body: '😀'.repeat(length) }, category }) as Parameters<typeof adviseMessage>[0];

test.each(['utility', 'authentication'])(
	'a Direct Send text of more than 1,024 characters gets a warning: %s',
	(category) => {
		expect(adviseMessage(text(1025, category))).toEqual([
			{
				field: 'Message',
				message: "'Message' has more than 1024 characters in Direct Send",
				advice: "Shorten it. Meta's page on Direct Send allows 1024 characters.",
			},
		]);
		expect(adviseMessage(text(1024, category))).toEqual([]);
	},
);

test.each([undefined, 'service'])('a text of an ordinary message gets no warning: category %s', (category) => {
	expect(adviseMessage(text(4096, category))).toEqual([]);
});

test('raw JSON is named by its place', () => {
	expect(adviseMessage(text(1025, 'utility'), 'Message (JSON)')[0].message).toBe(
		"In 'Message (JSON)', text.body has more than 1024 characters in Direct Send",
	);
});
