import type { Resource } from '../types';
import { archive } from './archive.operation';
import { compare } from './compare.operation';
import { create } from './create.operation';
import { createFromLibrary } from './createFromLibrary.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getLibrary } from './getLibrary.operation';
import { getMany } from './getMany.operation';
import { getPreview } from './getPreview.operation';
import { getReachEstimate } from './getReachEstimate.operation';
import { migrate } from './migrate.operation';
import { unarchive } from './unarchive.operation';
import { unpause } from './unpause.operation';
import { update } from './update.operation';
import { upsertAuthentication } from './upsertAuthentication.operation';

export const template: Resource = {
	name: 'Template',
	value: 'template',
	description: 'Create and manage message templates',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: 'create',
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many templates',
			description: 'Get a list of templates',
			operation: getMany,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get template',
			description: 'Get a template with its components and status',
			operation: get,
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create template',
			description: 'Create a template and submit it for review',
			operation: create,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update template',
			description: 'Update the components or settings of a template',
			operation: update,
		},
		{
			name: 'Create From Library',
			value: 'createFromLibrary',
			action: 'Create template from library',
			description: "Create a template from Meta's template library",
			operation: createFromLibrary,
		},
		{
			name: 'Create or Update Authentication',
			value: 'upsertAuthentication',
			action: 'Create or update authentication template',
			description: 'Create or update an authentication template in multiple languages',
			operation: upsertAuthentication,
		},
		{
			name: 'Get Library Templates',
			value: 'getLibrary',
			action: 'Get library templates',
			description: "Search Meta's template library",
			operation: getLibrary,
		},
		{
			name: 'Get Preview',
			value: 'getPreview',
			action: 'Get authentication template preview',
			description: 'Get the text of authentication templates in each language',
			operation: getPreview,
		},
		{
			name: 'Get Reach Estimate',
			value: 'getReachEstimate',
			action: 'Get reach estimate for a max price',
			description: 'Estimate how many marketing messages a max price delivers, and what they cost',
			operation: getReachEstimate,
		},
		{
			name: 'Compare',
			value: 'compare',
			action: 'Compare templates',
			description: 'Compare the number of sends, the block rate and the top block reason of two templates',
			operation: compare,
		},
		{
			name: 'Unpause',
			value: 'unpause',
			action: 'Unpause template',
			description: 'Resume a template that Meta paused during pacing',
			operation: unpause,
		},
		{
			name: 'Archive',
			value: 'archive',
			action: 'Archive template',
			description: 'Hide templates without deleting them',
			operation: archive,
		},
		{
			name: 'Unarchive',
			value: 'unarchive',
			action: 'Unarchive template',
			description: 'Restore archived templates',
			operation: unarchive,
		},
		{
			name: 'Migrate',
			value: 'migrate',
			action: 'Migrate templates',
			description: 'Copy approved templates from another WhatsApp Business Account',
			operation: migrate,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete template',
			description: 'Delete a template in one language or in all languages',
			operation: remove,
		},
	],
};
