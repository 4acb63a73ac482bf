// Errors of Graph API calls: parsing responses, classifying them, and n8n's error for the user.
export { classifyError } from './classifyError';
export { cleanError } from './clean';
export { GraphApiError, isOutcomeUnknown } from './graphApiError';
export { parseNetworkError } from './networkError';
export { parseGraphError } from './parseGraphError';
export type {
	ErrorDetails,
	GraphResponse,
	GraphErrorPayload,
	NetworkError,
	Outcome,
	ParsedGraphError,
	RequestFailure,
} from './types';
