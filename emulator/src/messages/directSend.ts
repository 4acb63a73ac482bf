import { parameterError, whatsappError } from '../errors';
import type { Settings } from '../types';
import { isObject, type Json } from './checks';

const categories = ['utility', 'authentication', 'service'];

/** Seconds, by category. Meta docs: Direct Send > Configure message time-to-live. */
const lifetimes: Readonly<Record<string, { min: number; max: number }>> = {
	utility: { min: 30, max: 43_200 },
	authentication: { min: 30, max: 900 },
};

/** Meta docs: Direct Send > Supported features and limits. The copy code button of authentication messages has no documented form. */
const types: Readonly<Record<string, string[]>> = {
	utility: ['text', 'button', 'cta_url', 'voice_call'],
	authentication: ['text'],
};

/**
 * A message that `category` makes a Direct Send; `service` equals no category. An account without access gets 100. Meta
 * docs: Direct Send > Send utility and authentication messages, API reference.
 */
export function checkDirectSend(body: Json, settings: Settings): void {
	const { category } = body;
	if (category !== undefined && !categories.includes(category as string))
		throw parameterError(
			`Param category must be one of {UTILITY, AUTHENTICATION, SERVICE} - got "${String(category)}".`,
		);
	if (category === undefined || category === 'service') {
		const extra = ['ttl_seconds', 'direct_send_config'].find((key) => body[key] !== undefined);
		if (extra !== undefined)
			throw parameterError(`Unexpected key "${extra}" on a message that does not use Direct Send.`);
		return;
	}
	if (!settings.directSend) {
		throw whatsappError(
			100,
			"Parameter Invalid: The 'category' value requires Direct Send, which isn't enabled for this account. Use an approved message template instead.",
		);
	}
	checkContent(body, category as string);
	checkLifetime(body.ttl_seconds, lifetimes[category as string]);
	checkName(body.direct_send_config, category as string);
}

function checkContent(body: Json, category: string): void {
	// Meta docs: Direct Send > Send utility and authentication messages: authentication messages cannot go to a user
	// ID. `to` takes precedence over `recipient`.
	if (category === 'authentication' && !body.to)
		throw whatsappError(131062, 'Authentication messages cannot be sent to a business-scoped user ID.');
	const type =
		body.type === 'interactive' && isObject(body.interactive) ? body.interactive.type : (body.type ?? 'text');
	if (!types[category].includes(type as string))
		throw parameterError(
			`Direct Send does not support messages of type "${String(type)}" in the category ${category}.`,
		);
}

/** Meta docs: Direct Send > API reference > Error codes. */
function checkLifetime(value: unknown, { min, max }: { min: number; max: number }): void {
	if (value === undefined) return;
	if (!Number.isInteger(value)) throw parameterError('Param ttl_seconds must be an integer.');
	if ((value as number) > max) throw parameterError(`The time-to-live value must be lower than or equal to ${max}.`);
	if ((value as number) < min) throw parameterError(`The time-to-live value must be higher than or equal to ${min}.`);
}

/**
 * Meta docs: Direct Send > Business-named templates: utility only; lowercase letters, digits and underscores, at most
 * 512.
 */
function checkName(value: unknown, category: string): void {
	if (value === undefined) return;
	const name = isObject(value) ? value.template_name : undefined;
	if (category !== 'utility' || typeof name !== 'string' || !/^[a-z0-9_]{1,512}$/.test(name))
		throw parameterError('Param direct_send_config is not valid.');
}
