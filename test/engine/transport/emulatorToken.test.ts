import nock from 'nock';
import { seed } from '../../../emulator/src/seed';
import { metaError, textMessage } from '../fixtures';
import { credential, GRAPH, PHONE, runNode, TOKEN } from '../harness';

const PATH = `/v25.0/${PHONE}/messages`;

/** The error of a message when Meta rejects it. */
async function errorOf(accessToken: string) {
	nock(GRAPH).post(PATH).reply(401, metaError(190, 'Invalid OAuth access token - Cannot parse access token'));
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
	"says that the seed's %s is the emulator's, and sends nothing to Meta",
	async (name) => {
		const error = await errorOf(seed[name]);
		expect(error.message).toBe("'Access Token' is the emulator's, which Meta does not know");
		expect(error.description).toContain("Set 'Base URL' in the credential to the URL that the emulator prints");
		expect(nock.pendingMocks()).toEqual([`POST ${GRAPH}:443${PATH}`]);
		expect(JSON.stringify(error)).not.toContain(seed[name]);
	},
);

test("Meta's rejection of another token is explained as usual", async () => {
	expect((await errorOf(TOKEN)).message).toBe('The access token is invalid, expired or revoked');
});
