import { isObject } from '../../shared/input/parameterValues';
import { pathText } from '../../shared/flowFiles';

/** One file that a user selected in a Flow, as sent to the endpoint (Meta docs: Flows > Media upload components). */
export interface FlowFile {
	media_id?: unknown;
	file_name?: unknown;
	/** URL of the encrypted file; needs no authentication. */
	cdn_url: string;
	encryption_metadata: FileKeys;
}

/** Keys and hashes to decrypt it, all in base64. Secret. */
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
 * Replaces the files in the user's input.
 * @param data of a request, no deeper than the endpoint accepts; not modified
 * @param replace returns the replacement for the file at this path
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
