import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleFiles } from '../../../scripts/n8n/examples';
import { PROJECT } from '../../../scripts/n8n/paths';
import { anchors } from '../../anchors';

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'SECURITY.md',
	'SUPPORT.md',
	'emulator/README.md',
].concat(
	readdirSync(join(PROJECT, 'docs'))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
);

/** The targets of links and pictures in a Markdown text, without code. */
function targets(markdown: string): string[] {
	const text = markdown.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
	return [...text.matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)].map(([, link, picture]) => link ?? picture);
}

/** Whether a link leads to a file of the project and, if it has an anchor, to a heading in it. */
function exists(page: string, target: string): boolean {
	const [path, anchor] = target.split('#');
	const file = path === '' ? page : join(dirname(page), path);
	if (!existsSync(join(PROJECT, file))) return false;
	return anchor === undefined || anchors(read(file)).includes(anchor);
}

/** A section of the README, by its heading. */
const section = (heading: string): string => read('README.md').split(`\n## ${heading}\n`)[1].split('\n## ')[0];

const tableRows = (text: string): string[] => text.match(/^\|(?! ?-).+\|$/gm) ?? [];

describe('the documentation', () => {
	it.each(pages)('links only to files, pictures and headings that exist, in %s', (page) => {
		const local = targets(read(page)).filter((target) => !/^[a-z]+:/.test(target));
		expect(local.filter((target) => !exists(page, target))).toEqual([]);
	});

	it('uses each picture in docs/images', () => {
		const used = pages.flatMap((page) => targets(read(page)).map((target) => join(dirname(page), target)));
		const present = readdirSync(join(PROJECT, 'docs', 'images')).map((name) => join('docs', 'images', name));
		expect(present.filter((picture) => !used.includes(picture))).toEqual([]);
	});
});

describe('the README', () => {
	it('has at most 250 lines', () => {
		expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(250);
	});

	it('links to each example', () => {
		const links = targets(section('I want to ...'));
		expect(exampleFiles().filter((file) => !links.includes(`examples/${file}`))).toEqual([]);
	});

	it('has six reasons, five steps and ten troubleshooting questions', () => {
		expect(tableRows(section('Why not the built-in node?'))).toHaveLength(1 + 6);
		expect(section('First message in five steps').match(/^\d\. /gm)).toHaveLength(5);
		expect(section('Troubleshooting').match(/^\*\*/gm)).toHaveLength(10);
	});
});
