import { endSentence } from '../../../nodes/WhatsAppBusinessCloud/shared/endSentence';

it.each([
	['Rate limit hit', 'Rate limit hit.'],
	['Rate limit hit.', 'Rate limit hit.'],
	['Why?', 'Why?'],
	['Wait!', 'Wait!'],
	['and more…', 'and more…'],
	['Lines:', 'Lines:'],
	['He said "No."', 'He said "No."'],
	["Set 'Link'", "Set 'Link'."],
	['Wait (10 s)', 'Wait (10 s).'],
	['(See above.)', '(See above.)'],
	['', '.'],
])('ends %j with punctuation once', (text, ended) => {
	expect(endSentence(text)).toBe(ended);
});
