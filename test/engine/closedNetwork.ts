import nock from 'nock';

/** For beforeAll, afterEach and afterAll: no request goes anywhere, and every expected one came. */
export function closedNetwork(): void {
	beforeAll(() => nock.disableNetConnect());
	afterEach(() => {
		const pending = nock.pendingMocks();
		nock.cleanAll();
		expect(pending).toEqual([]);
	});
	afterAll(() => nock.enableNetConnect());
}
