import { optionalObject, texts } from '../../../shared/lenientSchemas';

/**
 * What happened in a chat before it was handed over: a summary. Meta includes it in the handover, or beside the
 * messages that follow. WhatsApp docs: Conversation Routing > Webhooks.
 */
export const contextOfChat = optionalObject({ ...texts('type'), summary: optionalObject(texts('text')) });
