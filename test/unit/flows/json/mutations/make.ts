import type { RuleId } from '../../../../../nodes/WhatsAppBusinessCloud/flows/json/rules';
import { fixture, type Fixture, type Json } from '../support';

/** One mistake in a valid flow, with the exact findings to expect. */
export interface Mutation {
	rule: RuleId;
	/** The flow with the mistake; a string if it is not JSON. */
	flow: unknown;
	pointer: string;
	level: 'error' | 'warning';
	/** Further findings of the same mistake, as `rule pointer`. */
	also: string[];
}

interface Options {
	level?: 'error' | 'warning';
	also?: string[];
}

export const made = (
	rule: RuleId,
	flow: unknown,
	pointer: string,
	{ level = 'error', also = [] }: Options = {},
): Mutation => ({ rule, flow, pointer, level, also });

const changed = (
	rule: RuleId,
	base: Fixture,
	change: (flow: Json) => void,
	pointer: string,
	options?: Options,
): Mutation => {
	const flow = fixture(base);
	change(flow);
	return made(rule, flow, pointer, options);
};

export const booking = (rule: RuleId, change: (flow: Json) => void, pointer: string, options?: Options) =>
	changed(rule, 'booking', change, pointer, options);
export const gallery = (rule: RuleId, change: (flow: Json) => void, pointer: string, options?: Options) =>
	changed(rule, 'gallery', change, pointer, options);
export const conditions = (rule: RuleId, change: (flow: Json) => void, pointer: string, options?: Options) =>
	changed(rule, 'conditions', change, pointer, options);

export const child = (flow: Json, screen: number, index: number): Json => flow.screens[screen].layout.children[index];
export const formChild = (flow: Json, index: number): Json => child(flow, 2, 0).children[index];
export const at = (screen: number, index: number, rest = ''): string =>
	`screens[${screen}].layout.children[${index}]${rest}`;
export const inForm = (index: number, rest = ''): string => `screens[2].layout.children[0].children[${index}]${rest}`;
export const warning = { level: 'warning' } as const;

export const deep = (levels: number, make: (inner: Json) => Json, inner: Json): Json =>
	levels === 0 ? inner : deep(levels - 1, make, make(inner));
export const footer = (action: object = { name: 'complete', payload: {} }): Json => ({
	type: 'Footer',
	label: 'Done',
	'on-click-action': action,
});
export const body = { type: 'TextBody', text: 'Hello' };
export const flag = { ok: { type: 'boolean', __example__: true } };

export const navigate = (name: string, payload: object = {}) => ({
	name: 'navigate',
	next: { type: 'screen', name },
	payload,
});
