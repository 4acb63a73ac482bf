import { InputError } from '../shared/inputError';
import { DEFAULT_BASE_URL } from './hosts';

/** How the access tokens of the Cloud API emulator begin (`emulator/src/seed.ts`). */
const EMULATOR_TOKEN = 'EAAJBemulator';

const PROBLEM = "is the emulator's, which Meta does not know";

/** What to do when a token of the emulator goes to Meta. */
const ADVICE =
	"Set 'Base URL' in the credential to the URL that the emulator prints when it starts, such as http://127.0.0.1:5690, or enter a token from Meta.";

/** For the credential test. */
export const EMULATOR_TOKEN_MESSAGE = `The access token ${PROBLEM}. ${ADVICE}`;

/**
 * Whether a credential has an access token of the emulator, and Meta's own host.
 * @param baseUrl as checkBaseUrl returns it
 */
export const isEmulatorTokenForMeta = (token: string, baseUrl: string): boolean =>
	baseUrl === DEFAULT_BASE_URL && token.startsWith(EMULATOR_TOKEN);

/** @throws InputError when a token of the emulator would go to Meta, before any request */
export function rejectEmulatorToken(token: string, baseUrl: string): void {
	if (isEmulatorTokenForMeta(token, baseUrl)) throw new InputError('Access Token', PROBLEM, ADVICE);
}
