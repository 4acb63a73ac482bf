import nock from 'nock';

/** Adds beforeAll, afterEach and afterAll hooks: no request leaves the machine, and every mock must have been used. */
export function mockedNetwork(): void {
	beforeAll(() => nock.disableNetConnect());
	afterEach(() => {
		const pending = nock.pendingMocks();
		nock.cleanAll();
		expect(pending).toEqual([]);
	});
	afterAll(() => nock.enableNetConnect());
}
