import { isObject } from '../messages/values';

/** One file that a person picked in a Flow, as the endpoint gets it (WhatsApp docs: Flow JSON > Media upload components). */
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

const isFlowFile = (value: unknown): value is FlowFile => isObject(value) && typeof value.cdn_url === 'string' && isObject(value.encryption_metadata);

/** Levels of brackets that are searched for files. */
const MAX_DEPTH = 8;

/**
 * Replaces the files in what a person entered.
 * @param data of a request; it is not changed
 * @param replace gives what stands in the place of a file
 */
export function mapFlowFiles(data: Record<string, unknown>, replace: (file: FlowFile) => Record<string, unknown>): Record<string, unknown> {
	const walk = (value: unknown, depth: number): unknown => {
		if (isFlowFile(value)) return replace(value);
		if (depth === 0 || typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map((inner) => walk(inner, depth - 1));
		return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, depth - 1)]));
	};
	return walk(data, MAX_DEPTH) as Record<string, unknown>;
}
