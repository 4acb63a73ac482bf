import type { Resource } from '../types';
import { approveJoinRequests } from './approveJoinRequests.operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getInviteLink } from './getInviteLink.operation';
import { getJoinRequests } from './getJoinRequests.operation';
import { getMany } from './getMany.operation';
import { rejectJoinRequests } from './rejectJoinRequests.operation';
import { removeParticipants } from './removeParticipants.operation';
import { resetInviteLink } from './resetInviteLink.operation';
import { update } from './update.operation';

export const group: Resource = {
	name: 'Group',
	value: 'group',
	description: 'WhatsApp groups: create them, invite and remove people',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_messaging',
	default: 'create',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create group',
			description: 'Create a chat group of your business and up to 8 customers. Its ID and link follow by webhook.',
			operation: create,
		},
		{
			name: 'Get Invite Link',
			value: 'getInviteLink',
			action: 'Get invite link of group',
			description: 'Get the link with which customers join a group',
			operation: getInviteLink,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get group',
			description: 'Get the name, description and participants of a group',
			operation: get,
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many groups',
			description: 'Get a list of the groups of a number',
			operation: getMany,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update group',
			description: 'Change the name, description or picture of a group',
			operation: update,
		},
		{
			name: 'Get Join Requests',
			value: 'getJoinRequests',
			action: 'Get join requests of group',
			description: 'Get a list of the people who ask to join a group',
			operation: getJoinRequests,
		},
		{
			name: 'Approve Join Requests',
			value: 'approveJoinRequests',
			action: 'Approve join requests of group',
			description: 'Let people who asked to join into a group',
			operation: approveJoinRequests,
		},
		{
			name: 'Reject Join Requests',
			value: 'rejectJoinRequests',
			action: 'Reject join requests of group',
			description: 'Reject people who asked to join a group',
			operation: rejectJoinRequests,
		},
		{
			name: 'Remove Participants',
			value: 'removeParticipants',
			action: 'Remove participants from group',
			description: 'Remove people from a group. They cannot join again with the link.',
			operation: removeParticipants,
		},
		{
			name: 'Reset Invite Link',
			value: 'resetInviteLink',
			action: 'Reset invite link of group',
			description: 'Replace the invite link of a group. The old one stops working.',
			operation: resetInviteLink,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete group',
			description: 'Delete a group for everyone',
			operation: remove,
		},
	],
};
