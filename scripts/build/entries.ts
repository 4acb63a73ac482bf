import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, posix } from 'node:path';
import { parse } from 'jsonc-parser';
import type { FormatConfig } from 'oxfmt';
import { inAscii } from './ascii';

/** Names of functions, and of objects of functions. */
interface Functions {
	[name: string]: Functions | 'function';
}

const COMMENT = `// n8n creates an instance of each class when it starts. That needs data only; the code is loaded when n8n first calls a
// function of an instance. Made by scripts/build/entries.ts.`;

/** How the repository is formatted. */
const CONFIG = join(__dirname, '../../.oxfmtrc.jsonc');

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Whether JSON can hold the value. Fields that are undefined are left out. */
function isJson(value: unknown): boolean {
	if (Array.isArray(value)) return value.every((one) => one !== undefined && isJson(one));
	if (isObject(value)) return Object.values(value).every(isJson);
	return (
		value === undefined || value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
	);
}

/** @throws when the value is neither a function nor an object of functions */
function functionsOf(value: unknown, path: string): Functions | 'function' {
	if (typeof value === 'function') return 'function';
	if (!isObject(value)) throw new Error(`${path} is neither JSON nor a function`);
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, functionsOf(one, `${path}.${name}`)]));
}

/** A function, or an object of functions, that calls the one at `path` of the bundled class's instance. */
function forward(functions: Functions | 'function', path: string): string {
	if (functions === 'function') return `function (...args) { return bundled()${path}.apply(this, args); }`;
	const entries = Object.entries(functions).map(([name, one]) => `${name}: ${forward(one, `${path}.${name}`)},`);
	return `{ ${entries.join(' ')} }`;
}

/** A node's description as JSON, with a line for each parameter. */
function descriptionJson({ properties = [], ...rest }: { properties?: unknown[] }): string {
	const parameters = properties.map((property) => JSON.stringify(property)).join(',\n');
	return `${JSON.stringify(rest).slice(0, -1)},"properties":[\n${parameters}\n]}\n`;
}

/** @throws when it is not JavaScript */
async function formatted(source: string): Promise<string> {
	const { format } = await import('oxfmt');
	const { code, errors } = await format('entry.js', source, parse(await readFile(CONFIG, 'utf8')) as FormatConfig);
	if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
	return code;
}

/**
 * The files that n8n loads for a class: the module that exports it and, for a node, its description.
 *
 * @param instance of the bundled class
 * @param main how the module requires the bundle
 * @throws when a field is neither JSON nor functions
 */
async function entryFiles(
	className: string,
	instance: object,
	main: string,
): Promise<{ code: string; description: string | undefined }> {
	const fields = Object.entries(instance).map(([name, value]: [string, unknown]) => {
		if (name === 'description' && isObject(value) && isJson(value)) return 'description = { ...description };';
		if (isJson(value)) return `${name} = ${JSON.stringify(value)};`;
		return `${name} = ${forward(functionsOf(value, `${className}.${name}`), `.${name}`)};`;
	});
	const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(instance))
		.filter((name) => name !== 'constructor')
		.map((name) => `${name}(...args) { return bundled().${name}.apply(this, args); }`);
	const description = 'description' in instance && isObject(instance.description) ? instance.description : undefined;
	const source = `'use strict';
		${COMMENT}

		${description ? `const description = require('./${className}.description.json');` : ''}
		let instance;
		const bundled = () => (instance ??= new (require('${main}').${className})());

		exports.${className} = class ${className} { ${[...fields, ...methods].join('\n\n')} };`;
	return {
		code: inAscii(await formatted(source)),
		description: description && inAscii(descriptionJson(description)),
	};
}

/**
 * Writes the modules that n8n loads.
 *
 * @param modules that package.json names for n8n, relative to the root
 * @param main the bundle, relative to the root
 */
export async function writeEntries(root: string, modules: string[], main: string): Promise<void> {
	const classes = createRequire(join(root, 'package.json'))(`./${main}`) as Record<string, new () => object>;
	for (const module of modules) {
		const [className] = basename(module).split('.');
		const { code, description } = await entryFiles(
			className,
			new classes[className](),
			posix.relative(posix.dirname(module), main),
		);
		await mkdir(dirname(join(root, module)), { recursive: true });
		await writeFile(join(root, module), code);
		if (description) await writeFile(join(root, dirname(module), `${className}.description.json`), description);
	}
}
