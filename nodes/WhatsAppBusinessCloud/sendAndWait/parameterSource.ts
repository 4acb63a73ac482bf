import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { dateText } from '../shared/input/dateText';
import type { Parameters } from '../shared/input/parameters';

/** Source of the question's parameters: the execution that asks, or the webhook that receives the answer. */
export interface ParameterSource {
	/** A parameter with its expressions resolved. */
	get(name: string, fallback?: unknown): unknown;
	/** A parameter as stored in the workflow. */
	raw(name: string): unknown;
	/** @param expression including its braces */
	evaluate(expression: string): unknown;
}

/** The parameters in the execution that asks, for its only item. */
export const fromExecution = (context: IExecuteFunctions): ParameterSource => ({
	get: (name, fallback = null) => context.getNodeParameter(name, 0, fallback),
	raw: (name) => context.getNodeParameter(name, 0, null, { rawExpressions: true }),
	evaluate: (expression) => context.evaluateExpression(expression, 0),
});

/** The parameters when the answer arrives: n8n resolves them with the data of the waiting execution. */
export const fromWebhook = (context: IWebhookFunctions): ParameterSource => ({
	get: (name, fallback = null) => context.getNodeParameter(name, fallback),
	raw: (name) => context.getNodeParameter(name, null, { rawExpressions: true }),
	evaluate: (expression) => context.evaluateExpression(expression, 0),
});

/** Reads several parameters by name. */
export const readAll = (source: ParameterSource, names: string[]): Parameters =>
	Object.fromEntries(names.map((name) => [name, source.get(name)]));

/** Converts the value of an expression to text; objects become JSON. */
export const asText = (value: unknown): string =>
	typeof value === 'object' && value !== null
		? (dateText(value, 'Message') ?? JSON.stringify(value))
		: String(value ?? '');

/** Splits a text: literal parts at even indexes, expressions with their braces at odd ones. */
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

/** Inserts the values of expressions into a text; objects become JSON. @param encode encodes each value */
export const interpolate = (
	text: string,
	source: ParameterSource,
	encode: (value: string) => string = (value) => value,
): string =>
	expressionParts(text)
		.map((part, index) => (index % 2 === 0 ? part : encode(asText(source.evaluate(part)))))
		.join('');

/**
 * Reads a text parameter that can contain expressions. n8n would render an object as `[object Object]`, even in the
 * message that it generates itself for reviewing an AI agent's tool call; here it becomes JSON.
 */
export function readTextParameter(source: ParameterSource, name: string): unknown {
	const value = source.get(name);
	if (typeof value !== 'string' || !value.includes('[object ')) return value;
	const raw = source.raw(name);
	return typeof raw === 'string' && raw.startsWith('=') ? interpolate(raw.replace(/^=+/, ''), source) : value;
}
