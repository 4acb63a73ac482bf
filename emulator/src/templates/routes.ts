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

function oneOfList(name: string, value: unknown, known: string[]): void {
	for (const one of wanted(value) ?? [])
		if (!known.includes(one.toUpperCase()))
			throw parameterError(`Param ${name} must be one of {${known.join(', ')}} - got "${one}".`);
}

/** Unix time in ms of a date, YYYY-MM-DD or Unix time in seconds. */
function timeOf(name: string, value: unknown): number | undefined {
	if (value === undefined || value === '') return undefined;
	const text = String(value);
	const time = /^\d{9,10}$/.test(text) ? Number(text) * 1000 : /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(time)) throw parameterError(`Param ${name} must be a date - got "${text}".`);
	return time;
}

/**
 * Whether a template was created from `since` to `until`, whose day counts. Which date Meta compares is not documented.
 */
function period({ since, until }: Record<string, unknown>): { isWithin: (time: number) => boolean } {
	const from = timeOf('since', since) ?? -Infinity;
	const to = timeOf('until', until) ?? Infinity;
	return { isWithin: (time) => time >= from && time < to + 86_400_000 };
}

const texts = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(texts)
			: [];

const includes = (text: string, part: unknown): boolean => text.toLowerCase().includes(String(part).toLowerCase());

/** Whether name and content have the texts that the filters ask for. */
function hasTexts(template: Template, { name, content, name_or_content: either }: Record<string, unknown>): boolean {
	const hasContent = (part: unknown): boolean => texts(template.components).some((text) => includes(text, part));
	return (
		(name === undefined || includes(template.name, name)) &&
		(content === undefined || hasContent(content)) &&
		(either === undefined || includes(template.name, either) || hasContent(either))
	);
}

/** Whether the other properties have one of the values that the filters list. */
function hasValues(template: Template, params: Record<string, unknown>): boolean {
	const values = {
		language: template.language,
		status: template.status,
		category: template.category,
		quality_score: template.quality_score?.score ?? 'UNKNOWN',
		source: template.source ?? 'MANUAL',
	};
	return Object.entries(values).every(
		([filter, value]) => wanted(params[filter])?.includes(String(value).toLowerCase()) ?? true,
	);
}

/**
 * GET /{waba}/message_templates: name (part of it), content, language, status, category, quality_score, source, since,
 * until; paged (Meta docs: Templates > List; Meta's SDK v26.0: WhatsAppBusinessAccount).
 */
export function getTemplates(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { params, state } = ctx;
	const { quality_score, source, status } = params;
	const { isWithin } = period(params);
	const found = state.templates
		.all()
		.filter(
			(template) =>
				hasTexts(template, params) && hasValues(template, params) && isWithin(Number(template.created_at ?? 0)),
		);
	oneOfList('quality_score', quality_score, ['GREEN', 'YELLOW', 'RED', 'UNKNOWN']);
	oneOfList('source', source, ['AUTO_GENERATED', 'MANUAL']);
	oneOfList('status', status, [
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
	]);
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
