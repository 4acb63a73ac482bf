import { isLocal } from '../routes/subscriptions';
import type { State } from '../state';
import { ping } from './client/endpoint';
import { flowError, topLevel, usesEndpoint } from './node';
import type { Flow } from './types';

/**
 * Meta's conditions for publishing (Meta docs: Flows > Flows API > Publishing a flow; Endpoint): a draft with a Flow
 * JSON without errors; and if it uses an endpoint, a URL, a connected app, and a public key with a valid signature on a
 * number of the account.
 */
export function checkPublishable(flow: Flow, state: State): void {
	const reject = (text: string): never => {
		throw flowError(139002, 'Publishing attempt failed', text);
	};
	if (flow.status !== 'DRAFT') reject(`Only drafts can be published; this flow is ${flow.status}.`);
	if (flow.json === undefined) reject('The flow has no Flow JSON yet.');
	if (flow.validationErrors.length > 0) reject('The Flow JSON has errors. Correct them before publishing.');
	if (!usesEndpoint(flow)) return;
	if (flow.endpointUri === undefined) reject('The flow uses an endpoint, but has no endpoint URI.');
	if (flow.applicationId === undefined) reject('The flow uses an endpoint, but no Meta app is connected to it.');
	const keys = [...state.flows.keys]
		.filter(([phone]) => state.phones.get(phone)?.wabaId === flow.wabaId)
		.map(([, key]) => key);
	if (keys.length === 0) reject('The flow uses an endpoint, but no phone number of the account has a public key.');
	if (!keys.some((key) => key.business_public_key_signature_status === 'VALID'))
		reject('The signature of the public key does not match. Upload the key again.');
}

/**
 * The endpoint must respond to a ping (Meta docs: Flows > Flows API > Publishing a flow). Only endpoints on this machine
 * are checked; others cannot be reached from here.
 */
export async function checkEndpoint(flow: Flow, state: State): Promise<void> {
	if (!usesEndpoint(flow) || !isLocal(flow.endpointUri ?? '')) return;
	const [phone] = [...state.flows.keys].find(
		([id, key]) => state.phones.get(id)?.wabaId === flow.wabaId && key.business_public_key_signature_status === 'VALID',
	)!;
	await ping(state.flowSessions.endpoint(flow.endpointUri!, phone), String(topLevel(flow, 'data_api_version'))).catch(
		(error: Error) => {
			throw flowError(139002, 'Publishing attempt failed', `The endpoint is not available. ${error.message}.`);
		},
	);
}
