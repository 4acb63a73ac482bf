import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleFiles } from '../../../scripts/n8n/examples';
import { PROJECT } from '../../../scripts/n8n/paths';
import { anchors } from '../../anchors';

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

/** Pages of docs/, in English, Spanish and Portuguese. */
const documentation = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.md'))
	.map((name) => join('docs', name));

const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'SECURITY.md',
	'SUPPORT.md',
	'emulator/README.md',
	...documentation,
];

/** Pages to look something up in, which lead nobody through a task. */
const REFERENCE = ['docs/benchmarks.md', 'docs/first-hour.md', 'docs/operations.md'];

/** In bytes. */
const LARGEST_PICTURE = 60_000;
const LARGEST_ANIMATION = 2_000_000;
const ALL_PICTURES = 2_500_000;

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

	const pictures = readdirSync(join(PROJECT, 'docs', 'images'), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.\w+$/.test(name))
		.map((name) => join('docs', 'images', name));

	it('uses each picture in docs/images', () => {
		const used = pages.flatMap((page) => targets(read(page)).map((target) => join(dirname(page), target)));
		expect(pictures.filter((picture) => !used.includes(picture))).toEqual([]);
	});

	it('has small pictures', () => {
		const size = (picture: string): number => statSync(join(PROJECT, picture)).size;
		const limit = (picture: string): number => (picture.endsWith('.gif') ? LARGEST_ANIMATION : LARGEST_PICTURE);
		expect(pictures.filter((picture) => size(picture) > limit(picture))).toEqual([]);
		expect(pictures.map(size).reduce((sum, one) => sum + one, 0)).toBeLessThan(ALL_PICTURES);
	});

	it.each(documentation.filter((page) => dirname(page) === 'docs' && !REFERENCE.includes(page)))(
		'says at the end what to do when it does not work, in %s',
		(page) => {
			expect(
				read(page)
					.match(/^## .+$/gm)
					?.at(-1),
			).toBe('## When it does not work');
		},
	);

	it.each(documentation)('is linked from the README, %s', (page) => {
		expect(targets(read('README.md'))).toContain(page);
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
