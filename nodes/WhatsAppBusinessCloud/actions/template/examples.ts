import { typeOfFile } from '../../shared/fileTypes';
import { InputError } from '../../shared/inputError';
import { optionalId } from '../../shared/input/parameterValues';
import { exampleTypes } from '../../templates/definitionLimits';
import type { ExampleUpload } from '../../templates/types';
import { findBinary, prepareBinary, type PreparedBinary } from '../run/binaryData';
import type { OperationItem } from '../types';

/** Meta's alias for the app that a token belongs to. */
export const OWN_APP = 'app';

/** A validated file, and the example that its handle belongs to. */
interface ReadyExample {
	file: PreparedBinary;
	target: ExampleUpload['target'];
}

/** @throws InputError when the upload of examples does not accept the file's type */
async function ready(item: OperationItem, { kind, field, binary, target }: ExampleUpload): Promise<ReadyExample> {
	const type = typeOfFile(findBinary(item, binary, field));
	if (exampleTypes[kind].includes(type)) return { file: await prepareBinary(item, { kind, field, binary }), target };
	throw new InputError(
		field,
		(quoted) => `The file in ${quoted} is of the type ${type}, examples need ${exampleTypes[kind].join(' or ')}`,
		'Convert the file, or choose another kind of header',
	);
}

/** Finds and validates the files of a template's examples, without uploading them. @throws InputError */
export const readyExamples = async (item: OperationItem, uploads: ExampleUpload[]): Promise<ReadyExample[]> =>
	await Promise.all(uploads.map(async (upload) => await ready(item, upload)));

/** What identifies the files for the retry ledger. */
export const exampleKeys = (examples: ReadyExample[]): unknown[] =>
	examples.map(({ file: { binary, fileName, mimeType, size } }) => [
		binary.id ?? binary.data,
		fileName,
		mimeType,
		size,
	]);

/**
 * Uploads the files and adds their handles to the examples.
 * @param app ID of the token's app; undefined: Meta finds it by the token
 * @throws NodeApiError
 */
export async function uploadExamples(item: OperationItem, examples: ReadyExample[], app?: string): Promise<void> {
	for (const { file, target } of examples) {
		target.header_handle = [await item.graph.uploadHandle(app ?? OWN_APP, file)];
	}
}

/** The optional App ID. @throws InputError */
export function readAppId(value: unknown): string | undefined {
	const id = optionalId(value, 'App ID');
	if (id === undefined || /^\d{1,20}$/.test(id)) return id;
	throw new InputError(
		'App ID',
		'is not an ID',
		'It is the long number at the top of the Meta app dashboard. Remove the field to let Meta find the app by the token.',
	);
}
