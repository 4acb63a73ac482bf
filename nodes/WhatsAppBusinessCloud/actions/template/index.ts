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
import { migrate } from './migrate.operation';
import { unarchive } from './unarchive.operation';
import { unpause } from './unpause.operation';
import { update } from './update.operation';
import { upsertAuthentication } from './upsertAuthentication.operation';

export const template: Resource = {
	name: 'Template',
	value: 'template',
	credential: 'whatsAppBusinessCloudApi',
	default: 'create',
	operations: [
		{
			name: 'Archive',
			value: 'archive',
			action: 'Archive template',
			description: 'Put templates out of sight without deleting them',
			operation: archive,
		},
		{
			name: 'Compare',
			value: 'compare',
			action: 'Compare templates',
			description: 'Set two templates side by side: how often sent, how often blocked, and why',
			operation: compare,
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create template',
			description: 'Hand in a new template for review',
			operation: create,
		},
		{
			name: 'Create From Library',
			value: 'createFromLibrary',
			action: 'Create template from library',
			description: "Make a template out of one from Meta's library, approved at once",
			operation: createFromLibrary,
		},
		{
			name: 'Create or Update Authentication',
			value: 'upsertAuthentication',
			action: 'Create or update authentication template',
			description: 'Make or change a one-time password template in many languages at once',
			operation: upsertAuthentication,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete template',
			description: 'Remove a template in one language or in all of them',
			operation: remove,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get template',
			description: 'Look up one template with its parts and status',
			operation: get,
		},
		{
			name: 'Get Library Templates',
			value: 'getLibrary',
			action: 'Get library templates',
			description: "Search Meta's library of ready-made templates",
			operation: getLibrary,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many templates',
			description: 'Retrieve a list of templates',
			operation: getMany,
		},
		{
			name: 'Get Preview',
			value: 'getPreview',
			action: 'Get authentication template preview',
			description: 'See the texts that WhatsApp writes for one-time password templates',
			operation: getPreview,
		},
		{
			name: 'Migrate',
			value: 'migrate',
			action: 'Migrate templates',
			description: 'Copy the approved templates of another WhatsApp Business Account into this one',
			operation: migrate,
		},
		{
			name: 'Unarchive',
			value: 'unarchive',
			action: 'Unarchive template',
			description: 'Bring archived templates back',
			operation: unarchive,
		},
		{
			name: 'Unpause',
			value: 'unpause',
			action: 'Unpause template',
			description: 'Let a template be sent again that Meta paused while trying it out',
			operation: unpause,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update template',
			description: 'Change the parts or settings of a template',
			operation: update,
		},
	],
};
