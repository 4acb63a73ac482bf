import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { OperationOutput } from '../../idempotency/types';
import { withInputFields } from './inputFields';
import type { ItemError } from './itemErrors';

/** @param item an operation's output, which is copied */
function pairedWith(item: INodeExecutionData, index: number): INodeExecutionData {
	const { json, ...others } = item;
	const pairedItem = { item: index };
	// Nearly every item. In Node.js 20, each object made by spreading has a hidden class of its own, of 220 bytes.
	return Object.keys(others).length === 0 ? { json, pairedItem } : { json, ...others, pairedItem };
}

/**
 * What came of each item of a run: its output, or its error. A run of 100,000 items keeps all of them until it ends, so
 * an output is kept as it goes to n8n, without a wrapper.
 */
export class ItemResults {
	private readonly outputs: Array<OperationOutput | undefined> = [];

	private readonly failures = new Map<number, ItemError>();

	/** 1 for items whose output gets the fields of their input. */
	private readonly getsInputFields: Uint8Array;

	constructor(private readonly items: INodeExecutionData[]) {
		this.getsInputFields = new Uint8Array(items.length);
	}

	/** Records an output, paired with its input. @param includesInput whether the fields of the input are added to it */
	succeeded(index: number, output: OperationOutput, includesInput: boolean): void {
		this.outputs[index] = Array.isArray(output)
			? output.map((item) => pairedWith(item, index))
			: pairedWith(output, index);
		if (includesInput) this.getsInputFields[index] = 1;
	}

	/** Records the error of an item. */
	failed(index: number, error: ItemError): void {
		this.failures.set(index, error);
		this.outputs[index] = undefined;
	}

	/** The error of an item, if it failed. */
	failureOf(index: number): ItemError | undefined {
		return this.failures.get(index);
	}

	/** The error of the first item that failed, in item order. */
	get firstFailure(): ItemError | undefined {
		let first = Infinity;
		for (const index of this.failures.keys()) first = Math.min(first, index);
		return this.failures.get(first);
	}

	/** The items that have an output, and the first item of it without the fields of the input. */
	accepted(): Array<{ item: number; result: IDataObject }> {
		return this.outputs.flatMap((output, item) =>
			output === undefined ? [] : [{ item, result: (Array.isArray(output) ? output[0] : output)?.json ?? {} }],
		);
	}

	/** Whether an item of the output is one that the condition applies to. */
	someOutput(index: number, applies: (json: IDataObject) => boolean): boolean {
		return this.listOf(index).some(({ json }) => applies(json));
	}

	/** Hands an output over to n8n: it is not kept any longer. @returns no items for an item that has none */
	take(index: number): INodeExecutionData[] {
		const list = this.listOf(index);
		this.outputs[index] = undefined;
		if (this.getsInputFields[index] === 1)
			for (const own of list) own.json = withInputFields(this.items[index].json, own.json);
		return list;
	}

	private listOf(index: number): INodeExecutionData[] {
		const output = this.outputs[index];
		if (output === undefined) return [];
		return Array.isArray(output) ? output : [output];
	}
}
