import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { logOf, toLogLine } from '../../../nodes/WhatsAppBusinessCloud/shared/log';
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

test.each(['debug', 'info', 'warn', 'error'] as const)('%s: one line without escape sequences and secrets', (level) => {
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

test('a line has at most 4000 characters', () => {
	expect(toLogLine('x'.repeat(100_000))).toHaveLength(4000);
});

const sourceFiles = (folder: string): string[] =>
	readdirSync(folder)
		.map((name) => join(folder, name))
		.flatMap((path) => (statSync(path).isDirectory() ? sourceFiles(path) : path.endsWith('.ts') ? [path] : []));

test("nothing but log.ts writes to n8n's log", () => {
	const root = join(__dirname, '../../../nodes');
	const users = sourceFiles(root).filter((path) => /\blogger\b|\bLoggerProxy\b/.test(readFileSync(path, 'utf8')));
	expect(users.map((path) => path.slice(root.length + 1).replace(/\\/g, '/'))).toEqual([
		'WhatsAppBusinessCloud/shared/log.ts',
	]);
});
