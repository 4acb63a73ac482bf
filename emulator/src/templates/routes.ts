import { requireScope } from '../auth';
import { parameterError, unknownObject } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { selectFields } from '../fields';
import { page } from '../paging';
import type { Template } from './types';

// Meta docs: Templates > Get.
export const templateFields = [
	'id',
	'name',
	'status',
	'category',
	'language',
	'components',
	'parameter_format',
	'sub_category',
	'previous_category',
	'correct_category',
	'rejected_reason',
	'quality_score',
	'message_send_ttl_seconds',
	'library_template_name',
	'cta_url_link_tracking_opted_out',
	'degrees_of_freedom_spec',
] as const;

const defaults = ['name', 'parameter_format', 'components', 'language', 'status', 'category', 'sub_category', 'id'];

const shown = (ctx: RequestContext, template: Template): Record<string, unknown> =>
	selectFields(template, 'WhatsAppMessageTemplate', templateFields, defaults, ctx.params.fields);

/** Comma-separated lists, as the filters accept them; undefined when there is no filter. */
function wanted(value: unknown): string[] | undefined {
	return typeof value === 'string' && value !== ''
		? value.split(',').map((one) => one.trim().toLowerCase())
		: undefined;
}

const texts = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(texts)
			: [];

/**
 * GET /{waba}/message_templates: name (part of it), content, language, status, category, quality_score; paged (Meta
 * docs: Templates > List).
 */
export function getTemplates(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { name, content, name_or_content: either, language, status, category, quality_score } = ctx.params;
	const includes = (text: string, part: unknown): boolean => text.toLowerCase().includes(String(part).toLowerCase());
	const hasContent = (template: Template, part: unknown): boolean =>
		texts(template.components).some((text) => includes(text, part));
	const fits = (filter: unknown, value: unknown): boolean =>
		wanted(filter)?.includes(String(value).toLowerCase()) ?? true;
	const found = ctx.state.templates
		.all()
		.filter(
			(template) =>
				(name === undefined || includes(template.name, name)) &&
				(content === undefined || hasContent(template, content)) &&
				(either === undefined || includes(template.name, either) || hasContent(template, either)) &&
				fits(language, template.language) &&
				fits(status, template.status) &&
				fits(category, template.category) &&
				fits(quality_score, template.quality_score?.score),
		);
	const known = [
		'APPROVED',
		'PENDING',
		'REJECTED',
		'PAUSED',
		'DISABLED',
		'IN_APPEAL',
		'PENDING_DELETION',
		'DELETED',
		'LIMIT_EXCEEDED',
		'ARCHIVED',
	];
	for (const one of wanted(status) ?? []) {
		if (!known.includes(one.toUpperCase()))
			throw parameterError(`Param status must be one of {${known.join(', ')}} - got "${one}".`);
	}
	return {
		json: page(
			ctx,
			found.map((template) => shown(ctx, template)),
		),
	};
}

/** GET /{template} */
export function getTemplate(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const template = ctx.state.templates.find(id);
	if (!template) throw unknownObject(ctx.method, id);
	return { json: shown(ctx, template) };
}
