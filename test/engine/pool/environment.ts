import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Emulator, type RecordedRequest } from '../../../emulator/src';
import { credential, runNode, type RunOptions, type RunResult } from '../harness';

/** An emulator, and runs of the node with its credential. */
export class PoolEnvironment {
	private constructor(readonly emulator: Emulator) {}

	static async start(): Promise<PoolEnvironment> {
		return new PoolEnvironment(await startEmulator());
	}

	/** Phone number IDs. Each test uses its own, since cached limits would affect the next test. */
	numbers(...positions: number[]): string[] {
		return positions.map((position) => this.emulator.seed.phoneNumbers[position].id);
	}

	/** The number with this ID as Meta displays it. */
	displayOf(id: string): string {
		return this.emulator.seed.phoneNumbers.find((number) => number.id === id)!.displayPhoneNumber;
	}

	async send(options: Partial<RunOptions> & { parameters: INodeParameters }): Promise<RunResult> {
		const { accessToken, wabaId: businessAccountId } = this.emulator.seed;
		const data = { ...credential, accessToken, businessAccountId, baseUrl: this.emulator.url };
		return await runNode({ credential: data, node: { onError: 'continueRegularOutput' }, ...options });
	}

	/** The sending numbers of requests to /messages, by recipient, in the order of the requests. */
	tried(): Record<string, string[]> {
		const tried: Record<string, string[]> = {};
		for (const { path, body } of this.posts('messages'))
			(tried[(body as { to: string }).to] ??= []).push(path.split('/')[2]);
		return tried;
	}

	posts(edge: string): RecordedRequest[] {
		return this.emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${edge}`));
	}

	/** Meta rejects everything from a number from now on. */
	block(number: string, code = 131031): void {
		this.emulator.addFault({
			kind: 'error',
			code,
			match: { method: 'POST', path: `${number}/messages` },
			count: 'always',
		});
	}

	/** The number that each recipient belongs to, if all of them can send. */
	async owners(pool: string[], to: INodeExecutionData[]): Promise<Record<string, string>> {
		await this.send({ parameters: template(pool), input: to });
		const owners = Object.fromEntries(Object.entries(this.tried()).map(([person, [number]]) => [person, number]));
		this.emulator.reset();
		return owners;
	}
}

/** A template to the item's `phone`, from a pool. */
export const template = (pool: unknown, more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendTemplate',
	sendFrom: 'pool',
	phoneNumberIds: pool as string[],
	recipientPhoneNumber: '={{ $json.phone }}',
	template: { __rl: true, mode: 'name', value: 'hello_world|en_US' },
	includeInputFields: false,
	...more,
});

export const people = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_unused, index) => ({ json: { phone: `+${4915100000 + index}` } }));

/** Hints of the step's output pane. */
export const hintsOf = ({ data }: RunResult['run']): Array<{ message: string; type?: string }> =>
	data.resultData.runData.WhatsApp[0].hints ?? [];

export const jsonOf = (items: Array<{ json: IDataObject }> | undefined): IDataObject[] =>
	(items ?? []).map(({ json }) => json);
