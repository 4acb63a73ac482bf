import { checkConfirmed, confirmFields } from '../confirm';
import { inviteLink } from './inviteLink';

const change = {
	what: 'replace the invite link',
	consequence: 'The present invite link stops working, wherever it was published, and cannot be restored.',
};

export const resetInviteLink = inviteLink(
	'POST',
	'The group that gets a new invite link',
	confirmFields(change),
	(item) => checkConfirmed(item, change),
);
