import type { INode } from 'n8n-workflow';
import {
	classifyRecipient,
	lookUpErrorCode,
	knownCodes,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes';
import { classifyError, GraphApiError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { RetryState } from '../../../../nodes/WhatsAppBusinessCloud/transport/retry';
import { ROWS } from './table';

const node: INode = { id: '1', name: 'WhatsApp', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };

const ERRNO =
	/ECONN|EADDR|ETIMEDOUT|ENOTFOUND|EHOST|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO|ERRADDR/i;

/** What a headline or advice must mention when Meta attributes the error to that subject. */
const SPEAKS_OF: Record<string, RegExp> = {
	recipient: /recipient|users? |contact/i,
	template: /template/i,
	flow: /flow/i,
	group: /group|participant|user is not/i,
	number: /number|phone|PIN|username|call|block list|history|synchroniz|code|groups/i,
	account: /account|business|insights|sign-up|flows are|payment|marketing templates|Direct Send/i,
	app: /app|token|permission|page|request|Meta/i,
	meta: /Meta|WhatsApp|service|block list/i,
	message: /./,
};

describe('the table of error codes', () => {
	it('has exactly the documented codes', () => {
		const ranges = new Set([200, 219, 299]);
		const listed = ROWS.map(({ code }) => code).filter((code) => !ranges.has(code));
		expect(new Set(listed).size).toBe(listed.length);
		expect([...knownCodes].sort((a, b) => a - b)).toEqual(listed.sort((a, b) => a - b));
	});

	it.each(ROWS)('defines for $code: subject $subject, retry $retry, class $class', (row) => {
		const known = lookUpErrorCode(row.code)!;
		expect({ subject: known.subject, retry: known.retry, wait: known.waitMs }).toEqual({
			subject: row.subject,
			retry: row.retry,
			wait: row.wait,
		});
		const { after, ...rest } = classifyRecipient({ code: row.code }, 0)!;
		expect(rest).toEqual({ class: row.class, ...(row.scope && { scope: row.scope }) });
		const dated = row.wait !== undefined && (row.class === 'later' || row.class === 'retryable');
		expect(after).toBe(dated ? new Date(row.wait!).toISOString() : undefined);
	});

	it.each(ROWS)('has for $code a headline and advice that fit its subject', ({ code, subject, word }) => {
		const { title, advice } = lookUpErrorCode(code)!;
		expect(title).toMatch(word);
		expect(`${title} ${advice}`).toMatch(SPEAKS_OF[subject]);
		expect(title).toMatch(/^[A-Z].{8,110}[^.!]$/);
		expect(advice).toMatch(/^[A-Za-z].*\.$/);
		for (const sentence of [title, advice]) {
			expect(sentence).not.toMatch(/\b(errors?|problems?|failures?|mistakes?|node)\b/i);
			expect(sentence).not.toMatch(/\b(person|mend|anew|goes on)\b/i);
			expect(sentence).not.toMatch(ERRNO);
			expect(sentence).not.toContain('canceled before');
			expect(sentence).not.toMatch(/\s\s|\n/);
		}
	});

	it.each(ROWS)('mentions the recipient for $code only if it is about the recipient', (row) => {
		const response = classifyError({ code: row.code, message: 'x', httpStatus: 400, waitMs: 60_000 });
		const { description } = new GraphApiError(node, { outcome: 'rejected', response });
		const lines = description!.split('\n').filter((line) => /to this recipient|class '/.test(line));
		const what = { marketing: 'marketing messages', calls: 'calls' }[row.scope ?? ''] ?? 'messages';
		if (row.class === 'never')
			expect(lines).toEqual([
				`${row.scope === 'calls' ? 'Make' : 'Send'} no more ${what} to this recipient (class 'never').`,
			]);
		else if (row.class === 'later')
			expect(lines).toEqual([
				expect.stringMatching(
					new RegExp(`^(Send|Make) ${what} to this recipient after 20\\S+Z at the earliest \\(class 'later'\\)\\.$`),
				),
			]);
		else expect(lines).toEqual([]);
	});

	it.each(ROWS)('retries $code automatically only if a retry can help', ({ code, retried }) => {
		expect(classifyError({ code, message: '' }).retryable).toBe(retried);
		const generic = lookUpErrorCode(code)!.generic === true;
		const waits = (mayRetry: boolean, transient: boolean) =>
			new RetryState({ maxRetries: 5, mayRetry }).delayForResponse(
				classifyError({ code, message: '', httpStatus: 500, transient, waitMs: 1000 }),
			) !== undefined;
		expect(waits(false, false)).toBe(retried);
		expect(waits(false, true)).toBe(retried || generic);
		expect(waits(true, false)).toBe(retried || generic);
	});
});
