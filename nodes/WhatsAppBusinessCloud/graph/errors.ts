// What goes wrong when the Graph API is called: reading it from an answer, judging it, and telling it to the person.
export { graphError, notSent } from './errors/api';
export { cleanError } from './errors/clean';
export { answeredByMeta, isRetryable, readFault } from './errors/fault';
export { hideSecrets, redact } from './errors/redact';
export { connectionCode, neverSent, transportError, type TransportErrorOptions } from './errors/transport';
export type { GraphAnswer, GraphFault } from './errors/types';
