import { requireScope } from '../auth';
import { parameterError, unknownObject } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';

import { checkFlowButtons } from '../flows/templateButtons';
import { isObject } from '../messages/checks';
import { page } from '../paging';
import { seed } from '../seed';
import { checkLibraryTemplate, library } from '../templates/library';
import type { Component, Template } from '../templates/types';
import { templateError } from './templateErrors';
import { checkLifetime, checkTemplateComponents } from './templateRules';

const categories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'];

function readName(value: unknown): string {
	const name = String(value ?? '');
	if (!/^[a-z0-9_]{1,512}$/.test(name))
		throw parameterError('Param name must have lower-case letters, digits and underscores, 512 at most.');
	return name;
}

function readLanguage(value: unknown): string {
	if (typeof value !== 'string' || !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(value))
		throw parameterError(`Param language is not a supported language - got "${String(value)}".`);
	return value;
}

function readCategory(value: unknown): Template['category'] {
	const category = String(value ?? '').toUpperCase();
	if (!categories.includes(category)) throw parameterError(`Param category must be one of {${categories.join(', ')}}.`);
	return category as Template['category'];
}

/** Meta docs: Templates > Overview > Parameter formats; its examples use lower case, the reference upper case. */
function readFormat(value: unknown): Template['parameter_format'] {
	const format = value === undefined ? 'POSITIONAL' : String(value).toUpperCase();
	if (format === 'POSITIONAL' || format === 'NAMED') return format;
	throw parameterError(`Param parameter_format must be one of {POSITIONAL, NAMED} - got "${String(value)}".`);
}

/** Meta docs: Payments > Order details templates (upper case in Brazil, lower case in India). */
function checkDisplayFormat(value: unknown): void {
	if (value === undefined || String(value).toUpperCase() === 'ORDER_DETAILS') return;
	throw parameterError(`Param display_format must be one of {ORDER_DETAILS} - got "${String(value)}".`);
}

const known = (ctx: RequestContext) => (handle: string) => ctx.state.uploads.isHandle(handle);

function refuseTwin(ctx: RequestContext, name: string, language: string): void {
	const existing = ctx.state.templates
		.named(name)
		.some((template) => template.language === language && template.status !== 'PENDING_DELETION');
	if (existing)
		throw templateError(
			2388024,
			'Content in This Language Already Exists',
			`There is already ${language} content for this template. You can create a new template and try again.`,
		);
}

/**
 * POST /{waba}/message_templates: a new template, or one from the library (Meta docs: Templates > Create; Template
 * library).
 */
export function createTemplate(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { params } = ctx;
	const name = readName(params.name);
	const language = readLanguage(params.language);
	const category = readCategory(params.category);
	const format = readFormat(params.parameter_format);
	checkDisplayFormat(params.display_format);
	const fromLibrary = params.library_template_name !== undefined;
	if (fromLibrary) checkLibraryTemplate(params);
	if (!fromLibrary) checkTemplateComponents(params.components, category, known(ctx));
	checkLifetime(params.message_send_ttl_seconds, category);
	checkOptimization(params.optimization_spec, category);
	checkFurther(params);
	if (!fromLibrary) checkFlowButtons(ctx, params.components as Component[]);
	refuseTwin(ctx, name, language);
	const added = ctx.state.templates.add({
		name,
		language,
		category,
		// Reviewed within 24 hours (Meta docs: Templates > Create); templates from the library need no review.
		status: fromLibrary ? 'APPROVED' : 'PENDING',
		parameter_format: format,
		created_at: ctx.state.clock.now(),
		components: fromLibrary ? [{ type: 'BODY', text: library[0].body }] : params.components,
		...(fromLibrary ? { library_template_name: params.library_template_name } : {}),
		...(params.message_send_ttl_seconds === undefined
			? {}
			: { message_send_ttl_seconds: params.message_send_ttl_seconds }),
		...(params.optimization_spec === undefined ? {} : { optimization_spec: params.optimization_spec }),
	});
	return { json: { id: added.id, status: added.status, category } };
}

/** Properties that Meta's SDK v26.0 (WhatsAppBusinessAccount) names, and nothing describes. */
function checkFurther(params: Record<string, unknown>): void {
	const { is_primary_device_delivery_only: only, send_type: type, creative_sourcing_spec: sourcing } = params;
	if (only !== undefined && typeof only !== 'boolean')
		throw parameterError('Param is_primary_device_delivery_only must be a boolean.');
	if (type !== undefined && !['CAMPAIGN', 'DIRECT', 'TRIGGER'].includes(String(type)))
		throw parameterError(`Param send_type must be one of {CAMPAIGN, DIRECT, TRIGGER} - got "${String(type)}".`);
	if (sourcing !== undefined && !isObject(sourcing))
		throw parameterError('Param creative_sourcing_spec must be a map.');
}

