import { requireScope } from '../auth';
import { GraphError, parameterError, unknownObject } from '../errors';
import { parseFields, selectFields } from '../fields';
import type { RouteResponse, RequestContext } from '../requestContext';
import { isCallable } from '../routes/subscriptions';
import { page } from '../paging';
import { seed } from '../seed';
import { flowError, flowFields, flowNode } from './node';
import { checkEndpoint, checkPublishable } from './publish';
import { flowCategories, type Flow } from './types';

/** The flow in a path, provided that the token's accounts own it and the token may manage it. */
export function ownFlow(ctx: RequestContext, id: string): Flow {
	const flow = ctx.state.flows.find(id);
	if (!flow || !ctx.token.wabaIds.includes(flow.wabaId)) throw unknownObject(ctx.method, id);
	requireScope(ctx, 'whatsapp_business_management');
	return flow;
}

function shown(ctx: RequestContext, flow: Flow): Record<string, unknown> {
	const { fields, date_format: format } = ctx.params;
	const requested =
		typeof fields === 'string' && fields !== '' ? parseFields(fields) : flowFields.defaults.map((name) => ({ name }));
	return selectFields(
		flowNode(flow, ctx.state, requested, format === 'U'),
		'WhatsAppFlow',
		flowFields.known,
		flowFields.defaults,
		fields,
	);
}

/** GET /{waba}/flows (Meta docs: Flows > Flows API > Listing flows). */
export function getFlows(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	return {
		json: page(
			ctx,
			ctx.state.flows.of(wabaId).map((flow) => shown(ctx, flow)),
		),
	};
}

/** GET /{flow} (Meta docs: Flows > Flows API > Retrieving flow details). */
export function getFlow(ctx: RequestContext, id: string): RouteResponse {
	return { json: shown(ctx, ownFlow(ctx, id)) };
}

/** Lists and flags come as JSON, or as text in a form. */
function readList(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}

function readName(ctx: RequestContext, wabaId: string, value: unknown, except?: Flow): string {
	const name = typeof value === 'string' ? value.trim() : '';
	if (name === '') throw parameterError('The parameter name is required.');
	const existing = ctx.state.flows.named(wabaId, name);
	// Names are unique in the account (Meta docs: Flows > Flows API > Creating a flow). The code is not documented.
	if (existing && existing !== except) {
		throw new GraphError(400, {
			message: '(#100) Invalid parameter',
			type: 'OAuthException',
			code: 100,
			error_user_title: "Flow name isn't unique",
			error_user_msg: `There is already a flow named "${name}" in this WhatsApp Business Account.`,
		});
	}
	return name;
}

function readCategories(value: unknown): string[] {
	const list = readList(value);
	if (!Array.isArray(list) || list.length === 0) throw parameterError('The parameter categories is required.');
	const wrong = (list as unknown[]).find((entry) => !flowCategories.includes(String(entry)));
	if (wrong !== undefined)
		throw parameterError(`Param categories[0] must be one of {${flowCategories.join(', ')}} - got "${String(wrong)}".`);
	return list.map(String);
}

function readEndpoint(value: unknown): string {
	if (typeof value === 'string' && isCallable(value)) return value;
	throw parameterError('Param endpoint_uri must be a valid URI with https.');
}

/** The Flow JSON that a new flow begins with: its own, or that of the flow of the same account that it is a copy of. */
function readFlowJson(ctx: RequestContext, wabaId: string): string | undefined {
	const { flow_json: json, clone_flow_id: cloned } = ctx.params;
	const source = cloned === undefined ? undefined : ctx.state.flows.find(String(cloned));
	if (cloned !== undefined && source?.wabaId !== wabaId)
		throw parameterError(`Param clone_flow_id must be a flow of this account - got "${String(cloned)}".`);
	if (json !== undefined && typeof json !== 'string') throw parameterError('Param flow_json must be a string.');
	return json ?? source?.json;
}

/** POST /{waba}/flows (Meta docs: Flows > Flows API > Creating a flow). */
export async function createFlow(ctx: RequestContext, wabaId: string): Promise<RouteResponse> {
	requireScope(ctx, 'whatsapp_business_management');
	const { params } = ctx;
	const name = readName(ctx, wabaId, params.name);
	const categories = readCategories(params.categories);
	const endpointUri = params.endpoint_uri === undefined ? undefined : readEndpoint(params.endpoint_uri);
	const json = readFlowJson(ctx, wabaId);
	const flow = ctx.state.flows.add({ wabaId, name, categories, ...(endpointUri !== undefined && { endpointUri }) });
	if (json !== undefined) ctx.state.flows.write(flow, json);
	try {
		if (params.publish === true || params.publish === 'true') await publish(ctx, flow);
	} catch (error) {
		// Asked to create and publish, it does neither when the Flow JSON is valid but the rest is not. Not documented.
		if (flow.validationErrors.length === 0) {
			ctx.state.flows.remove(flow.id);
			throw error;
		}
	}
	return { json: { id: flow.id, success: true, validation_errors: flow.validationErrors } };
}

