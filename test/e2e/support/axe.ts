import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface WithAxe {
	axe?: { run: (options: object) => Promise<AxeResults> };
}

/**
 * Checks a page for accessibility with axe.
 * @returns what it finds serious or critical, with the HTML of each place
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
	// Not as an element of the page, which its content security policy forbids.
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
	const { violations } = await page.evaluate(
		async () => await (window as WithAxe).axe!.run({ resultTypes: ['violations'] }),
	);
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
