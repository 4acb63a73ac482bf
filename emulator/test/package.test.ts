import emulator from '../package.json';
import root from '../../package.json';

describe('package.json', () => {
	it('pins each dependency to the version that this repository installs', () => {
		const installed: Record<string, string> = root.devDependencies;
		expect(emulator.dependencies).toEqual(
			Object.fromEntries(Object.keys(emulator.dependencies).map((name) => [name, installed[name]])),
		);
	});

	it('requires the same Node.js, under the same license', () => {
		expect([emulator.engines, emulator.license]).toEqual([root.engines, root.license]);
	});
});
