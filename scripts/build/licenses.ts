import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENSE_FILE = /^(licen[cs]e|notice|copying)/i;

/** Folders of the packages that these files are from. */
export const packageFolders = (files: string[]): string[] =>
	[...new Set(files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? ''))].filter(Boolean).sort();

/**
 * The licenses of third-party code in the bundle, as the package has to include them.
 *
 * @param root folder that the files are relative to
 * @param files from node_modules
 * @returns undefined when there are none
 * @throws when a package has no license text
 */
export function thirdPartyLicenses(root: string, files: string[]): string | undefined {
	const folders = packageFolders(files);
	if (folders.length === 0) return undefined;
	const sections = folders.map((name) => {
		const folder = join(root, name);
		const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
		const texts = readdirSync(folder)
			.filter((file) => LICENSE_FILE.test(file))
			.sort()
			.map((file) => readFileSync(join(folder, file), 'utf8').trim());
		if (texts.length === 0) throw new Error(`${manifest.name} has no license text`);
		return [`${manifest.name} ${manifest.version} (${manifest.license})`, ...texts].join('\n\n');
	});
	const line = `\n\n${'-'.repeat(80)}\n\n`;
	return `${['The code of this package includes:', ...sections].join(line)}\n`;
}
