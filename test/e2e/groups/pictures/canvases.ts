import { exampleFiles, fillIn, readExample } from '../../../../scripts/n8n/examples';
import type { SavedCredential, WorkflowDefinition } from '../../../../scripts/n8n/rest';
import { examplePicture } from '../../../../scripts/examplesPage';
import { Browser, type Box } from '../../support/browser';
import { login, withScreenshotOnFailure } from '../../support/editorForm';
import { addExampleCredentials } from '../../support/exampleCredentials';
import type { TestEnvironment } from '../../support/testEnvironment';

/** Large enough for the longest and the tallest example to be shown with readable names. */
const VIEWPORT = { width: 1600, height: 2400 };

const STICKY_NOTE = '[data-test-id="sticky"]';

/** Hides n8n's buttons on the canvas, and the notes. */
const STEPS_ONLY = `
	body * { visibility: hidden !important; }
	.vue-flow__transformationpane * { visibility: visible !important; }
	.vue-flow__node:has(${STICKY_NOTE}), .vue-flow__node:has(${STICKY_NOTE}) * { visibility: hidden !important; }
`;

/** What belongs to a workflow: its steps with their names, and its connections. */
const PARTS = '.vue-flow__node *, .vue-flow__edge-path';

/** Space around the workflow in the picture, in pixels. */
const MARGIN = 16;

/** Takes a screenshot of the canvas of each example, and a picture without its notes, whose text docs/examples.md has. */
export function canvasPictures(env: () => TestEnvironment): void {
	describe('pictures of the examples', () => {
		let browser: Browser;
		let credentials: SavedCredential[];
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		beforeAll(async () => {
			browser = await login(Browser.open('examples', VIEWPORT), env());
			credentials = await addExampleCredentials(env(), env().emulator.url);
		});
		afterAll(async () => await browser?.close());

		const open = async (workflow: WorkflowDefinition): Promise<void> => {
			const { rest, n8n } = env();
			await browser.visit(`${n8n.url}/workflow/${await rest.createWorkflow(workflow)}`);
			const last = browser.page.locator('.vue-flow__node').nth(workflow.nodes.length - 1);
			await last.waitFor();
			await browser.byTestId('zoom-to-fit').click();
			await browser.page.mouse.move(0, 0);
			// The canvas moves while it zooms.
			await (await last.elementHandle())?.waitForElementState('stable');
		};
		/** Boxes of all that is displayed of the workflow. */
		const boxes = async (): Promise<Box[]> =>
			await browser.page.locator(PARTS).evaluateAll((all) =>
				all
					.filter((part) => part.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
					.map((part) => part.getBoundingClientRect())
					.map(({ x, y, width, height }) => ({ x, y, width, height }))
					.filter(({ width, height }) => width + height > 0),
			);

		for (const file of exampleFiles())
			itWithScreenshot(`${file} opens without a step that needs attention`, async () => {
				await open(fillIn(readExample(file), credentials, env().emulator.seed));
				expect(await browser.byTestId('node-issues').count()).toBe(0);
				await browser.picture(file);
				await browser.page.addStyleTag({ content: STEPS_ONLY });
				await browser.area(examplePicture(file), await boxes(), MARGIN);
			});
	});
}
