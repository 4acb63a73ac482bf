import emulator from '../package.json';
import root from '../../package.json';

describe('package.json', () => {
	it('pins each library to the version that this repository installs', () => {
		// The build bundles them: an installation needs no other package.
		expect(emulator).not.toHaveProperty('dependencies');
		const installed: Record<string, string> = root.devDependencies;
		expect(emulator.devDependencies).toEqual(
			Object.fromEntries(Object.keys(emulator.devDependencies).map((name) => [name, installed[name]])),
		);
	});

	it('requires the same Node.js, under the same license', () => {
		expect([emulator.engines, emulator.license]).toEqual([root.engines, root.license]);
	});
});
