import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PICTURES } from '../../test/e2e/support/browser';
import { PROJECT } from '../n8n/paths';
import { conversationAnimation } from './animation';
import { savePictureOf } from './folder';
import { pagePictures } from './pages';
import { phonePictures } from './phone';

/**
 * `npm run docs:pictures` renews the pictures of the documentation, in docs/images. `-- phone editor` renews these parts
 * only. The editor takes a whole n8n: the first time, n8n is installed.
 */

/** Runs the tests that take pictures of n8n's editor. */
function runEditorTests(): void {
	const args = ['--config', 'test/e2e/jest.config.js', 'test/e2e/n8n2', '-t', 'pictures|frames'];
	const { status } = spawnSync(process.execPath, [join(PROJECT, 'node_modules/jest/bin/jest.js'), ...args], {
		cwd: PROJECT,
		stdio: 'inherit',
		env: { ...process.env, DOCS_PICTURES: 'true' },
	});
	if (status !== 0) throw new Error('The tests that take the pictures failed.');
}

/** Copies the pictures that the last run of the end-to-end tests took. */
function copyEditorPictures(): void {
	const files = existsSync(PICTURES) ? readdirSync(PICTURES) : [];
	for (const file of files) savePictureOf(basename(file, '.png'), join(PICTURES, file));
}

const PARTS: Record<string, () => Promise<void> | void> = {
	phone: phonePictures,
	pages: pagePictures,
	editor: () => {
		runEditorTests();
		copyEditorPictures();
		conversationAnimation();
	},
	/** What `editor` does without running the tests again. */
	copy: () => {
		copyEditorPictures();
		conversationAnimation();
	},
};

async function main(): Promise<void> {
	const chosen = process.argv.slice(2);
	const unknown = chosen.filter((part) => !Object.hasOwn(PARTS, part));
	if (unknown.length > 0) throw new Error(`Unknown: ${unknown.join(', ')}. Use: ${Object.keys(PARTS).join(', ')}`);
	for (const part of chosen.length > 0 ? chosen : ['phone', 'pages', 'editor']) await PARTS[part]();
}

main().catch((thrown: Error) => {
	process.stderr.write(`${thrown.message}\n`);
	process.exitCode = 1;
});
