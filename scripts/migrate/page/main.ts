import { migrateContent, migratedName, NEXT_STEPS } from '../content';
import { MigrationRefused } from '../types';

const drop = document.getElementById('drop')!;
const input = document.getElementById('file') as HTMLInputElement;
const results = document.getElementById('results')!;

/** An element with text. */
function element<Name extends keyof HTMLElementTagNameMap>(name: Name, text: string): HTMLElementTagNameMap[Name] {
	const made = document.createElement(name);
	made.textContent = text;
	return made;
}

/** A link that saves the content as a file. */
function download(content: string, name: string): HTMLAnchorElement {
	const link = element('a', `Download ${name}`);
	link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
	link.download = name;
	return link;
}

function problem(text: string): HTMLElement {
	const made = element('p', text);
	made.className = 'problem';
	return made;
}

/** What the page shows for one file. */
function migrated(text: string, name: string): HTMLElement[] {
	try {
		const { report, content } = migrateContent(text, name);
		const shown = element('pre', report);
		if (content === undefined) return [shown, problem('There is no new file because no node could be converted.')];
		return [download(content, migratedName(name)), element('p', NEXT_STEPS), shown];
	} catch (error) {
		if (error instanceof MigrationRefused) return [problem(error.message)];
		throw error;
	}
}

function show(name: string, parts: HTMLElement[]): void {
	const section = document.createElement('section');
	section.append(element('h2', name), ...parts);
	results.prepend(section);
}

function migrateFile(file: File): void {
	const reader = new FileReader();
	reader.addEventListener('load', () => show(file.name, migrated(String(reader.result), file.name)));
	reader.addEventListener('error', () => show(file.name, [problem('The browser cannot read this file.')]));
	reader.readAsText(file);
}

const migrateFiles = (files: FileList | null | undefined): void => Array.from(files ?? []).forEach(migrateFile);

input.addEventListener('change', () => {
	migrateFiles(input.files);
	// The same file can be chosen again.
	input.value = '';
});
for (const name of ['dragenter', 'dragover', 'dragleave', 'drop'] as const) {
	document.addEventListener(name, (event) => {
		// Otherwise the browser opens the file.
		event.preventDefault();
		drop.classList.toggle('over', name === 'dragenter' || name === 'dragover');
		if (name === 'drop') migrateFiles(event.dataTransfer?.files);
	});
}
