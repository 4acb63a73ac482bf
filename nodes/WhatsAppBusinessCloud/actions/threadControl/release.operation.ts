import { changeOwner } from './changeOwner';

/**
 * Thread Control > Release: the conversation has no owner until someone answers. It also succeeds when it has none
 * already. WhatsApp docs: Conversation Routing > Thread control.
 */
export const release = changeOwner('release');
