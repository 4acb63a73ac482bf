import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { dateText } from '../shared/input/dateText';
import type { Parameters } from '../shared/input/parameters';

/** Where the question's parameters come from: the run that asks, or the webhook that is answered. */
export interface ParameterSource {
	/** A parameter with its expressions resolved. */
	get(name: string, fallback?: unknown): unknown;
	/** A parameter as it is in the workflow. */
	raw(name: string): unknown;
	/** @param expression with its braces */
	evaluate(expression: string): unknown;
}

/** The parameters as the step that asks sees them, for its only item. */
export const fromExecution = (context: IExecuteFunctions): ParameterSource => ({
	get: (name, fallback = null) => context.getNodeParameter(name, 0, fallback) as unknown,
	raw: (name) => context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown,
	evaluate: (expression) => context.evaluateExpression(expression, 0),
});

/** The same parameters when the answer comes: n8n resolves them with the data of the waiting execution. */
export const fromWebhook = (context: IWebhookFunctions): ParameterSource => ({
	get: (name, fallback = null) => context.getNodeParameter(name, fallback as object) as unknown,
	raw: (name) => context.getNodeParameter(name, null, { rawExpressions: true }) as unknown,
	evaluate: (expression) => context.evaluateExpression(expression, 0),
});

/** Several parameters by name. */
export const readAll = (source: ParameterSource, names: string[]): Parameters =>
	Object.fromEntries(names.map((name) => [name, source.get(name)]));

/** The value of an expression as text; objects as JSON. */
export const asText = (value: unknown): string =>
	typeof value === 'object' && value !== null
		? (dateText(value, 'Message') ?? JSON.stringify(value))
		: String(value ?? '');

/** Takes a text apart: what stands for itself at the even places, expressions with their braces at the odd ones. */
export function expressionParts(text: string): string[] {
	const parts: string[] = [];
	let at = 0;
	for (;;) {
		const start = text.indexOf('{{', at);
		const end = start === -1 ? -1 : text.indexOf('}}', start + 2);
		if (end === -1) return [...parts, text.slice(at)];
		parts.push(text.slice(at, start), text.slice(start, end + 2));
		at = end + 2;
	}
}

/** Puts the values of expressions into a text; objects as JSON. @param encode what becomes of each value */
export const interpolate = (
	text: string,
	source: ParameterSource,
	encode: (value: string) => string = (value) => value,
): string =>
	expressionParts(text)
		.map((part, index) => (index % 2 === 0 ? part : encode(asText(source.evaluate(part)))))
		.join('');

/**
 * A parameter whose expressions may stand among text. n8n writes an object there as `[object Object]`, also in the message
 * that it makes itself for the review of an AI agent's tool: here it becomes JSON.
 */
export function readTextParameter(source: ParameterSource, name: string): unknown {
	const value = source.get(name);
	if (typeof value !== 'string' || !value.includes('[object ')) return value;
	const raw = source.raw(name);
	return typeof raw === 'string' && raw.startsWith('=') ? interpolate(raw.replace(/^=+/, ''), source) : value;
}
