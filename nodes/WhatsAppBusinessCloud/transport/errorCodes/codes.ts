// Codes that the transport handles differently from what their entries in the tables say.

/** The number exceeds its messages per second (WhatsApp docs: Error codes > Throttling). */
export const RATE_LIMIT = 130429;

/** Too many messages to one recipient (WhatsApp docs: Cloud API > Throughput > Pair rate limits). */
export const PAIR_RATE_LIMIT = 131056;

/** The account reached its limit: Meta rejects everything the number sends meanwhile. */
export const ACCOUNT_LIMIT = 80007;

/** The account of the sending number has no such template, or not in this language (WhatsApp docs: Error codes). */
export const TEMPLATE_MISSING = 132001;

/** Meta is raising the number's limit (WhatsApp docs: Cloud API > Throughput > Higher throughput). */
export const MAINTENANCE = 131057;
