import nock from 'nock';
import { seed } from '../../../emulator/src/seed';
import { metaError, textMessage } from '../fixtures';
import { credential, GRAPH, PHONE, runNode, TOKEN } from '../harness';

const PATH = `/v25.0/${PHONE}/messages`;
const CANNOT_PARSE = 'Invalid OAuth access token - Cannot parse access token';

/** The error of a message when Meta rejects it. */
async function errorOf(accessToken: string, code = 190) {
	nock(GRAPH).post(PATH).reply(401, metaError(code, CANNOT_PARSE));
	const { error } = await runNode({
		parameters: textMessage(),
		input: [{ json: { phone: '49151000', text: 'x' } }],
		credential: { ...credential, accessToken },
	});
	return error;
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test.each(['accessToken', 'bookingAccessToken', 'expiredToken', 'withoutAssetsToken'] as const)(
	"says that the seed's %s is the emulator's when Meta rejects it",
	async (name) => {
		const error = await errorOf(seed[name]);
		expect(error.message).toBe("The access token is the emulator's, which Meta does not know");
		expect(error.description?.split('\n').slice(0, 2)).toEqual([
			`Meta: "${CANNOT_PARSE}."`,
			"Set 'Base URL' in the credential to the URL that the emulator prints when it starts, or enter a token from Meta.",
		]);
		expect(JSON.stringify(error)).not.toContain(seed[name]);
	},
);

test('explains the same error for another token, and another error for this one, as usual', async () => {
	expect((await errorOf(TOKEN)).message).toBe('The access token is invalid, expired or revoked');
	expect((await errorOf(seed.accessToken, 131026)).message).toBe('The message cannot be delivered to this recipient');
});
