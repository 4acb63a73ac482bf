/** The parameters of one message type, as the person filled them in and after n8n resolved the expressions. Untrusted. */
export type Parameters = Record<string, unknown>;
