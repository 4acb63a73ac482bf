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
	description: 'Forms inside the chat',
	credential: 'whatsAppFlowsApi',
	permission: 'whatsapp_business_management',
	default: 'create',
	operations: [
		{
			name: 'Respond to Endpoint',
			value: 'respondToEndpoint',
			action: 'Respond to flow endpoint',
			description: 'Respond to a request that the WhatsApp Flows Endpoint Trigger received',
			operation: respondToEndpoint,
			offline: true,
		},
		{
			name: 'Create Token',
			value: 'createToken',
			action: 'Create flow token',
			description: 'Create a signed Flow token for a recipient and Flow',
			operation: createToken,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many flows',
			description: 'Get a list of Flows',
			operation: getMany,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get flow',
			description: 'Get a Flow with its status, validation errors, preview and health status',
			operation: get,
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create flow',
			description: 'Create a Flow from Flow JSON, as a copy of another Flow, or empty',
			operation: create,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update flow',
			description: 'Update the name, categories, endpoint or connected app of a Flow',
			operation: update,
		},
		{
			name: 'Get JSON',
			value: 'getJson',
			action: 'Get flow JSON',
			description: 'Get the Flow JSON of a Flow',
			operation: getJson,
		},
		{
			name: 'Update JSON',
			value: 'updateJson',
			action: 'Update flow JSON',
			description: 'Replace the Flow JSON of a draft',
			operation: updateJson,
		},
		{
			name: 'Validate JSON',
			value: 'validateJson',
			action: 'Validate flow JSON',
			description: 'Check Flow JSON in n8n, without calling the Graph API',
			operation: validateJson,
			offline: true,
		},
		{
			name: 'Get Preview',
			value: 'getPreview',
			action: 'Get flow preview',
			description: 'Get the URL of the web preview of a Flow',
			operation: getPreview,
		},
		{
			name: 'Publish',
			value: 'publish',
			action: 'Publish flow',
			description: 'Publish a draft (cannot be undone)',
			operation: publish,
		},
		{
			name: 'Deprecate',
			value: 'deprecate',
			action: 'Deprecate flow',
			description: 'Deprecate a published Flow, so that it can no longer be sent or opened',
			operation: deprecate,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete flow',
			description: 'Delete a draft',
			operation: remove,
		},
		{
			name: 'Generate Key Pair',
			value: 'generateKeyPair',
			action: 'Generate flow endpoint key pair',
			description: 'Generate an RSA key pair for a Flow endpoint',
			operation: generateKeyPair,
			offline: true,
		},
		{
			name: 'Upload Public Key',
			value: 'uploadPublicKey',
			action: 'Upload flow endpoint public key',
			description: 'Upload the public key that a phone number uses to encrypt Flow requests',
			operation: uploadPublicKey,
		},
		{
			name: 'Get Public Key',
			value: 'getPublicKey',
			action: 'Get flow endpoint public key',
			description: 'Get the public key of a number and check that it matches the credential',
			operation: getPublicKey,
		},
		{
			name: 'Get Metrics',
			value: 'getMetrics',
			action: 'Get flow endpoint metrics',
			description: 'Get requests, errors, latency and availability of a Flow endpoint',
			operation: getMetrics,
		},
		{
			name: 'Get Assets',
			value: 'getAssets',
			action: 'Get flow assets',
			description: 'List or download the assets of a Flow',
			operation: getAssets,
		},
		{
			name: 'Migrate',
			value: 'migrate',
			action: 'Migrate flows',
			description: 'Copy Flows from another WhatsApp Business Account',
			operation: migrate,
		},
	],
};
