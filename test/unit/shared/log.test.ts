import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { logOf, MAX_LOGGED_TEXT, toLogLine } from '../../../nodes/WhatsAppBusinessCloud/shared/log';
import { rememberSecrets } from '../../../nodes/WhatsAppBusinessCloud/shared/secrets';

function recorder() {
	const lines: unknown[][] = [];
	const at =
		(level: string) =>
		(...parts: unknown[]): void => {
			lines.push([level, ...parts]);
		};
	return { lines, context: { logger: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } } };
}

test.each(['debug', 'info', 'warn', 'error'] as const)('logs %s on one line without escapes or secrets', (level) => {
	rememberSecrets('s3cret-of-the-run');
	const { lines, context } = recorder();
	const text = 'Flow: \u001b[2Jinvalid\u202e\r\n2026-01-01 | error | forged s3cret-of-the-run';
	logOf(context)[level](text, { workflowId: 'w' });
	logOf(context)[level]('plain');
	expect(lines).toEqual([
		[level, 'Flow: invalid 2026-01-01 | error | forged [removed]', { workflowId: 'w' }],
		[level, 'plain'],
	]);
});

test('limits a line to 4,000 characters', () => {
	expect(toLogLine('x'.repeat(100_000))).toHaveLength(4000);
});

test.each([
	['keeps words of any script', 'No such screen: счёт 汉字 😀', 'No such screen: счёт 汉字 😀'],
	['joins several lines', 'a\r\nb\n\tc\u2028d\u0085e', 'a b c d e'],
	['removes escape sequences of a terminal', '\u001b[31mred\u001b[0m', 'red'],
	['removes NUL', 'a\0b', 'a b'],
	['removes direction marks', 'a\u202eb\u2066c', 'abc'],
	['replaces halves of characters', 'a\ud83d', 'a\ufffd'],
	['cuts a long text', 'x'.repeat(5000), 'x'.repeat(300)],
	['cuts between characters', `${'x'.repeat(299)}😀`, 'x'.repeat(299)],
])('sanitizes external text: %s', (_name, text, expected) => {
	expect(toLogLine(text, MAX_LOGGED_TEXT)).toBe(expected);
});

const sourceFiles = (folder: string): string[] =>
	readdirSync(folder)
		.map((name) => join(folder, name))
		.flatMap((path) => (statSync(path).isDirectory() ? sourceFiles(path) : path.endsWith('.ts') ? [path] : []));

test("writes to n8n's log only in log.ts", () => {
	const root = join(__dirname, '../../../nodes');
	const users = sourceFiles(root).filter((path) => /\blogger\b|\bLoggerProxy\b/.test(readFileSync(path, 'utf8')));
	expect(users.map((path) => path.slice(root.length + 1).replace(/\\/g, '/'))).toEqual([
		'WhatsAppBusinessCloud/shared/log.ts',
	]);
});
