import type { Locator } from 'playwright-core';
import type { Browser } from './browser';
import type { TestEnvironment } from './testEnvironment';

/**
 * A node's form in n8n's editor, filled in with mouse and keyboard. Parameters are found by name; `place` is the index
 * among those of the same name.
 */
export interface EditorForm {
	field: (name: string) => Locator;
	fill: (name: string, value: string, place?: number) => Promise<void>;
	/** Clicks the button `Add <what>`. */
	add: (what: string, place?: number) => Promise<void>;
	/** Adds a field to Additional Fields, by its label. */
	addField: (label: string) => Promise<void>;
	/** Chooses from a list of options, by the visible text. */
	choose: (name: string, option: string, place?: number) => Promise<void>;
	/** Chooses how a field with a list is entered, by the name of the mode. */
	enterBy: (name: string, mode: string) => Promise<void>;
	/** Picks from a fetched list, by the visible text. */
	pick: (name: string, option: string) => Promise<void>;
	/** The labels of all visible fields. */
	shown: () => Promise<string[]>;
	/** Opens a workflow and one of its nodes. */
	open: (workflowId: string, node: string) => Promise<void>;
}

/** The input of a field: not that which chooses how the field is entered. */
export const WRITABLE = 'input:not([readonly]), textarea';

/** @param browser the browser of the form, once it is open */
export function editorForm(browser: () => Browser, env: () => TestEnvironment): EditorForm {
	const field = (name: string): Locator => browser().byTestId(`parameter-input-${name}`);
	/** Opens a list with a click, and selects the option with this text. */
	const select = async (list: Locator, option: string): Promise<void> => {
		await list.click();
		// The previous field's list may not have faded out yet: each field refers to its own.
		const own = await list.locator('[aria-controls]').first().getAttribute('aria-controls');
		const options = browser().page.locator(`[id="${own}"] [role=option]`);
		await options.filter({ has: browser().page.getByText(option, { exact: true }) }).click();
	};
	return {
		field,
		fill: async (name, value, place = 0) => await field(name).nth(place).locator(WRITABLE).first().fill(value),
		add: async (what, place = 0) =>
			await browser()
				.page.getByRole('button', { name: `Add ${what}`, exact: true })
				.nth(place)
				.click(),
		addField: async (label) => {
			const { page } = browser();
			// The tip below a focused text field may cover the list.
			await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
			const placeholder = page.getByPlaceholder('Add field', { exact: true });
			await select(browser().byTestId('collection-parameter-add').filter({ has: placeholder }), label);
		},
		choose: async (name, option, place = 0) => await select(field(name).nth(place), option),
		enterBy: async (name, mode) => {
			await field(name).locator('[data-test-id="rlc-mode-selector"]').click();
			await browser().byTestId(`mode-${mode}`).filter({ visible: true }).click();
		},
		pick: async (name, option) => {
			await field(name).locator('input').last().click();
			await browser().byTestId('rlc-item', option).click();
		},
		shown: async () => {
			const names = browser()
				.byTestId('node-parameters')
				.locator('label .n8n-text, [data-test-id="credentials-label"] .n8n-text');
			const labels = await names.filter({ visible: true }).allInnerTexts();
			return labels.map((label) => label.trim()).filter((label) => label !== '');
		},
		open: async (workflowId, node) => {
			await browser().visit(`${env().n8n.url}/workflow/${workflowId}`);
			await browser().byTestId('canvas-node', node).dblclick();
		},
	};
}

/** A browser in which the owner is signed in. */
export async function login(open: Browser | Promise<Browser>, { n8n, owner }: TestEnvironment): Promise<Browser> {
	const browser = await open;
	const { page } = browser;
	await browser.visit(`${n8n.url}/signin`);
	await page.fill('input[type=email]', owner.email);
	await page.fill('input[type=password]', owner.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.waitForURL(({ pathname }) => !pathname.includes('signin'), { waitUntil: 'commit' });
	return browser;
}

/** A test that saves a screenshot of where it ended when it fails. */
export function withScreenshotOnFailure(browser: () => Browser): (name: string, act: () => Promise<void>) => void {
	return (name, act) =>
		it(name, async () => {
			await act().catch(async (thrown) => {
				await browser().picture('where-it-ended');
				throw thrown;
			});
		});
}