/** Meta docs: Marketing Messages API > Max price: for marketing templates, an integer per 1,000 deliveries. */
function checkOptimization(value: unknown, category: string): void {
	if (value === undefined) return;
	const spec = isObject(value) ? value : {};
	const isValid =
		spec.bid_strategy === 'LOWEST_COST_WITH_BID_CAP' &&
		Number.isInteger(spec.bid_amount) &&
		Number(spec.bid_amount) > 0;
	if (!isValid || category !== 'MARKETING') throw parameterError('Param optimization_spec is not valid.');
}

function templateOf(ctx: RequestContext, id: string): Template {
	const template = ctx.state.templates.find(id);
	if (!template) throw unknownObject(ctx.method, id);
	return template;
}

/**
 * POST /{template}: approved, rejected and paused ones; the category of an approved one is fixed (Meta docs: Templates
 * > Edit).
 */
export function editTemplate(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const template = templateOf(ctx, id);
	const { components, category, message_send_ttl_seconds: lifetime, optimization_spec: optimization } = ctx.params;
	if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status)) {
		throw templateError(
			2388003,
			"Message Template Can't Be Edited",
			'Only approved, rejected and paused templates can be edited.',
		);
	}
	if (category !== undefined && template.status === 'APPROVED' && category !== template.category) {
		throw templateError(
			2388025,
			"Category Can't Be Changed",
			'The category of an approved template cannot be changed.',
		);
	}
	const next = category === undefined ? template.category : readCategory(category);
	if (components !== undefined) {
		checkTemplateComponents(components, next, known(ctx));
		checkFlowButtons(ctx, components as Component[]);
	}
	checkLifetime(lifetime, next);
	checkOptimization(optimization, next);
	Object.assign(
		template,
		{ category: next, status: 'PENDING' },
		components && { components },
		lifetime !== undefined && { message_send_ttl_seconds: lifetime },
		optimization !== undefined && { optimization_spec: optimization },
	);
	return { json: { success: true, id, name: template.name, category: next } };
}

/** Meta docs: Templates > Delete: `hsm_ids`, at most 100, not together with `name` or `hsm_id`. */
function deleteByIds({ params, state }: RequestContext): RouteResponse {
	const ids = listOfIds(params.hsm_ids);
	if (params.name !== undefined || params.hsm_id !== undefined)
		throw parameterError('Param hsm_ids cannot be combined with name or hsm_id.');
	if (ids.length === 0 || ids.length > 100) throw parameterError('Param hsm_ids must have 1 to 100 elements.');
	if (ids.some((id) => state.templates.find(id) === undefined))
		throw templateError(2593002, 'Message Template Not Found', 'There is no template with one of these IDs.');
	for (const id of ids) state.templates.remove(id);
	return { json: { success: true } };
}

function listOfIds(value: unknown): string[] {
	try {
		const list: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		return Array.isArray(list) ? list.map(String) : [];
	} catch {
		return [];
	}
}

/** DELETE /{waba}/message_templates?name=[&hsm_id=] (Meta docs: Templates > Delete). */
export function deleteTemplates(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	if (ctx.params.hsm_ids !== undefined) return deleteByIds(ctx);
	if (ctx.params.name === undefined) throw parameterError('The parameter name is required.');
	const id = ctx.params.hsm_id;
	const found = ctx.state.templates
		.named(String(ctx.params.name))
		.filter((template) => id === undefined || template.id === String(id));
	if (found.length === 0)
		throw templateError(2593002, 'Message Template Not Found', 'There is no template of this name.');
	for (const template of found) ctx.state.templates.remove(template.id);
	return { json: { success: true } };
}

/**
 * POST /{waba}/upsert_message_templates: authentication only, without custom texts (Meta docs: Authentication templates
 * > Bulk management).
 */
export function upsertTemplates(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { params } = ctx;
	const name = readName(params.name);
	if (params.category !== 'AUTHENTICATION') throw parameterError('Param category must be AUTHENTICATION.');
	if (!Array.isArray(params.languages) || params.languages.length === 0)
		throw parameterError('Param languages must be an array.');
	checkTemplateComponents(params.components, 'AUTHENTICATION', known(ctx));
	if (/"(text|autofill_text)"/.test(JSON.stringify(params.components)))
		throw parameterError('Param text is not allowed here.');
	checkLifetime(params.message_send_ttl_seconds, 'AUTHENTICATION');
	const data = params.languages.map(readLanguage).map((language) => {
		const old = ctx.state.templates.named(name).find((template) => template.language === language);
		const components = params.components as Component[];
		if (old) Object.assign(old, { components });
		const template =
			old ??
			ctx.state.templates.add({
				name,
				language,
				category: 'AUTHENTICATION',
				status: 'APPROVED',
				parameter_format: 'POSITIONAL',
				components,
			});
		return { id: template.id, status: template.status, language };
	});
	return { json: { data } };
}

