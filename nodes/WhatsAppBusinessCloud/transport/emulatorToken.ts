import type { ParsedGraphError } from './errors';
import { DEFAULT_BASE_URL } from './hosts';

/** How the access tokens of the Cloud API emulator begin (`emulator/src/seed.ts`). */
const EMULATOR_TOKEN = 'EAAJBemulator';

const TITLE = "The access token is the emulator's, which Meta does not know";

/** What to do when a token of the emulator goes to Meta. */
const ADVICE =
	"Set 'Base URL' in the credential to the URL that the emulator prints when it starts, or enter a token from Meta.";

/** For the credential test. */
export const EMULATOR_TOKEN_MESSAGE = `${TITLE}. ${ADVICE}`;

/**
 * Whether a credential has an access token of the emulator, and Meta's own host.
 * @param baseUrl as checkBaseUrl returns it
 */
export const isEmulatorTokenForMeta = (token: string, baseUrl: string): boolean =>
	baseUrl === DEFAULT_BASE_URL && token.startsWith(EMULATOR_TOKEN);

/** A rejection of such a token, with what to do about it. Other errors are returned unchanged. */
export function withEmulatorAdvice(response: ParsedGraphError): ParsedGraphError {
	const { known } = response;
	if (known?.cause !== 'credential-invalid') return response;
	return { ...response, known: { ...known, title: TITLE, advice: ADVICE } };
}
