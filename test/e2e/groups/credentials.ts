import type { World } from '../support/world';

/** Saving a credential tests it; n8n shows the answer at once. */
export function credentials(world: () => World): void {
	describe('credentials', () => {
		it('turns green for the right data', async () => {
			const { rest, credential, credentialData } = world();
			expect(await rest.testCredential(credential, credentialData)).toEqual({ status: 'OK', message: 'Connection successful!' });
		});
	});
}
