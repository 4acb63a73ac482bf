import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GraphError, parameterError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { page } from '../paging';
import { seed } from '../seed';
import { discard, readUploadForm } from '../uploadForm';
import { ownFlow } from './routes';
import { flowError } from './node';

/** Meta docs: Flows > Flows API > Updating a Flow's Flow JSON. */
const maxBytes = 10 * 1024 * 1024;

const hash = (id: string, expires: number): string =>
	createHmac('sha256', seed.app.secret).update(`flow.${id}.${expires}`).digest('base64url');

/** GET /{flow}/assets (Meta docs: Flows > Flows API > Asset list): the Flow JSON, at a URL that needs no token. */
export function getAssets(ctx: RequestContext, id: string): RouteResponse {
	const flow = ownFlow(ctx, id);
	const expires = ctx.state.clock.seconds() + ctx.state.settings.mediaUrlSeconds;
	const url = `${ctx.state.options.mediaBaseUrl ?? ctx.origin}/flow_assets/?id=${id}&ext=${expires}&hash=${hash(id, expires)}`;
	return {
		json: page(ctx, flow.json === undefined ? [] : [{ name: 'flow.json', asset_type: 'FLOW_JSON', download_url: url }]),
	};
}

/** GET on the URL of an asset; 403 once it has expired. */
export function downloadAsset(ctx: RequestContext): RouteResponse {
	const { id = '', ext = '', hash: given = '' } = ctx.query;
	const flow = ctx.state.flows.find(id);
	const valid =
		flow?.json !== undefined && given === hash(id, Number(ext)) && Number(ext) * 1000 > ctx.state.clock.now();
	if (!valid) throw new GraphError(403, { message: 'URL signature expired', type: 'OAuthException', code: 10 });
	return {
		text: flow.json,
		headers: { 'Content-Type': 'application/json', 'Content-Disposition': 'attachment; filename="flow.json"' },
	};
}

/**
 * POST /{flow}/assets (Meta docs: Flows > Flows API > Updating a Flow's Flow JSON): a multipart form with file, name
 * and asset_type; errors in the file are reported, not rejected.
 */
export async function postAssets(ctx: RequestContext, id: string): Promise<RouteResponse> {
	const flow = ownFlow(ctx, id);
	const form = await readUploadForm(ctx);
	try {
		const file = form.files.find((part) => part.field === 'file');
		if (!file) throw parameterError('The parameter file is required.');
		if (form.fields.asset_type !== 'FLOW_JSON') throw parameterError('Param asset_type must be one of {FLOW_JSON}.');
		if (form.fields.name !== 'flow.json') throw parameterError('Param name must be flow.json.');
		if (!/^application\/json\b/i.test(file.mimeType))
			throw parameterError(`Param file must be a file of type application/json - got "${file.mimeType}".`);
		if (file.size > maxBytes) throw parameterError(`Param file must be at most ${maxBytes} bytes.`);
		if (flow.status !== 'DRAFT')
			throw flowError(
				139001,
				'Updating attempt failed',
				`The Flow JSON of a flow that is ${flow.status} cannot be changed. Make a new flow with clone_flow_id.`,
			);
		ctx.state.flows.write(flow, readFileSync(file.path, 'utf8'));
	} finally {
		discard(form.files);
	}
	return { json: { success: true, validation_errors: flow.validationErrors } };
}
