import { isObject } from '../../shared/input/parameterValues';
import { pathText } from '../../shared/flowFiles';

/** One file that a user picked in a Flow, as the endpoint gets it (Meta docs: Flows > Media upload components). */
export interface FlowFile {
	media_id?: unknown;
	file_name?: unknown;
	/** Where the encrypted file is, without any login. */
	cdn_url: string;
	encryption_metadata: FileKeys;
}

/** How to decrypt it, all in base64. Secret. */
export interface FileKeys {
	encrypted_hash: string;
	iv: string;
	encryption_key: string;
	hmac_key: string;
	plaintext_hash: string;
}

const isFlowFile = (value: unknown): value is FlowFile =>
	isObject(value) && typeof value.cdn_url === 'string' && isObject(value.encryption_metadata);

/**
 * Replaces the files in what a user entered.
 * @param data of a request, no deeper than the endpoint accepts; it is not changed
 * @param replace gives what stands in the place of the file at this path
 */
export function mapFlowFiles(
	data: Record<string, unknown>,
	replace: (file: FlowFile, path: string) => Record<string, unknown>,
): Record<string, unknown> {
	const walk = (value: unknown, path: Array<string | number>): unknown => {
		if (isFlowFile(value)) return replace(value, pathText(path));
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map((inner, index) => walk(inner, [...path, index]));
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, [...path, name])]));
	};
	return walk(data, []) as Record<string, unknown>;
}
