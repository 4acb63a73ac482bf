import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { managementEdges, managementTable, unlistedOperations } from '../../scripts/coverageTable/edges';
import { coverage, platformKinds } from '../../scripts/coverageTable/table';
import { withTable } from '../../scripts/markdown';
import { webhookFieldsTable } from '../../scripts/coverageTable/webhookFields';
import { PROJECT } from '../../scripts/n8n/paths';

const page = readFileSync(join(PROJECT, 'docs/operations.md'), 'utf8');
const now = coverage();

test('supports every kind that the platform has', () => expect(now.nowhere).toEqual([]));

test('has no kind that is missing from the platform list', () => expect(now.unlisted).toEqual([]));

test('keeps the tables in docs/operations.md up to date (npm run coverage writes them)', () => {
	expect(withTable(page, now.markdown)).toBe(page);
});

test('keeps the table of webhook fields in docs/receiving.md up to date (npm run coverage writes it)', () => {
	const receiving = readFileSync(join(PROJECT, 'docs/receiving.md'), 'utf8');
	expect(withTable(receiving, webhookFieldsTable())).toBe(receiving);
});

test('lists every operation that manages an account, with the edges that it uses', () => {
	expect(unlistedOperations()).toEqual([]);
	expect(
		managementEdges.filter(({ operations, leftOut }) => (operations === undefined) === (leftOut === undefined)),
	).toEqual([]);
});

test('keeps the table of edges in docs/account.md up to date (npm run coverage writes it)', () => {
	const account = readFileSync(join(PROJECT, 'docs/account.md'), 'utf8');
	expect(withTable(account, managementTable())).toBe(account);
});

test('shows each kind in its row, and lists nothing twice', () => {
	const rows = now.markdown.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
	const { messages, interactive, templates } = platformKinds;
	expect(rows).toHaveLength(messages.length + interactive.length + templates.length + 3);
	expect(new Set(rows).size).toBe(rows.length);
	for (const row of rows)
		expect(
			row
				.split('|')
				.slice(1, -1)
				.every((cell) => cell.trim() !== ''),
		).toBe(true);
});

describe('reports differences', () => {
	test('reports a message type that the node cannot send', () => {
		const { nowhere, unlisted } = coverage({ ...platformKinds, messages: [...platformKinds.messages, 'poll'] });
		expect({ nowhere, unlisted }).toEqual({ nowhere: ['poll'], unlisted: [] });
	});

	test('reports a header type that an interactive message cannot have', () => {
		const interactive = platformKinds.interactive.map((kind) =>
			kind.type === 'list' ? { ...kind, headers: ['image', 'text'] } : kind,
		);
		const { nowhere, unlisted } = coverage({ ...platformKinds, interactive });
		expect({ nowhere, unlisted }).toEqual({
			nowhere: ['list; headers: image, text'],
			unlisted: ['list; headers: text'],
		});
	});

	test('reports template parts that the node cannot create or send', () => {
		const more = [
			{ part: 'Poll', create: 'POLL', send: ['poll'] },
			{ part: 'Header: audio', create: 'HEADER AUDIO', send: [] },
		];
		const { nowhere, unlisted } = coverage({ ...platformKinds, templates: [...platformKinds.templates, ...more] });
		expect({ nowhere, unlisted }).toEqual({
			nowhere: ['Poll: POLL', 'Poll: poll', 'Header: audio: HEADER AUDIO'],
			unlisted: [],
		});
	});

	test.each([
		['a message type', { messages: platformKinds.messages.filter((kind) => kind !== 'sticker') }, ['sticker']],
		[
			'an interactive message type',
			{ interactive: platformKinds.interactive.filter(({ type }) => type !== 'flow') },
			['flow; headers: document, image, text, video; flow'],
		],
		[
			'a template part',
			{ templates: platformKinds.templates.filter(({ create }) => create !== 'BUTTON MPM') },
			['BUTTON MPM', 'button.mpm'],
		],
		[
			'a template part that can only be sent',
			{ templates: platformKinds.templates.filter(({ part }) => part !== 'Body: date') },
			['body.date_time'],
		],
	])('reports %s that is not in the list', (_name, without, kinds) => {
		const { nowhere, unlisted } = coverage({ ...platformKinds, ...without });
		expect({ nowhere, unlisted }).toEqual({ nowhere: [], unlisted: kinds });
	});
});

test('rejects a file without a place for the table', () => {
	expect(() => withTable('# Operations', '')).toThrow('<!-- coverage:start --> and <!-- coverage:end --> are missing');
});
