// What goes wrong when the Graph API is called: reading it from an answer, judging it, and telling it to the person.
export { graphError, notSentError as notSent } from './api';
export { cleanError } from './clean';
export { isFromMeta as answeredByMeta, isRetryable, parseGraphError as readFault } from './graphError';
export { hideSecrets, redact } from '../../shared/redact';
export { connectionCode, neverSent, transportError, type TransportErrorOptions } from './transport';
export type { GraphAnswer, GraphErrorPayload as GraphFault } from './types';
