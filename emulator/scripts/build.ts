import { build } from 'esbuild';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thirdPartyLicenses } from '../../scripts/build/licenses';
import { buildPage, pageNames } from '../src/pages/bundle';

const ROOT = join(__dirname, '..', '..');
const PACKAGE = join(ROOT, 'emulator');

/** Writes dist/ and THIRD_PARTY_LICENSES. The package is complete in itself: an installation needs no other package. */
async function main(): Promise<void> {
	const dist = join(PACKAGE, 'dist');
	rmSync(dist, { recursive: true, force: true });
	mkdirSync(dist);
	const { metafile } = await build({
		absWorkingDir: ROOT,
		entryPoints: { cli: 'emulator/src/cli.ts', index: 'emulator/src/index.ts' },
		outdir: dist,
		bundle: true,
		metafile: true,
		platform: 'node',
		target: 'node20.19',
		format: 'cjs',
		// Only a checkout bundles the phone when it starts.
		external: ['esbuild'],
		// The default for Node.js prefers CommonJS, whose UMD variant esbuild cannot bundle.
		mainFields: ['module', 'main'],
		logLevel: 'warning',
	});
	const inputs = Object.keys(metafile.inputs);
	for (const name of pageNames) {
		const page = await buildPage(name);
		writeFileSync(join(dist, `${name}.js`), page.script);
		writeFileSync(join(dist, `${name}.css`), page.style);
		inputs.push(...page.inputs);
	}
	const files = [...new Set(inputs)].filter((file) => file.includes('node_modules/'));
	writeFileSync(join(PACKAGE, 'THIRD_PARTY_LICENSES'), thirdPartyLicenses(ROOT, files) ?? '');
}

void main();
