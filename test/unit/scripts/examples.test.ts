import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BOOKING } from '../../../scripts/n8n/bookingFlow';
import {
	addExamples,
	bookingCredentials,
	emulatorCredentials,
	exampleFiles,
	fillIn,
	readExample,
} from '../../../scripts/n8n/examples';
import { PROJECT } from '../../../scripts/n8n/paths';
import type { WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { seed } from '../../../emulator/src';
import { demoSeed } from '../../../emulator/src/demoAccount';
import { startFakeN8n, type FakeN8n } from './fakeN8n';
import { crossings } from './workflowConnections';
import { overlaps } from './workflowLayout';

const examples = exampleFiles().map((file) => ({ file, workflow: readExample(file) }));

/** The nodes connected to an output of a node. */
const nodesAfter = ({ connections }: WorkflowDefinition, { name }: WorkflowNode, output: number): unknown[] =>
	(connections as Record<string, { main: unknown[][] }>)[name]?.main[output] ?? [];

const notes = ({ nodes }: WorkflowDefinition): string =>
	nodes
		.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.map(({ parameters }) => String(parameters.content))
		.join('\n');

/** What a note says where n8n's button at the bottom can start the wrong trigger. */
const CLICK =
	"hover over **When clicking 'Execute workflow'** and click the orange button **Execute workflow** that appears beside it (the button at the bottom can start another trigger)";

/** What a note says before a second WhatsApp Trigger of the app is published. */
const UNPUBLISH =
	'unpublish other workflows with a WhatsApp Trigger (n8n 1.x: deactivate them), or select *One Phone Number* under *Listen On*, in this trigger or in the others. Meta sends the webhooks of an app to one URL only.';

/** What a note says where errors end with the number of their item. */
const COUNTS_FROM_ZERO = 'n8n counts items from 0: `[item 0]` at the end of a reason is the first one.';

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

const isTrigger = ({ type }: WorkflowNode): boolean => /trigger$/i.test(type) || type === 'n8n-nodes-base.webhook';

const startsByHandOrEvent = ({ nodes }: WorkflowDefinition): boolean =>
	nodes.some(({ type }) => type === MANUAL_TRIGGER) && nodes.filter(isTrigger).length > 1;

const publishesWhatsAppTrigger = (workflow: WorkflowDefinition): boolean =>
	workflow.nodes.some(({ type }) => type.endsWith('.whatsAppBusinessCloudTrigger')) && /publish/i.test(notes(workflow));

/** Whether a step outputs the error text of an item. */
const writesReason = ({ nodes }: WorkflowDefinition): boolean => /\$json\.error\b/.test(JSON.stringify(nodes));

describe('the example workflows', () => {
	it('are numbered like their files', () => {
		expect(examples).toHaveLength(23);
		for (const { file, workflow } of examples) {
			const number = file.split('-')[0].padStart(2, '0');
			expect(workflow.name).toMatch(new RegExp(`^WhatsApp ${number} - [A-Z].+[a-zA-Z]$`));
		}
	});

	it('are called in the README and by the booking Flow as they are named', () => {
		const names = examples.map(({ workflow }) => workflow.name);
		const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
		expect([...readme.matchAll(/"(WhatsApp \d\d - [^"]+)"/g)].map(([, name]) => name)).toEqual([names[0]]);
		expect(names[9]).toBe(BOOKING);
	});

	it.each(examples)('have no overlapping notes and nodes in $file', ({ workflow }) => {
		expect(overlaps(workflow)).toEqual([]);
	});

	it.each(examples)('have no connection behind a node or note in $file', ({ workflow }) => {
		expect(crossings(workflow)).toEqual([]);
	});

	it.each(examples)('show how the recipient is given in $file', ({ workflow }) => {
		const recipients = workflow.nodes.flatMap(({ parameters }) => parameters.recipientPhoneNumber ?? []);
		for (const recipient of recipients) expect(recipient).toMatchObject({ __rl: true, mode: expect.any(String) });
	});

	it.each(examples)('connect each error output in $file', ({ workflow }) => {
		const open = workflow.nodes
			.filter(({ onError }) => onError === 'continueErrorOutput')
			.filter((node) => [0, 1].some((output) => nodesAfter(workflow, node, output).length === 0));
		expect(open.map(({ name }) => name)).toEqual([]);
	});

	it.each(examples)('say first which steps of $file need a number and a credential', ({ workflow }) => {
		const [, first = ''] = /(?:^|\n)(\*\*First:\*\* .+|1\. Open .+)/.exec(notes(workflow)) ?? [];
		const isNamed = ({ name }: WorkflowNode): boolean => first.includes(`**${name}**`);
		const open = workflow.nodes.filter(
			({ parameters }) => (parameters.phoneNumberId as { value?: string } | undefined)?.value === '',
		);
		expect(open.filter((node) => !isNamed(node)).map(({ name }) => name)).toEqual([]);
		if (open.length > 0) expect(first).toContain('your number in *Sender Phone Number*');
		// A note names the steps, or says it of all of them.
		const saysAll = /the other WhatsApp steps|each WhatsApp step/i.test(first);
		const withCredential = workflow.nodes.filter(({ credentials }) => credentials !== undefined);
		const unnamed = withCredential.filter((node) => !isNamed(node)).map(({ name }) => name);
		expect(saysAll ? [] : unnamed).toEqual([]);
		expect(first).toContain('credential');
	});

	it('name a number to which the emulator delivers nothing', () => {
		const [, number] = /to (\+[\d -]+), which is not on WhatsApp/.exec(
			notes(readExample('16-one-time-password.json')),
		)!;
		expect(number.replace(/\D/g, '')).toBe(seed.undeliverableRecipient);
	});

	it.each(examples.filter(({ workflow }) => startsByHandOrEvent(workflow)))(
		'say which button to click in $file, which has several triggers',
		({ workflow }) => {
			expect(notes(workflow)).toContain(CLICK);
		},
	);

	it.each(examples.filter(({ workflow }) => publishesWhatsAppTrigger(workflow)))(
		'say what to unpublish before $file is published',
		({ workflow }) => {
			expect(notes(workflow)).toContain(UNPUBLISH);
		},
	);

	it('have examples for each of these sentences', () => {
		const count = (has: (workflow: WorkflowDefinition) => boolean): number =>
			examples.filter(({ workflow }) => has(workflow)).length;
		expect([startsByHandOrEvent, publishesWhatsAppTrigger, writesReason].map(count)).toEqual([6, 12, 5]);
	});

	it.each(examples.filter(({ workflow }) => writesReason(workflow)))(
		'say how n8n counts the items in the reasons of $file',
		({ workflow }) => {
			expect(notes(workflow).split(COUNTS_FROM_ZERO)).toHaveLength(2);
		},
	);

	it.each(examples)('say only of the included copy of $file that something is already selected', ({ workflow }) => {
		const sentences = notes(workflow).match(/[^.]*\balready selected\b/g) ?? [];
		expect(sentences.filter((one) => !one.includes('In the copy that `npm start` includes,'))).toEqual([]);
	});

	it.each(examples)('say in $file to whom each message was sent', ({ workflow }) => {
		const outputs = workflow.nodes
			.filter(({ name }) => name === 'Accepted')
			.map(({ parameters }) => parameters.jsonOutput);
		for (const output of outputs)
			expect(output).toMatch(
				/(name|order): \$json\.\1, phone: \$json\.phone, status: \$json\.status, messageId: \$json\.messageId/,
			);
	});
});

describe('fillIn', () => {
	const credentialsOf = (workflow: WorkflowDefinition): string[] => [
		...new Set(workflow.nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}).map(({ id }) => id))),
	];
	const saved = (all: Array<{ name: string; type: string }>) => all.map(({ name, type }) => ({ id: name, name, type }));
	const main = saved(emulatorCredentials('', seed, ''));

	it('gives the booking example the credentials of its own app', () => {
		const all = [...main, ...saved(bookingCredentials('', seed, ''))];
		const booking = fillIn(readExample('10-booking-flow.json'), all, seed);
		expect(credentialsOf(booking).sort()).toEqual(['WhatsApp booking Flows account', 'WhatsApp booking account']);
		expect(credentialsOf(fillIn(readExample('9-answer-messages.json'), all, seed))).toEqual([
			'WhatsApp Business Cloud account',
		]);
	});

	it('takes the first credential of the type when none has the name', () => {
		expect(credentialsOf(fillIn(readExample('10-booking-flow.json'), main, seed)).sort()).toEqual([
			'WhatsApp Business Cloud account',
			'WhatsApp Flows account',
		]);
	});

	it('names the phone number as the list of the form does', () => {
		const { nodes } = fillIn(readExample('1-send-a-text.json'), main, demoSeed);
		expect(nodes.find(({ name }) => name === 'Send text')?.parameters.phoneNumberId).toEqual({
			__rl: true,
			mode: 'list',
			value: '106540352600000',
			cachedResultName: '+1 631-555-8100 - Acme Shop - quality green',
		});
	});
});

