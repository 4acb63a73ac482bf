import type { N8nGeneration } from '../../../scripts/n8n/install';
import { freePort } from '../../../scripts/n8n/ports';
import { seed } from '../../../emulator/src';
import { credentialCases } from '../credentialCases';
import type { Group } from '../describeN8n';

/**
 * Saving a credential tests it, and n8n shows the result immediately.
 *
 * @param generation some results differ in 1.x
 */
export function credentials(generation: N8nGeneration): Group {
	// The names are needed before the emulator runs, the URLs only later.
	const names = credentialCases({ url: 'http://127.0.0.1', seed }, 1).map(({ name }) => name);
	return (env) => {
		describe('testing a saved credential', () => {
			it.each(names)('reports the result of the credential test: %s', async (name) => {
				const { rest, emulator } = env();
				const found = credentialCases(emulator, await freePort()).find((candidate) => candidate.name === name);
				if (!found) throw new Error(`There is no case '${name}'`);
				const { type, data, fault, expected, expectedOn1x } = found;
				if (fault) emulator.addFault(fault);
				const saved = await rest.createCredential(name, type, data);
				const result = await rest.testCredential(saved, data);
				expect(result).toEqual(generation === 'v1' ? (expectedOn1x ?? expected) : expected);
			});

			it("shows no secret in n8n's log", () => {
				const { n8n, emulator } = env();
				const { app, accessToken, expiredToken, withoutManagementToken } = emulator.seed;
				for (const secret of [app.secret, accessToken, expiredToken, withoutManagementToken]) {
					expect(n8n.output().includes(secret)).toBe(false);
				}
			});
		});
	};
}
