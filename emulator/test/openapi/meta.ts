import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Part = 'request' | 'response';

interface MetaFile {
	operations: Record<string, Partial<Record<Part, object>>>;
	components: { schemas: Record<string, unknown> };
}

/**
 * The operations of the Cloud API in Meta's OpenAPI file for v23.0 (October 2025), without prose. Meta publishes the file
 * at https://github.com/facebook/openapi; `emulator/scripts/openapi.ts` takes them out of it. Parts of the file are
 * written by machine: `differences.ts` says where it is wrong.
 */
const file = JSON.parse(readFileSync(join(__dirname, 'meta-v23.0.json'), 'utf8')) as MetaFile;

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true });
addFormats(ajv);
for (const format of ['binary', 'int32', 'int64', 'float', 'double', 'phone']) ajv.addFormat(format, true);
ajv.addSchema({ $id: 'meta', ...file });

const validators = new Map<string, ValidateFunction>();

function validator(operation: string, part: Part): ValidateFunction {
	const key = `${operation} ${part}`;
	const pointer = operation.replace(/~/g, '~0').replace(/\//g, '~1').replace(/\{/g, '%7B').replace(/\}/g, '%7D');
	const known =
		validators.get(key) ?? ajv.compile({ $ref: `meta#/operations/${pointer.replace(/ /g, '%20')}/${part}` });
	validators.set(key, known);
	return known;
}

/** What does not fit, without the values: `GET /{phone} response /throughput/level enum`. */
function describe({ instancePath, keyword, params }: ErrorObject): string {
	const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/*');
	const { missingProperty, additionalProperty, type, format, limit } = params as Record<string, unknown>;
	const detail = missingProperty ?? additionalProperty ?? type ?? format ?? limit;
	return `${place || '/'} ${keyword}${detail === undefined ? '' : ` ${String(detail)}`}`;
}

/** Errors inside alternatives say little: only that none of them fits remains. */
function withoutAlternatives(errors: ErrorObject[]): ErrorObject[] {
	const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
	return errors.filter(
		(one) =>
			one.keyword !== 'if' &&
			!choices.some((choice) => choice !== one && one.instancePath.startsWith(choice.instancePath)),
	);
}

/** Whether Meta's file has an operation. */
export const isKnown = (operation: string): boolean => operation in file.operations;

/** The places where a body does not fit Meta's file; empty when it fits, or when the file does not describe it. */
export function misfits(operation: string, part: Part, body: unknown): string[] {
	if (!file.operations[operation][part]) return [];
	const validate = validator(operation, part);
	if (validate(body)) return [];
	const places = withoutAlternatives(validate.errors ?? []).map((one) => `${operation} ${part}: ${describe(one)}`);
	return [...new Set(places)];
}
