// What goes wrong when the Graph API is called: reading it from an answer, judging it, and telling it to the person.
export { graphError, notSent } from './api';
export { cleanError } from './clean';
export { answeredByMeta, isRetryable, readFault } from './graphError';
export { hideSecrets, redact } from './redact';
export { connectionCode, neverSent, transportError, type TransportErrorOptions } from './transport';
export type { GraphAnswer, GraphFault } from './types';
