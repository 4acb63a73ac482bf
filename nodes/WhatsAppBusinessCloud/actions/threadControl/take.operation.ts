import { changeOwner } from './changeOwner';

/**
 * Thread Control > Take: for the escalation partner only. WhatsApp docs: Conversation Routing > Thread control.
 */
export const take = changeOwner('take');
