import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { dateText } from '../messages/dateText';
import type { Parameters } from '../shared/input/parameters';

/** Where the question's parameters come from: the run that asks, or the webhook that is answered. */
export interface Source {
	/** A parameter with its expressions resolved. */
	get(name: string, fallback?: unknown): unknown;
	/** A parameter as it is in the workflow. */
	raw(name: string): unknown;
	/** @param expression with its braces */
	evaluate(expression: string): unknown;
}

/** The parameters as the step that asks sees them, for its only item. */
export const whenAsking = (context: IExecuteFunctions): Source => ({
	get: (name, fallback = null) => context.getNodeParameter(name, 0, fallback) as unknown,
	raw: (name) => context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown,
	evaluate: (expression) => context.evaluateExpression(expression, 0),
});

/** The same parameters when the answer comes: n8n resolves them with the data of the waiting execution. */
export const whenAnswered = (context: IWebhookFunctions): Source => ({
	get: (name, fallback = null) => context.getNodeParameter(name, fallback as object) as unknown,
	raw: (name) => context.getNodeParameter(name, null as never, { rawExpressions: true }) as unknown,
	evaluate: (expression) => context.evaluateExpression(expression, 0),
});

/** Several parameters by name. */
export const readAll = (source: Source, names: string[]): Parameters =>
	Object.fromEntries(names.map((name) => [name, source.get(name)]));

const asText = (value: unknown): string =>
	typeof value === 'object' && value !== null
		? (dateText(value, 'Message') ?? JSON.stringify(value))
		: String(value ?? '');

/** Puts the values of expressions into a text; objects as JSON. */
export const filledIn = (text: string, source: Source): string =>
	text.replace(/{{[\s\S]*?}}/g, (expression) => asText(source.evaluate(expression)));

/**
 * A parameter whose expressions may stand among text. n8n writes an object there as `[object Object]`, also in the message
 * that it makes itself for the review of an AI agent's tool: here it becomes JSON.
 */
export function wholeText(source: Source, name: string): unknown {
	const value = source.get(name);
	if (typeof value !== 'string' || !value.includes('[object ')) return value;
	const raw = source.raw(name);
	return typeof raw === 'string' && raw.startsWith('=') ? filledIn(raw.replace(/^=+/, ''), source) : value;
}
