import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveAway } from '../../../scripts/n8n/freshData';
import { keepExamples, type KeptExamples, type WantedExample } from '../../../scripts/n8n/keptExamples';
import type { WorkflowDefinition } from '../../../scripts/n8n/rest';
import { startFakeN8n, type FakeN8n } from './fakeN8n';

const note = (text: string): WorkflowDefinition['nodes'][number] => ({
	id: 'note',
	name: 'Note',
	type: 'n8n-nodes-base.stickyNote',
	typeVersion: 1,
	position: [0, 0],
	parameters: { content: text },
});

const example = (number: string, text: string): WantedExample => ({
	file: `${number}-example.json`,
	workflow: { name: `WhatsApp ${number} - Example ${number}`, nodes: [note(text)], connections: {} },
});

/** Two examples with this text. */
const examples = (text: string): WantedExample[] => ['15', '16'].map((number) => example(number, text));

const LATER = '2026-01-02T00:00:00.000Z';

let n8n: FakeN8n;
beforeEach(async () => (n8n = await startFakeN8n()));
afterEach(async () => await n8n.close());

const keep = async (wanted: WantedExample[]): Promise<KeptExamples> =>
	await keepExamples(n8n.rest, wanted, n8n.recordFile);

/** The texts of the examples in n8n, in the order of their numbers. */
const texts = (): unknown[] =>
	[...n8n.workflows]
		.sort((a, b) => a.name.localeCompare(b.name))
		.map(({ nodes }) => nodes.map(({ parameters }) => parameters.content).join());

const workflowOf = (number: string) => n8n.workflows.find(({ name }) => name.startsWith(`WhatsApp ${number}`))!;

describe('examples of an earlier start', () => {
	beforeEach(async () => {
		await keep(examples('old'));
		n8n.changes.length = 0;
	});

	it('are replaced when their files changed', async () => {
		const { workflows, notes } = await keep([example('15', 'old'), example('16', 'new')]);
		expect(texts()).toEqual(['old', 'new']);
		expect(n8n.changes).toEqual([`PATCH /rest/workflows/${encodeURIComponent(workflowOf('16').id)}`]);
		expect(workflows).toEqual(
			['15', '16'].map((number) => ({ id: workflowOf(number).id, name: workflowOf(number).name })),
		);
		expect(notes).toEqual(['Updated to this version of the package: WhatsApp 16.']);
	});

	it('are replaced once, and again by the next version', async () => {
		await keep(examples('new'));
		expect((await keep(examples('new'))).notes).toEqual([]);
		expect((await keep(examples('newer'))).notes).toEqual([
			'Updated to this version of the package: WhatsApp 15, WhatsApp 16.',
		]);
		expect(texts()).toEqual(['newer', 'newer']);
	});

	it('are published again when they were published', async () => {
		await n8n.rest.publish(workflowOf('16').id);
		await keep(examples('new'));
		expect(texts()).toEqual(['new', 'new']);
		expect(workflowOf('16')).toMatchObject({ versionId: 'v1+', published: 'v1+' });
		expect(workflowOf('15').published).toBeUndefined();
	});

	it('are updated though n8n cannot publish them', async () => {
		await n8n.rest.publish(workflowOf('16').id);
		n8n.publishError = 'Another trigger listens';
		const { notes } = await keep(examples('new'));
		expect(texts()).toEqual(['new', 'new']);
		expect(notes[1]).toMatch(
			/^WhatsApp 16 was updated, but n8n could not publish it again: .*Another trigger listens$/,
		);
	});

	it.each([
		['a step', { nodes: [note('mine')] }],
		['a connection', { connections: { Note: {} } }],
		['a setting', { settings: { executionOrder: 'v1', timezone: 'Europe/Berlin' } }],
		['pinned data', { pinData: { Note: [{ json: {} }] } }],
	])('stay when the user changed %s', async (_what, change) => {
		Object.assign(workflowOf('16'), change);
		const before = structuredClone(workflowOf('16'));
		const { notes } = await keep(examples('new'));
		expect(workflowOf('16')).toEqual(before);
		expect(notes).toEqual([
			'Updated to this version of the package: WhatsApp 15.',
			'WhatsApp 16 was changed by you, so it is not updated. To get the new version beside yours, rename yours and start again.',
		]);
	});

	it('are not mentioned when the user changed them and their files are the same', async () => {
		Object.assign(workflowOf('16'), { nodes: [note('mine')] });
		expect((await keep(examples('old'))).notes).toEqual([]);
	});

	it('are named in one line when the user changed several', async () => {
		for (const workflow of n8n.workflows) workflow.nodes = [note('mine')];
		expect((await keep(examples('new'))).notes).toEqual([
			expect.stringMatching(/^WhatsApp 15, WhatsApp 16 were changed by you, so they are not updated\. /),
		]);
	});

	it('are the same with their fields in another order', async () => {
		const workflow = workflowOf('16');
		workflow.nodes = workflow.nodes.map((node) => Object.fromEntries(Object.entries(node).reverse()) as typeof node);
		await keep(examples('new'));
		expect(texts()).toEqual(['new', 'new']);
	});

	it("are the user's own once renamed, and added again", async () => {
		Object.assign(workflowOf('16'), { name: 'Mine', nodes: [note('mine')] });
		const { workflows } = await keep(examples('new'));
		expect(texts()).toEqual(['mine', 'new', 'new']);
		expect(workflows[1].id).toBe('workflow 3');
	});

	it('are replaced under a new name, or from a file with a new name', async () => {
		const renamed = {
			file: '15-example.json',
			workflow: { ...example('15', 'new').workflow, name: 'WhatsApp 15 - New' },
		};
		await keep([renamed, { ...example('16', 'new'), file: '16-other.json' }]);
		expect(n8n.workflows.map(({ name }) => name)).toEqual(['WhatsApp 16 - Example 16', 'WhatsApp 15 - New']);
		expect(texts()).toEqual(['new', 'new']);
	});

	it('stay when they are archived', async () => {
		workflowOf('16').isArchived = true;
		await keep(examples('new'));
		expect(texts()).toEqual(['new', 'old']);
	});

	it('are completed by those that the package has now', async () => {
		const { notes } = await keep([...examples('old'), example('17', 'first')]);
		expect(texts()).toEqual(['old', 'old', 'first']);
		expect(notes).toEqual([]);
	});
});

