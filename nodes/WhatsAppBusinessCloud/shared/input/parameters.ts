/** The parameters of one message type, as entered and with expressions resolved by n8n. Untrusted. */
export type Parameters = Record<string, unknown>;
