import { z } from 'zod';
import { requireScope } from '../auth';
import { parameterError } from '../errors';
import { selectFields } from '../fields';
import { page } from '../paging';
import { list, paramsOf, text } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';

/** Templates whose analytics are read together. */
export interface TemplateGroup {
	id: string;
	wabaId: string;
	name: string;
	description: string;
	templates: string[];
}

const ids = list(text(50));
const newGroup = z.object({ name: text(512), description: text(1024, 0), whatsapp_business_templates: ids });
const changes = z.object({
	name: text(512).optional(),
	description: text(1024, 0).optional(),
	add_templates: ids.optional(),
	remove_templates: ids.optional(),
});

const fields = ['id', 'name', 'description', 'whatsapp_business_templates'];

function node(ctx: RequestContext, { id, name, description, templates }: TemplateGroup): Record<string, unknown> {
	const whatsapp_business_templates = templates.map((template) => ({ id: template }));
	return selectFields(
		{ id, name, description, whatsapp_business_templates },
		'WhatsAppBusinessTemplateGroup',
		fields,
		['id', 'name', 'description'],
		ctx.params.fields,
	);
}

function checkTemplates(ctx: RequestContext, templates: string[]): string[] {
	const unknown = templates.find((id) => !ctx.state.templates.find(id));
	if (unknown !== undefined) throw parameterError(`There is no template with the ID '${unknown}' in this account.`);
	return [...new Set(templates)];
}

/** GET /{waba}/template_groups (Meta docs: Templates > Template groups). */
export function getTemplateGroups(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const groups = [...ctx.state.collections.templateGroups.values()].filter((one) => one.wabaId === wabaId);
	return {
		json: page(
			ctx,
			groups.map((one) => node(ctx, one)),
		),
	};
}

/** POST /{waba}/template_groups */
export function createTemplateGroup(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { name, description, whatsapp_business_templates } = paramsOf(ctx.params, newGroup);
	const templates = checkTemplates(ctx, whatsapp_business_templates);
	const id = ctx.state.collections.newId('59700000');
	ctx.state.collections.templateGroups.set(id, { id, wabaId, name, description, templates });
	return { json: { id } };
}

const groupOf = ({ state }: RequestContext, id: string): TemplateGroup => state.collections.templateGroups.get(id)!;

/** GET /{template group} */
export function getTemplateGroup(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	return { json: node(ctx, groupOf(ctx, id)) };
}

/** POST /{template group}: the body is not documented; names follow those of its creation. */
export function updateTemplateGroup(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const group = groupOf(ctx, id);
	const read = paramsOf(ctx.params, changes);
	const added = checkTemplates(ctx, read.add_templates ?? []);
	const templates = new Set([...group.templates, ...added]);
	for (const one of read.remove_templates ?? []) templates.delete(one);
	group.name = read.name ?? group.name;
	group.description = read.description ?? group.description;
	group.templates = [...templates];
	return { json: { success: true } };
}

/** DELETE /{template group}: its templates stay. */
export function deleteTemplateGroup(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	ctx.state.collections.templateGroups.delete(id);
	return { json: { success: true } };
}
