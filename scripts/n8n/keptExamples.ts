import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { N8nRest, SavedWorkflow, WorkflowDefinition } from './rest';

/** The calls of n8n that add and update workflows. */
export type WorkflowTarget = Pick<N8nRest, 'workflows' | 'workflow' | 'createWorkflow' | 'updateWorkflow' | 'publish'>;

/** An example as it was when it was put into n8n. */
interface PutExample {
	id: string;
	name: string;
	/** Hash of what was sent to n8n. */
	source: string;
	/** Hash of what n8n saved. */
	saved: string;
}

/** By the name of the file. */
type ExampleRecord = Record<string, PutExample>;

/** An example that n8n is to have. */
export interface WantedExample {
	file: string;
	workflow: WorkflowDefinition;
}

/** The examples in n8n, in the order in which they were given, and what a user should know about them. */
export interface KeptExamples {
	workflows: Array<{ id: string; name: string }>;
	notes: string[];
}

const sorted = (_key: string, value: unknown): unknown =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

/** The same for the same content, in whatever order its fields are. */
const hash = (content: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(content, sorted) ?? '')
		.digest('hex');

/** What a user can change, without whether it is published. */
const hashSaved = ({ name, nodes, connections, settings, pinData }: SavedWorkflow): string =>
	hash({ name, nodes, connections, settings, pinData: hasPins(pinData) ? pinData : {} });

/** Whether a workflow is as it was created. */
const wasNeverSaved = ({ createdAt, updatedAt }: SavedWorkflow): boolean => updatedAt === createdAt;

const hasPins = (pinData: unknown): boolean => Object.keys(pinData ?? {}).length > 0;

/** A workflow without what n8n adds to it. */
const hashOwn = ({ nodes, connections }: WorkflowDefinition): string =>
	hash({
		nodes: nodes.map(({ name, type, typeVersion, position, parameters, credentials }) => ({
			name,
			type,
			typeVersion,
			position,
			parameters,
			credentials,
		})),
		connections,
	});

/** What was put into n8n before. @param file where it was saved */
function readRecord(file: string): ExampleRecord {
	if (!existsSync(file)) return {};
	try {
		return (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as ExampleRecord;
	} catch {
		return {};
	}
}

/** "WhatsApp 16" of the name of an example. */
const shortName = (name: string): string => name.split(' - ')[0];

/** Puts examples into n8n, and updates those that are there and that the user did not change. */
class ExampleKeeper {
	readonly updated: string[] = [];

	readonly changed: string[] = [];

	readonly unknown: string[] = [];

	readonly failed: string[] = [];

	constructor(
		private readonly rest: WorkflowTarget,
		private readonly present: Array<{ id: string; name: string }>,
		private readonly record: ExampleRecord,
	) {}

	/** @returns its ID in n8n */
	async put({ file, workflow }: WantedExample): Promise<string> {
		const known = this.known(file, workflow.name);
		const id = known?.id ?? this.present.find(({ name }) => name === workflow.name)?.id;
		if (id === undefined) {
			const created = await this.rest.createWorkflow(workflow);
			await this.remember(file, created, workflow);
			return created;
		}
		if (known?.source === hash(workflow)) return id;
		const saved = await this.rest.workflow(id);
		// n8n updates none that is archived.
		if (!saved.isArchived) await this.renew(file, id, workflow, saved, known);
		return id;
	}

	/** What is known of an example. One that the user renamed is the user's own. */
	private known(file: string, name: string): PutExample | undefined {
		const isPresent = (put: PutExample): boolean =>
			this.present.some((one) => one.id === put.id && one.name === put.name);
		const ofFile = Object.hasOwn(this.record, file) ? this.record[file] : undefined;
		if (ofFile && isPresent(ofFile)) return ofFile;
		// The file has another name now.
		return Object.values(this.record).find((put) => put.name === name && isPresent(put));
	}

	private async renew(
		file: string,
		id: string,
		workflow: WorkflowDefinition,
		saved: SavedWorkflow,
		known?: PutExample,
	): Promise<void> {
		const short = shortName(workflow.name);
		if (!known && hashOwn(saved) === hashOwn(workflow)) {
			await this.remember(file, id, workflow);
		} else if (known ? hashSaved(saved) === known.saved : wasNeverSaved(saved)) {
			await this.rest.updateWorkflow(id, workflow);
			await this.remember(file, id, workflow);
			this.updated.push(short);
			if (saved.active) await this.publish(id, short);
		} else {
			(known ? this.changed : this.unknown).push(short);
		}
	}

	private async remember(file: string, id: string, workflow: WorkflowDefinition): Promise<void> {
		const saved = hashSaved(await this.rest.workflow(id));
		this.record[file] = { id, name: workflow.name, source: hash(workflow), saved };
	}

	private async publish(id: string, short: string): Promise<void> {
		try {
			await this.rest.publish(id);
		} catch (thrown) {
			this.failed.push(`${short} was updated, but n8n could not publish it again: ${(thrown as Error).message}`);
		}
	}

	/** What the user should know. */
	notes(): string[] {
		const [updated, changed, unknown] = [this.updated, this.changed, this.unknown].map((names) => [...names].reverse());
		const notes: string[] = [];
		if (updated.length > 0) notes.push(`Updated to this version of the package: ${updated.join(', ')}.`);
		notes.push(...this.failed);
		if (changed.length > 0) {
			const [were, they] = changed.length === 1 ? ['was', 'it is'] : ['were', 'they are'];
			notes.push(
				`${changed.join(', ')} ${were} changed by you, so ${they} not updated. To get the new version beside yours, rename yours and start again.`,
			);
		}
		if (unknown.length > 0)
			notes.push(
				`Of another version of the package, and perhaps changed by you, so not updated: ${unknown.join(', ')}. To get the new version beside yours, rename yours and start again; "npm start -- --fresh" starts with new data and keeps the old data in another folder.`,
			);
		return notes;
	}
}

/**
 * Adds examples to n8n, and replaces those that are there where their content is new and the user did not change them.
 * A published one is published again. Those that a user changed stay as they are.
 *
 * @param recordFile remembers what was put into n8n
 */
export async function keepExamples(
	rest: WorkflowTarget,
	wanted: WantedExample[],
	recordFile: string,
): Promise<KeptExamples> {
	const record = readRecord(recordFile);
	const keeper = new ExampleKeeper(rest, await rest.workflows(), record);
	const workflows: KeptExamples['workflows'] = [];
	try {
		// Last to first: n8n lists the newest workflow first.
		for (const example of [...wanted].reverse())
			workflows.unshift({ id: await keeper.put(example), name: example.workflow.name });
	} finally {
		writeFileSync(recordFile, JSON.stringify(record, null, '\t'));
	}
	return { workflows, notes: keeper.notes() };
}
