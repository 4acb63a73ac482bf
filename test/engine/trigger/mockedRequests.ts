import nock from 'nock';

/** Lets no request out, and fails a test that does not send all expected ones. */
export function mockAllRequests(): void {
	beforeEach(() => nock.disableNetConnect());
	afterAll(() => {
		nock.enableNetConnect();
		nock.restore();
	});
	afterEach(() => {
		const pending = nock.pendingMocks();
		nock.cleanAll();
		expect(pending).toEqual([]);
	});
}
