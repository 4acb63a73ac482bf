import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';

/** The fields that Simplify keeps; only these are requested. */
export const simpleFields = 'id,name,language,category,status,rejected_reason,quality_score,components';

/** All documented fields. WhatsApp docs: Templates > Get. */
export const ALL_FIELDS =
	'id,name,status,category,language,components,parameter_format,sub_category,previous_category,correct_category,rejected_reason,quality_score,message_send_ttl_seconds,library_template_name,cta_url_link_tracking_opted_out,degrees_of_freedom_spec';

const parts = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as unknown[]).filter((entry): entry is IDataObject => isObject(entry)) : [];

/** The header as one value: its text, or its format. */
function headerOf(components: IDataObject[]): unknown {
	const header = components.find(({ type }) => type === 'HEADER');
	return header?.format === 'TEXT' ? header.text : header?.format;
}

/**
 * A template as ten flat fields: header, body and button labels replace the components.
 * @param template as Meta returns it; any field may be missing
 */
export function simplifyTemplate(template: IDataObject): IDataObject {
	const components = parts(template.components);
	const buttons = components.filter(({ type }) => type === 'BUTTONS').flatMap((component) => parts(component.buttons));
	const { id, name, language, category, status, rejected_reason: reason, quality_score: quality } = template;
	const simple = {
		id,
		name,
		language,
		category,
		status,
		rejected_reason: reason,
		quality_score: isObject(quality) ? quality.score : quality,
		header: headerOf(components),
		body: components.find(({ type }) => type === 'BODY')?.text,
		buttons: buttons.map(({ text, type }) => text ?? type),
	};
	return Object.fromEntries(Object.entries(simple).filter(([, value]) => value !== undefined)) as IDataObject;
}
