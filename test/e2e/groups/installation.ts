import { version } from '../../../package.json';
import { ACTION, PACKAGE, type TestEnvironment } from '../support/testEnvironment';

/** n8n installs the package from a registry, as a user does under Settings > Community nodes. */
export function installation(env: () => TestEnvironment): void {
	describe('the package', () => {
		it('is fetched from the registry, installed and loaded', () => {
			const { installed, network } = env();
			expect(installed.packageName).toBe(PACKAGE);
			expect(installed.installedNodes.map(({ type }) => type)).toContain(ACTION);
			expect(network.lookups).toContain(`GET /${PACKAGE}/-/${PACKAGE}-${version}.tgz`);
		});

		it('adds its nodes beside the built-in ones, under its own prefix, and as a tool for AI agents', async () => {
			const types = await env().rest.nodeTypes();
			const named = (name: string) => types.find((type) => type.name === name);
			expect(named(ACTION)).toMatchObject({
				displayName: 'WhatsApp Business Cloud',
				inputs: ['main'],
				// Two for Send and Wait for Delivery, otherwise one.
				outputs: expect.stringMatching(/^={{ .*"Delivered".*"Not Delivered".*"main".* }}$/) as string,
			});
			expect(named(`${ACTION}Tool`)).toMatchObject({
				displayName: 'WhatsApp Business Cloud Tool',
				inputs: [],
				outputs: ['ai_tool'],
			});
			expect(named('n8n-nodes-base.whatsApp')).toMatchObject({ displayName: 'WhatsApp Business Cloud' });
		});

		it('logs no error or warning about the package', () => {
			const lines = env().n8n.output().split('\n');
			expect(lines.filter((line) => line.includes(PACKAGE))).toEqual([`Community package installed: ${PACKAGE}`]);
		});
	});
}
