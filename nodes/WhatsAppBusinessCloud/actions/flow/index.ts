import type { Resource } from '../types';
import { createToken } from './createToken.operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { deprecate } from './deprecate.operation';
import { generateKeyPair } from './generateKeyPair.operation';
import { get } from './get.operation';
import { getAssets } from './getAssets.operation';
import { getJson } from './getJson.operation';
import { getMany } from './getMany.operation';
import { getMetrics } from './getMetrics.operation';
import { getPreview } from './getPreview.operation';
import { getPublicKey } from './getPublicKey.operation';
import { migrate } from './migrate.operation';
import { publish } from './publish.operation';
import { respondToEndpoint } from './respondToEndpoint.operation';
import { update } from './update.operation';
import { updateJson } from './updateJson.operation';
import { uploadPublicKey } from './uploadPublicKey.operation';
import { validateJson } from './validateJson.operation';

export const flow: Resource = {
	name: 'Flow',
	value: 'flow',
	credential: 'whatsAppFlowsApi',
	default: 'create',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create flow',
			description: 'Make a new flow from Flow JSON, from another flow, or empty',
			operation: create,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete flow',
			description: 'Remove a draft',
			operation: remove,
		},
		{
			name: 'Deprecate',
			value: 'deprecate',
			action: 'Deprecate flow',
			description: 'Retire a published flow, so that it cannot be sent or opened any more',
			operation: deprecate,
		},
		{
			name: 'Generate Key Pair',
			value: 'generateKeyPair',
			action: 'Generate key pair for flow endpoint',
			description: 'Make the keys that flows and their endpoint encrypt with',
			operation: generateKeyPair,
			offline: true,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get flow',
			description: 'Look up one flow: its state, errors, preview and whether it can be sent',
			operation: get,
		},
		{
			name: 'Get Assets',
			value: 'getAssets',
			action: 'Get assets of flow',
			description: 'List or download the files of a flow',
			operation: getAssets,
		},
		{
			name: 'Get JSON',
			value: 'getJson',
			action: 'Get JSON of flow',
			description: 'Download the Flow JSON',
			operation: getJson,
		},
		{
			name: 'Create Token',
			value: 'createToken',
			action: 'Create flow token',
			description: 'Make a signed flow token, which says whom and what a flow is for, and until when',
			operation: createToken,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many flows',
			description: 'Retrieve a list of flows',
			operation: getMany,
		},
		{
			name: 'Get Metrics',
			value: 'getMetrics',
			action: 'Get metrics of flow endpoint',
			description: "See how a flow's endpoint does: requests, errors, latency, availability",
			operation: getMetrics,
		},
		{
			name: 'Get Preview',
			value: 'getPreview',
			action: 'Get preview of flow',
			description: 'Get an address to try the flow out in a browser',
			operation: getPreview,
		},
		{
			name: 'Get Public Key',
			value: 'getPublicKey',
			action: 'Get public key for flow endpoint',
			description: "See which key a number has, and whether it fits the credential's",
			operation: getPublicKey,
		},
		{
			name: 'Migrate',
			value: 'migrate',
			action: 'Migrate flows',
			description: 'Copy flows of another WhatsApp Business Account into this one',
			operation: migrate,
		},
		{
			name: 'Publish',
			value: 'publish',
			action: 'Publish flow',
			description: 'Make a draft ready to be sent, for good',
			operation: publish,
		},
		{
			name: 'Respond to Endpoint',
			value: 'respondToEndpoint',
			action: 'Respond to flow endpoint',
			description: 'Answer the request of a flow that a WhatsApp Flows Endpoint Trigger received',
			operation: respondToEndpoint,
			offline: true,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update flow',
			description: 'Change name, categories, endpoint or connected app',
			operation: update,
		},
		{
			name: 'Update JSON',
			value: 'updateJson',
			action: 'Update JSON of flow',
			description: 'Give a draft new screens',
			operation: updateJson,
		},
		{
			name: 'Upload Public Key',
			value: 'uploadPublicKey',
			action: 'Upload public key for flow endpoint',
			description: 'Give a number the key that its flows encrypt with',
			operation: uploadPublicKey,
		},
		{
			name: 'Validate JSON',
			value: 'validateJson',
			action: 'Validate JSON of flow',
			description: 'Check Flow JSON without asking Meta: every mistake with its place and what to do',
			operation: validateJson,
			offline: true,
		},
	],
};
