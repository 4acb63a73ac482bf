import type { IDataObject } from 'n8n-workflow';

/**
 * For the output of a request whose result comes later: that it is pending, and the webhook field that brings the
 * result, as the WhatsApp Trigger outputs it in `field`.
 */
export const pendingUntil = (field: string): IDataObject => ({ pending: true, resultEvent: field });
