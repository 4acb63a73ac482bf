import { inviteLink } from './inviteLink';

export const getInviteLink = inviteLink('GET', 'The group to get the invite link of');
