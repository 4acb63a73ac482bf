import type { BuiltMessage } from '../../messages/types';
import { buildTemplate, rawComponents, readTemplateName } from '../../templates/send';

/** Display name of the field with the values of a template that is sent instead of another message. */
export const substituteComponentsField = 'Components (JSON)';

const isEmptyJson = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && /^(\s*|\s*\[\s*\]\s*)$/.test(value));

/**
 * Reads a template that is sent instead of another message.
 * @param values `template` with name and language, and its `components` as JSON, which may be empty
 * @returns the message, and `name|language`
 * @throws InputError
 */
export function readSubstitute({ template, components }: Record<string, unknown>): {
	name: string;
	built: BuiltMessage;
} {
	const { name, language } = readTemplateName(template);
	const none = { components: [], uploads: [], links: [], authentication: false };
	const built = buildTemplate({ name, language }, isEmptyJson(components) ? none : rawComponents(components));
	return { name: `${name}|${language}`, built };
}