describe('examples of which nothing is known', () => {
	beforeEach(async () => {
		await keep(examples('old'));
		writeFileSync(n8n.recordFile, '{"15-example.json":');
	});

	it('are replaced when they were never saved again, and remembered', async () => {
		expect((await keep(examples('new'))).notes).toEqual([
			'Updated to this version of the package: WhatsApp 15, WhatsApp 16.',
		]);
		expect(texts()).toEqual(['new', 'new']);
		expect((await keep(examples('newer'))).notes).toEqual([
			'Updated to this version of the package: WhatsApp 15, WhatsApp 16.',
		]);
	});

	it('stay when they were saved again, and one line names them', async () => {
		for (const workflow of n8n.workflows) workflow.updatedAt = LATER;
		const { notes } = await keep(examples('new'));
		expect(texts()).toEqual(['old', 'old']);
		expect(notes).toEqual([
			'Of another version of the package, and perhaps changed by you, so not updated: WhatsApp 15, WhatsApp 16. To get the new version beside yours, rename yours and start again; "npm start -- --fresh" starts with new data and keeps the old data in another folder.',
		]);
	});

	it('are remembered when they are like the new ones', async () => {
		for (const workflow of n8n.workflows) workflow.updatedAt = LATER;
		expect((await keep(examples('old'))).notes).toEqual([]);
		await keep(examples('new'));
		expect(texts()).toEqual(['new', 'new']);
	});
});

describe('fresh data', () => {
	const now = new Date('2026-01-02T03:04:05.678Z');
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'fresh-'))));
	afterEach(() => rmSync(folder, { recursive: true }));

	it('moves the folder to a name with the time', async () => {
		const start = mkdtempSync(join(folder, 'start-'));
		writeFileSync(join(start, 'owner-password'), 'secret');
		const moved = await moveAway(start, undefined, now);
		expect(moved).toBe(`${start}-2026-01-02T03-04-05`);
		expect(readFileSync(join(moved!, 'owner-password'), 'utf8')).toBe('secret');
		expect(existsSync(start)).toBe(false);
	});

	it('does nothing without a folder', async () => {
		expect(await moveAway(join(folder, 'start'))).toBeUndefined();
		expect(readdirSync(folder)).toEqual([]);
	});

	it('leaves data that an n8n may be using', async () => {
		const server = createServer();
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const { port } = server.address() as AddressInfo;
		await expect(moveAway(folder, port)).rejects.toThrow(
			`--fresh moves the data of the n8n at port ${port}, and that port is in use. Stop that n8n first`,
		);
		expect(existsSync(folder)).toBe(true);
		await new Promise((done) => server.close(done));
	});
});
