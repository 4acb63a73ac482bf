import { exampleFiles, fillIn, readExample } from '../../../../scripts/n8n/examples';
import type { SavedCredential } from '../../../../scripts/n8n/rest';
import { examplePicture } from '../../../../scripts/examplesPage';
import { Browser } from '../../support/browser';
import { login, withScreenshotOnFailure } from '../../support/editorForm';
import { addExampleCredentials } from '../../support/exampleCredentials';
import type { TestEnvironment } from '../../support/testEnvironment';

/** Takes a picture of the canvas of each example, without its notes, whose text docs/examples.md has. */
export function canvasPictures(env: () => TestEnvironment): void {
	describe('pictures of the examples', () => {
		let browser: Browser;
		let credentials: SavedCredential[];
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		beforeAll(async () => {
			browser = await login(Browser.open('examples', { width: 1280, height: 720 }), env());
			credentials = await addExampleCredentials(env(), env().emulator.url);
		});
		afterAll(async () => await browser?.close());

		for (const file of exampleFiles())
			itWithScreenshot(`${file} opens without a step that needs attention`, async () => {
				const { rest, emulator, n8n } = env();
				const example = fillIn(readExample(file), credentials, emulator.seed);
				const nodes = example.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
				await browser.visit(`${n8n.url}/workflow/${await rest.createWorkflow({ ...example, nodes })}`);
				const all = browser.page.locator('[data-test-id="canvas-node"]');
				await all.nth(nodes.length - 1).waitFor();
				await browser.byTestId('zoom-to-fit').click();
				expect(await browser.byTestId('node-issues').count()).toBe(0);
				// With the names below the steps.
				await browser.part(examplePicture(file), await all.all(), 75);
			});
	});
}
