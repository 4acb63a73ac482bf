import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTable } from '../../../scripts/markdown';
import { EXAMPLES_PAGE, exampleSections } from '../../../scripts/examplesPage';
import { exampleFiles, readExample } from '../../../scripts/n8n/examples';
import { PROJECT } from '../../../scripts/n8n/paths';

const page = readFileSync(join(PROJECT, EXAMPLES_PAGE), 'utf8');

describe('docs/examples.md', () => {
	it('is up to date (npm run docs:examples writes it)', () => {
		expect(withTable(page, exampleSections())).toBe(page);
	});

	it.each(exampleFiles())('has %s with its name and its file', (file) => {
		expect(page).toContain(`## ${readExample(file).name}\n`);
		expect(page).toContain(`[Download](../examples/${file})`);
	});
});
