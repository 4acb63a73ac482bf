import type { IDataObject } from 'n8n-workflow';
import { Host } from '../../engine/trigger/host';

/** The forms that the triggers have, in turn. */
const FORMS: object[] = [
	{ updates: ['messages'] },
	{ updates: ['messages'], options: { combineMessages: { settings: {} } } },
	{
		updates: ['messages'],
		options: { pauseWhileAnswered: { settings: { hours: 2, pauseWords: 'person please', resumeWords: 'bot please' } } },
	},
	{
		updates: ['messages', 'optOuts'],
		filters: { textContains: 'order', textPattern: '^order \\d+', messageTypes: ['text'] },
	},
	{ updates: ['messages', 'statuses'], output: 'raw', options: { statusOrder: 'inOrder' } },
	{ updates: ['messages'], output: 'bundle', options: { ignoreDuplicates: false } },
];

/** A published workflow with a trigger. Its static data is outside of the JavaScript heap, as n8n has it in a database. */
export class PublishedTrigger {
	private readonly host: Host;
	private stored = Buffer.from('{}');

	constructor(index: number) {
		this.host = new Host(FORMS[index % FORMS.length] as never, `workflow-${index}`);
		// Without the pause for n8n's database, which would take half an hour for a million deliveries.
		this.host.savesFirst = true;
	}

	get workflowId(): string {
		return this.host.id;
	}

	/** Of its static data, as JSON. */
	get storedBytes(): number {
		return this.stored.length;
	}

	/** @returns what the execution starts with; nothing if none starts */
	async deliver(body: Buffer): Promise<Awaited<ReturnType<Host['deliver']>>['passed']> {
		this.host.staticData = JSON.parse(this.stored.toString()) as IDataObject;
		const { passed, status } = await this.host.deliver(body);
		if (status !== 200) throw new Error(`A delivery was rejected with ${status}`);
		this.stored = Buffer.from(JSON.stringify(this.host.staticData));
		this.host.staticData = {};
		return passed;
	}
}