/** POST /{flow} (Meta docs: Flows > Flows API > Updating a flow's metadata). */
export function updateFlow(ctx: RequestContext, id: string): RouteResponse {
	const flow = ownFlow(ctx, id);
	const { name, categories, endpoint_uri: endpoint, application_id: application } = ctx.params;
	if (flow.status === 'DEPRECATED')
		throw flowError(139001, 'Updating attempt failed', 'A deprecated flow cannot be changed.');
	const change: Partial<Flow> = {};
	if (name !== undefined) change.name = readName(ctx, flow.wabaId, name, flow);
	if (categories !== undefined) change.categories = readCategories(categories);
	if (endpoint !== undefined) change.endpointUri = readEndpoint(endpoint);
	if (application !== undefined) {
		if (!ctx.state.findApp(String(application)))
			throw parameterError(`Param application_id must be an app of the same business - got "${String(application)}".`);
		change.applicationId = String(application);
	}
	Object.assign(flow, change, { updatedAt: Date.now() });
	return { json: { success: true } };
}

/** DELETE /{flow}: drafts only (Meta docs: Flows > Flows API > Deleting a flow). */
export function deleteFlow(ctx: RequestContext, id: string): RouteResponse {
	const flow = ownFlow(ctx, id);
	if (flow.status !== 'DRAFT')
		throw flowError(139004, 'Deleting attempt failed', `Only drafts can be deleted; this flow is ${flow.status}.`);
	ctx.state.flows.remove(id);
	return { json: { success: true } };
}

async function publish(ctx: RequestContext, flow: Flow): Promise<void> {
	checkPublishable(flow, ctx.state);
	await checkEndpoint(flow, ctx.state);
	Object.assign(flow, { status: 'PUBLISHED', updatedAt: Date.now() });
}

/** POST /{flow}/publish (Meta docs: Flows > Flows API > Publishing a flow). */
export async function publishFlow(ctx: RequestContext, id: string): Promise<RouteResponse> {
	await publish(ctx, ownFlow(ctx, id));
	return { json: { success: true } };
}

/** POST /{flow}/deprecate: published ones only (Meta docs: Flows > Flows API > Deprecating a flow). */
export function deprecateFlow(ctx: RequestContext, id: string): RouteResponse {
	const flow = ownFlow(ctx, id);
	if (flow.status !== 'PUBLISHED')
		throw flowError(
			139003,
			'Deprecating attempt failed',
			`Only published flows can be deprecated; this flow is ${flow.status}.`,
		);
	Object.assign(flow, { status: 'DEPRECATED', updatedAt: Date.now() });
	return { json: { success: true } };
}

/** POST /{waba}/migrate_flows: all flows of the account, or up to 100 named ones (Meta docs: Flows > Flows API > Migrating flows). */
export function migrateFlows(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const source = String(ctx.params.source_waba_id ?? '');
	// The only other account of the same business.
	if (source !== seed.otherWabaId) throw unknownObject(ctx.method, source);
	const { flows } = ctx.state;
	const requested =
		ctx.params.source_flow_names === undefined
			? flows.of(source).map(({ name }) => name)
			: readList(ctx.params.source_flow_names);
	if (!Array.isArray(requested) || requested.some((name) => typeof name !== 'string'))
		throw parameterError('Param source_flow_names must be an array.');
	if (ctx.params.source_flow_names !== undefined && requested.length > 100)
		throw parameterError('Param source_flow_names must have at most 100 elements.');
	const migrated: unknown[] = [];
	const failed: unknown[] = [];
	for (const name of requested as string[]) {
		const flow = flows.named(source, name);
		const problem = !flow
			? 'Flow name not found in source WABA.'
			: flows.named(wabaId, name)
				? 'A flow with the same name exists in the destination WABA.'
				: undefined;
		if (problem !== undefined || !flow)
			failed.push({ source_name: name, error_code: '4233041', error_message: `Flows Migration Error: ${problem}` });
		else {
			const { id, categories, json } = flow;
			const copy = flows.add({ wabaId, name, categories });
			if (json !== undefined) flows.write(copy, json);
			migrated.push({ source_name: name, source_id: id, migrated_id: copy.id });
		}
	}
	return { json: { migrated_flows: migrated, failed_flows: failed } };
}
