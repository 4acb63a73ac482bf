import { isResourceLocatorValue, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { pickedValue } from '../../shared/input/listLocator';
import { fillItemExpression, parseItemExpression, type ItemExpression } from './itemExpression';

/** Whether n8n has to evaluate anything in a value: expressions are strings that start with '='. */
function containsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(containsExpression);
}

/** A parameter whose value can differ between items. */
interface Varying {
	/** Set when it only inserts values of the item. */
	expression?: ItemExpression;
	/** Makes the parameter of the value that the expression returns. */
	wrap: (value: unknown) => unknown;
	/** Whether n8n returned the same value for an item of this run. Until then, n8n evaluates it. */
	confirmed: boolean;
}

/** @param raw a parameter as saved in the workflow */
function toVarying(raw: unknown): Varying {
	if (!isResourceLocatorValue(raw))
		return { expression: parseItemExpression(raw), wrap: (value) => value, confirmed: false };
	const { value: entered, ...rest } = raw;
	const expression = containsExpression(rest) ? undefined : parseItemExpression(entered);
	return { expression, wrap: (value) => ({ ...raw, value }), confirmed: false };
}

/**
 * Reads parameters for the items of a run. n8n resolves a parameter again at each call, which is most of the cost of a
 * message in a large run. So a parameter without expressions is read once for all items, and expressions that only
 * insert values of the item are filled in here, once n8n has returned the same value for one item of the run.
 */
export class ParameterReader {
	private readonly constant = new Map<string, unknown>();

	private readonly varying = new Map<string, Varying>();

	private readonly items: INodeExecutionData[];

	constructor(private readonly context: IExecuteFunctions) {
		this.items = context.getInputData();
	}

	/** @returns the value; for a resource locator, the selected value; `fallback` if the workflow has none */
	read(name: string, index: number, fallback?: unknown): unknown {
		const value = this.readWhole(name, index, fallback);
		return pickedValue(value) ?? fallback;
	}

	/** @returns the value; for a resource locator, mode and value; `fallback` if the workflow has none */
	readWhole(name: string, index: number, fallback?: unknown): unknown {
		if (this.constant.has(name)) return this.constant.get(name) ?? fallback;
		let varying = this.varying.get(name);
		if (varying === undefined) {
			const raw = this.context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown;
			if (raw === null || !containsExpression(raw)) {
				const value = raw === null ? undefined : this.resolve(name, 0);
				this.constant.set(name, value);
				return value ?? fallback;
			}
			varying = toVarying(raw);
			this.varying.set(name, varying);
		}
		return this.fill(name, index, varying) ?? fallback;
	}

	private fill(name: string, index: number, varying: Varying): unknown {
		const filled = varying.expression && fillItemExpression(varying.expression, this.items[index]?.json);
		if (filled !== undefined && varying.confirmed) return varying.wrap(filled);
		const resolved = this.resolve(name, index);
		if (filled !== undefined) {
			if (filled === pickedValue(resolved)) varying.confirmed = true;
			else varying.expression = undefined;
		}
		return resolved;
	}

	private resolve(name: string, index: number): unknown {
		// n8n would validate the fields of a template's form and report them by ID; the operations validate their own
		// input.
		return this.context.getNodeParameter(name, index, null, { skipValidation: true });
	}
}
