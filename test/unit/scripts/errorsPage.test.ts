import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTable } from '../../../scripts/markdown';
import { FURTHER_READING } from '../../../scripts/errorsPage/furtherReading';
import { errorSections, inWords } from '../../../scripts/errorsPage/page';
import { TOPICS } from '../../../scripts/errorsPage/topics';
import { PROJECT } from '../../../scripts/n8n/paths';
import { errorAnchor, knownCodes, lookUpErrorCode } from '../../../nodes/WhatsAppBusinessCloud/transport/errorCodes';
import { anchors } from '../../anchors';

const page = readFileSync(join(PROJECT, 'docs', 'errors.md'), 'utf8');
const entries = TOPICS.flatMap((topic) => topic.entries);
const headings = entries.map(({ heading }) => heading);

describe('docs/errors.md', () => {
	it('is up to date (npm run docs:errors writes it)', () => {
		expect(withTable(page, errorSections())).toBe(page);
	});

	it('has each code once, with the texts that the node shows', () => {
		expect(new Set(headings).size).toBe(headings.length);
		expect(knownCodes.filter((code) => !headings.includes(String(code)))).toEqual([]);
		for (const { code, subcode, known } of entries) expect(lookUpErrorCode(code, subcode)).toBe(known);
	});

	it('has the heading that the link in an error leads to', () => {
		const present = anchors(page);
		const linked = entries.map(({ code, subcode }) => errorAnchor(code, subcode)!);
		expect(linked.filter((anchor) => !present.includes(anchor))).toEqual([]);
		expect(errorAnchor(100, 2388024)).toBe('2388024');
		expect(errorAnchor(102, 463)).toBe('190-subcode-463');
		expect(errorAnchor(131047, 2388024)).toBe('131047');
		expect(errorAnchor(250)).toBe('200');
		expect(errorAnchor(199_999)).toBeUndefined();
	});

	it('has further reading only for codes that exist', () => {
		expect(Object.keys(FURTHER_READING).filter((heading) => !headings.includes(heading))).toEqual([]);
	});

	it('says for a code what happened, what to do, whether it is retried, and what it means for the recipient', () => {
		expect(errorSections()).toContain(
			[
				'### 131056',
				'**Too many messages to this recipient in a short time**<br>\nMeta\'s text: "(Business Account, Consumer Account) pair rate limit hit"',
				'Leave at least 6 seconds between messages to one recipient. You can write to others meanwhile. More: [Rate limits](large-runs.md#rate-limits).',
				'The node retries it. You see it when all retries failed. Class: `retryable`, wait: 6 seconds.',
			].join('\n\n'),
		);
	});

	it.each([
		[86_400_000, '1 day'],
		[600_000, '10 minutes'],
		[1000, '1 second'],
	])('writes %i ms as %s', (ms, text) => expect(inWords(ms)).toBe(text));
});