/** GET /{waba}/message_template_previews (Meta docs: Authentication templates > Template preview). */
export function getTemplatePreviews(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	if (ctx.params.category !== 'AUTHENTICATION') throw parameterError('Param category must be AUTHENTICATION.');
	const minutes = ctx.params.code_expiration_minutes;
	// Meta docs: Authentication templates > Template preview (`language` is optional: all when omitted); Meta's SDK has `languages`.
	const requested = ctx.params.languages ?? ctx.params.language;
	const languages =
		requested === undefined ? ['de', 'en_US', 'es', 'pt_BR'] : String(requested).split(',').map(readLanguage);
	const data = languages.map((language) => ({
		language,
		body: `*{{1}}* is your verification code.${ctx.params.add_security_recommendation === 'true' ? ' For your security, do not share this code.' : ''}`,
		...(minutes === undefined ? {} : { footer: `This code expires in ${String(minutes)} minutes.` }),
		buttons: [{ text: 'Copy code', autofill_text: 'Autofill' }],
	}));
	return { json: { data } };
}

/** GET /message_template_library (Meta docs: Template library). */
export function getTemplateLibrary(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { search, ...filters } = ctx.params;
	const fits = (row: Record<string, unknown>): boolean =>
		['topic', 'usecase', 'language', 'name'].every((key) => filters[key] === undefined || filters[key] === row[key]);
	return {
		json: page(
			ctx,
			library.filter((row) => fits(row) && (search === undefined || JSON.stringify(row).includes(String(search)))),
		),
	};
}

const day = 86_400;

/**
 * GET /{template}/compare: two templates, a window of 7, 30, 60 or 90 days (Meta docs: Templates > Template
 * Comparison).
 */
export function compareTemplates(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const other = templateOf(ctx, String(ctx.params.template_ids)).id;
	const days = (Number(ctx.params.end) - Number(ctx.params.start)) / day;
	if (![7, 30, 60, 90].includes(days)) throw parameterError('The window must be 7, 30, 60 or 90 days.');
	const data = [
		{ metric: 'BLOCK_RATE', type: 'RELATIVE', order_by_relative_metric: [other, id] },
		{
			metric: 'MESSAGE_SENDS',
			type: 'NUMBER_VALUES',
			number_values: [
				{ key: id, value: 1200 },
				{ key: other, value: 3400 },
			],
		},
		{
			metric: 'TOP_BLOCK_REASON',
			type: 'STRING_VALUES',
			string_values: [
				{ key: id, value: 'SPAM' },
				{ key: other, value: 'NO_LONGER_NEEDED' },
			],
		},
	];
	return { json: { data } };
}

/** POST /{template}/unpause (Meta docs: Templates > Pausing). */
export function unpauseTemplate(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const template = templateOf(ctx, id);
	if (template.status !== 'PAUSED') return { json: { success: false, reason: 'The template is not paused.' } };
	template.status = 'APPROVED';
	return { json: { success: true, reason: 'The template was unpaused.' } };
}

/**
 * POST /{waba}/message_templates/archive and /unarchive, served without a version as on Meta's other host (Meta docs:
 * Template archival).
 */
export function archiveTemplates(ctx: RequestContext, edge: 'archive' | 'unarchive'): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const ids = String(ctx.params.hsm_ids ?? '')
		.split(',')
		.filter((id) => id !== '');
	if (ids.length === 0 || ids.length > 100) throw parameterError('Param hsm_ids must have 1 to 100 elements.');
	const done: string[] = [];
	const failed: Record<string, string> = {};
	for (const id of ids) {
		const template = ctx.state.templates.find(id);
		const isArchived = template?.status === 'ARCHIVED';
		if (!template) failed[id] = 'The template does not exist.';
		else if (isArchived === (edge === 'archive'))
			failed[id] = `The template is ${isArchived ? 'archived already' : 'not archived'}.`;
		else {
			template.status = edge === 'archive' ? 'ARCHIVED' : 'APPROVED';
			done.push(id);
		}
	}
	return { json: { [`${edge}d_templates`]: done, failed_templates: failed } };
}

/** Templates of the other account that can be copied. */
const foreign = Array.from({ length: 502 }, (_unused, index) => `58300000000${String(index).padStart(4, '0')}`);

/** POST /{waba}/migrate_message_templates: pages of 500, starting at 0 (Meta docs: Template migration). */
export function migrateTemplates(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const source = String(ctx.params.source_waba_id ?? '');
	if (source !== seed.otherWabaId) throw unknownObject(ctx.method, source);
	const start = Number(ctx.params.page_number ?? 0) * 500;
	const ids = foreign.slice(start, start + 500);
	const bad = foreign.at(-1)!;
	return {
		json: {
			migrated_templates: ids.filter((id) => id !== bad).map((id) => ({ source_id: id })),
			failed_templates: ids.includes(bad) ? { [bad]: 'The quality of the template is low.' } : {},
		},
	};
}
