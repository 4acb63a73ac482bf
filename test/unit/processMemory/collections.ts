import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { PROJECT } from '../../../scripts/n8n/paths';

/** Something of a module or an object that can hold data beyond one call. */
export interface Collection {
	/** File, and variable or `Class.field`. */
	name: string;
	/** Maximum, if its class enforces one. */
	max?: number;
}

const ROOT = join(PROJECT, 'nodes');

/** Classes that only read, and those whose entries live as long as their keys. */
const HOLD_NOTHING = ['RegExp', 'Intl.DisplayNames', 'WeakMap', 'WeakSet'];

const CHANGES = ['set', 'add', 'delete', 'push', 'clear', 'unshift', 'splice'];

/** The number constants of a file, by name. */
function constantsOf(file: ts.SourceFile): Map<string, number> {
	const found = new Map<string, number>();
	for (const statement of file.statements.filter(ts.isVariableStatement)) {
		for (const { name, initializer } of statement.declarationList.declarations) {
			const value = Number(initializer?.getText(file).replace(/_/g, ''));
			if (!Number.isNaN(value)) found.set(name.getText(file), value);
		}
	}
	return found;
}

const parse = (path: string): ts.SourceFile =>
	ts.createSourceFile(path, readFileSync(join(ROOT, path), 'utf8'), ts.ScriptTarget.Latest, true);

/** The value of a number constant that a file defines or imports. */
function constantIn(file: ts.SourceFile, name: string): number | undefined {
	const imported = file.statements
		.filter(ts.isImportDeclaration)
		.find(({ importClause }) => importClause?.namedBindings?.getText(file).match(/\w+/g)?.includes(name));
	if (imported === undefined) return constantsOf(file).get(name);
	const from = (imported.moduleSpecifier as ts.StringLiteral).text;
	return constantsOf(parse(`${join(dirname(file.fileName), from)}.ts`)).get(name);
}

/** Whether an initial value can hold data: an object of a class, or an empty list or object. */
function canHold(initial: ts.Expression | undefined, file: ts.SourceFile): boolean {
	if (initial === undefined) return false;
	if (ts.isNewExpression(initial)) return !HOLD_NOTHING.includes(initial.expression.getText(file));
	if (ts.isArrayLiteralExpression(initial)) return initial.elements.length === 0;
	return ts.isObjectLiteralExpression(initial) && initial.properties.length === 0;
}

/** A Map or Set with content that the file does not change. */
function isConstant(name: string, initial: ts.Expression | undefined, file: ts.SourceFile): boolean {
	if (initial === undefined || !ts.isNewExpression(initial) || (initial.arguments?.length ?? 0) === 0) return false;
	if (!['Map', 'Set'].includes(initial.expression.getText(file))) return false;
	return !CHANGES.some((method) => file.text.includes(`${name}.${method}(`));
}

/** The maximum that is passed to LruMap. */
function maxOf(initial: ts.Expression | undefined, file: ts.SourceFile): number | undefined {
	if (initial === undefined || !ts.isNewExpression(initial)) return undefined;
	if (initial.expression.getText(file) !== 'LruMap') return undefined;
	const text = initial.arguments?.[0].getText(file) ?? '';
	return constantIn(file, text) ?? Number(text.replace(/_/g, ''));
}

function collectionsOf(path: string): Collection[] {
	const file = parse(path);
	const collection = (name: string, initial: ts.Expression | undefined): Collection => ({
		name: `${path} ${name}`,
		max: maxOf(initial, file),
	});
	return file.statements.flatMap((statement): Collection[] => {
		if (ts.isVariableStatement(statement)) {
			const { declarations, flags } = statement.declarationList;
			const isVariable = (flags & ts.NodeFlags.Const) === 0;
			return declarations
				.filter(
					({ name, initializer }) =>
						isVariable || (canHold(initializer, file) && !isConstant(name.getText(file), initializer, file)),
				)
				.map(({ name, initializer }) => collection(name.getText(file), initializer));
		}
		if (!ts.isClassDeclaration(statement)) return [];
		return statement.members
			.filter(ts.isPropertyDeclaration)
			.filter(({ initializer }) => canHold(initializer, file))
			.map(({ name, initializer }) => collection(`${statement.name?.text}.${name.getText(file)}`, initializer));
	});
}

/** Everything in nodes/ that could grow while n8n runs. */
export const findCollections = (): Collection[] =>
	readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts'))
		.flatMap(collectionsOf);

/** The value of a number constant in a file of nodes/. @throws if there is none */
export function readConstant(path: string, name: string): number {
	const value = constantsOf(parse(path)).get(name);
	if (value === undefined) throw new Error(`${path} has no number ${name}`);
	return value;
}
