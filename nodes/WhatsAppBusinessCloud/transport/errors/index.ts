// Errors of Graph API calls: parsing responses, classifying them, and building the error for the user.
export { graphError, notSentError as notSent } from './api';
export { cleanError } from './clean';
export { isFromMeta as answeredByMeta, isRetryable, parseGraphError as readFault } from './graphError';
export { hideSecrets, redact } from '../../shared/redact';
export { connectionCode, neverSent, transportError, type TransportErrorOptions } from './transport';
export type { GraphAnswer, GraphErrorPayload as GraphFault } from './types';
