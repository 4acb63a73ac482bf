import type { Node } from 'jsonc-parser';
import { childOf, spanOf } from '../locate';
import type { ValidationError } from '../types';

export type Path = Array<string | number>;

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** `screens[0].layout.type` */
const pointer = (path: Path): string =>
	path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('');

/** `$root/screens/0/layout/type` */
const rooted = (path: Path): string => ['$root', ...path].join('/');

/** Collects validation errors with their position in the text. */
export class Report {
	readonly errors: ValidationError[] = [];

	constructor(
		private readonly text: string,
		private readonly root: Node,
	) {}

	/** @returns the value at a path; where there is none, the innermost one that contains it */
	private at(path: Path): Node {
		return path.reduce<Node>((node, part) => childOf(node, part) ?? node, this.root);
	}

	/** @param whole the value, not the name of the property */
	add(error: string, message: string, path: Path, { schema = false, whole = true } = {}): void {
		const node = this.at(path);
		const [name] = node.parent?.type === 'property' ? (node.parent.children ?? []) : [];
		const { offset, length } = whole || name === undefined ? node : name;
		const span = spanOf(this.text, offset, offset + length);
		this.errors.push({
			error,
			error_type: schema ? 'JSON_SCHEMA_ERROR' : 'FLOW_JSON_ERROR',
			message,
			...span,
			pointers: [{ ...span, path: pointer(path) }],
		});
	}

	missing(key: string, path: Path): void {
		this.add('REQUIRED_PROPERTY_MISSING', `The required property "${key}" is missing at "${rooted(path)}".`, path, {
			schema: true,
		});
	}

	unknown(key: string, path: Path): void {
		this.add('INVALID_PROPERTY', `The property "${key}" cannot be specified at "${rooted(path)}".`, [...path, key], {
			schema: true,
			whole: false,
		});
	}

	wrongType(expected: string, path: Path): void {
		this.add('INVALID_PROPERTY_TYPE', `Expected property "${rooted(path)}" to be of type ${expected}.`, path, {
			schema: true,
		});
	}

	wrongValue(key: string, value: unknown, path: Path): void {
		this.add(
			'INVALID_PROPERTY_VALUE',
			`Invalid value found for property "${key}": "${isObject(value) ? 'object' : String(value)}".`,
			path,
		);
	}
}