describe('addExamples', () => {
	let n8n: FakeN8n;
	beforeEach(async () => (n8n = await startFakeN8n()));
	afterEach(async () => await n8n.close());
	const add = async () =>
		await addExamples(n8n.rest, {
			emulatorUrl: 'http://127.0.0.1:1',
			seed,
			privateKey: 'key',
			chatModelUrl: 'http://127.0.0.1:2/v1',
			recordFile: n8n.recordFile,
		});
	const names = examples.map(({ workflow }) => workflow.name);

	it('creates the first workflow last, so that n8n lists it first', async () => {
		const { workflows, notes } = await add();
		expect(n8n.workflows.map(({ name }) => name)).toEqual([...names].reverse());
		expect(workflows.map(({ name }) => name)).toEqual(names);
		expect(workflows[0].id).toBe('workflow 23');
		expect(notes).toEqual([]);
	});

	it('lets a workflow that calls itself call this n8n', async () => {
		await add();
		const urls = n8n.workflows.flatMap(({ nodes }) =>
			nodes.filter(({ parameters }) => 'url' in parameters).map(({ parameters }) => parameters.url),
		);
		expect(urls).toEqual([`${n8n.rest.url}/webhook/whatsapp-campaign-part`]);
	});

	it('changes no workflow at the next start', async () => {
		const first = await add();
		n8n.changes.length = 0;
		expect(await add()).toEqual(first);
		expect(n8n.changes.filter((change) => !change.startsWith('PATCH /rest/credentials/'))).toEqual([]);
	});

	it('keeps the workflows of the same names that n8n has', async () => {
		const mine = await n8n.rest.createWorkflow({ name: names[2], nodes: [], connections: {} });
		n8n.workflows[0].updatedAt = '2026-01-02T00:00:00.000Z';
		const { workflows } = await add();
		expect(n8n.workflows).toHaveLength(23);
		expect(workflows[2]).toEqual({ id: mine, name: names[2] });
		expect(n8n.workflows[0].nodes).toEqual([]);
	});
});
