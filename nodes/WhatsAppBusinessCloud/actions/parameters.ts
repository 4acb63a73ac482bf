import type { IExecuteFunctions } from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

/** Whether n8n has to evaluate anything in a value: expressions are strings that start with '='. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsExpression);
}

/**
 * Reads parameters for the items of a run. What holds no expression is the same for every item and read once: n8n
 * resolves a parameter anew at each call, which is most of what a message costs in a large run.
 */
export class ParameterReader {
	private readonly constant = new Map<string, unknown>();

	private readonly varies = new Set<string>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** @returns the value, resource locators as the value picked; `fallback` where the workflow has none */
	read(name: string, index: number, fallback?: unknown): unknown {
		if (this.constant.has(name)) return this.constant.get(name) ?? fallback;
		if (!this.varies.has(name)) {
			const raw = this.context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown;
			if (raw === null || !holdsExpression(raw)) {
				const value = raw === null ? undefined : this.resolve(name, 0);
				this.constant.set(name, value);
				return value ?? fallback;
			}
			this.varies.add(name);
		}
		return this.resolve(name, index) ?? fallback;
	}

	private resolve(name: string, index: number): unknown {
		// n8n would check the fields of a template's form, and name them by their IDs: the operations check what they get themselves.
		const value = this.context.getNodeParameter(name, index, null, { skipValidation: true }) as unknown;
		return isResourceLocatorValue(value) ? value.value : value;
	}
}
