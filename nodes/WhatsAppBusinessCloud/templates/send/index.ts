import type { BuiltMessage } from '../../messages/types';
import type { TemplateName } from './name';
import type { Components } from './types';

export { hasComponents, listedComponents } from './listedComponents';
export { listedComponentsForm } from './listedComponentsForm';
export { decodeFieldId, fieldKey } from './fieldIds';
export { fillTemplate } from './fill';
export { templateForm } from './form';
export { templateHtml, templateSummary } from './preview';
export { readTemplateName, templateField, type TemplateName } from './name';
export { rawComponents, rawComponentsField } from './rawComponents';
export type { FilledField, FormField, FillContext } from './types';

/**
 * The template message: `{type, template: {name, language, components}}`. A template without fields has no
 * `components`. WhatsApp docs: Messages > Template messages.
 */
export function buildTemplate(
	{ name, language }: TemplateName,
	{ components, uploads, links }: Components,
): BuiltMessage {
	const template = { name, language: { code: language }, ...(components.length > 0 && { components }) };
	return { body: { type: 'template', template }, uploads, links };
}
