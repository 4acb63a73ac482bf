import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { PROJECT } from '../../../scripts/n8n/paths';

const SCREENSHOTS = join(PROJECT, 'artifacts', 'screenshots');
/** Pictures of n8n's editor for the documentation, which `npm run docs:pictures` copies to docs/images. */
export const PICTURES = join(PROJECT, 'artifacts', 'pictures');
/** Frames of the README's animation: `<number>-<ms>-n8n.png` and `<number>-<ms>-phone.png`. */
export const FRAMES = join(PROJECT, 'artifacts', 'frames');

/** Chromium in its usual locations; CHROMIUM_PATH overrides them. @returns its path; undefined if it is not installed */
export function findChromium(): string | undefined {
	const candidates = [
		process.env.CHROMIUM_PATH,
		'/usr/bin/chromium',
		'/usr/bin/chromium-browser',
		'/usr/bin/google-chrome',
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
	];
	return candidates.find((path) => path && existsSync(path));
}

export const CHROMIUM_MISSING =
	'Chromium is not installed. Install it (.ci/run does: apt-get install chromium), or set CHROMIUM_PATH to the program.';

/** `describe` where Chromium is installed. Elsewhere it skips the tests and says so, with the name of their file. */
export function describeInChromium(file: string, title: string, tests: () => void): void {
	if (findChromium() !== undefined) return describe(title, tests);
	process.stderr.write(`${basename(file)} runs nothing: ${CHROMIUM_MISSING}\n`);
	describe.skip(title, tests);
}

/** n8n shows tips over the page, some of them not only while the mouse is there. */
export const NO_TIPS = '[data-reka-popper-content-wrapper] { visibility: hidden !important; }';

/** A part of a page, in pixels. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A browser that reaches only loopback, with one page. */
export class Browser {
	private shots = 0;

	private constructor(
		readonly page: Page,
		private readonly context: BrowserContext,
		private readonly profile: string,
		private readonly name: string,
	) {}

	/**
	 * @param name prefix of its screenshots
	 * @param viewport size of the page in pixels
	 * @param deviceScaleFactor pixels of a screenshot per pixel of the page
	 */
	static async open(name: string, viewport = { width: 1440, height: 900 }, deviceScaleFactor = 1): Promise<Browser> {
		const executablePath = findChromium();
		if (executablePath === undefined) throw new Error(CHROMIUM_MISSING);
		const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
		const context = await chromium.launchPersistentContext(profile, {
			executablePath,
			headless: true,
			viewport,
			deviceScaleFactor,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				// A microphone that beeps, for pages that are allowed to use one.
				'--use-fake-device-for-media-stream',
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
			],
		});
		context.setDefaultTimeout(45_000);
		return new Browser(context.pages()[0] ?? (await context.newPage()), context, profile, name);
	}

	/** Opens a URL. Tests wait for the elements that they need, not for the page's load event. */
	async visit(url: string): Promise<void> {
		await this.page.goto(url, { waitUntil: 'commit' });
	}

	/** By the attribute that n8n's own tests use. */
	byTestId(id: string, text?: string | RegExp): Locator {
		const all = this.page.locator(`[data-test-id="${id}"]`);
		return text === undefined ? all : all.filter({ hasText: text });
	}

	/** The entire content of the page: its source, and the values of its fields. */
	async everything(): Promise<string> {
		const fields = await this.page
			.locator('input, textarea')
			.evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value));
		return [await this.page.content(), ...fields].join('\n');
	}

	/** Saves a screenshot of the page in artifacts/screenshots, numbered in order. */
	async picture(step: string): Promise<void> {
		mkdirSync(SCREENSHOTS, { recursive: true });
		const number = String(++this.shots).padStart(2, '0');
		await this.page.screenshot({
			path: join(SCREENSHOTS, `${this.name}-${number}-${step}.png`),
			animations: 'disabled',
		});
	}

	/** Moves the mouse away, and waits until the page has stopped moving. */
	private async settle(): Promise<void> {
		await this.page.mouse.move(0, 0);
		await this.page.waitForFunction(() =>
			document.getAnimations().every(({ playState, effect }) => {
				const isEndless = effect?.getComputedTiming().endTime === Infinity;
				return isEndless || playState === 'finished' || playState === 'idle';
			}),
		);
	}

	/**
	 * Saves a picture of a part of the page in artifacts/pictures, without tips.
	 * @param elements which it shows
	 * @param margin pixels around them
	 */
	async part(name: string, elements: Locator[], margin: number): Promise<void> {
		await this.settle();
		const boxes = await Promise.all(
			elements.map(async (element) => {
				// The canvas moves while it zooms.
				await (await element.elementHandle())?.waitForElementState('stable');
				const box = await element.boundingBox();
				if (box === null) throw new Error(`The picture '${name}' shows an element that is not visible`);
				return box;
			}),
		);
		await this.area(name, boxes, margin);
	}

	/** The same for the part of the page that holds these boxes. */
	async area(name: string, boxes: Box[], margin: number): Promise<void> {
		mkdirSync(PICTURES, { recursive: true });
		const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
		const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
		const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
		const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
		await this.settle();
		await this.page.screenshot({
			path: join(PICTURES, `${name}.png`),
			animations: 'disabled',
			style: NO_TIPS,
			clip: { x, y, width: right - x, height: bottom - y },
		});
	}

	async close(): Promise<void> {
		await this.context.close();
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 3 });
	}
}
