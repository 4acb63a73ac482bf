import { MAX_FLOW_FILES, pathText, type FlowFileResult } from '../../shared/flowFiles';
import { text } from '../../shared/untrustedJson';

/** Maximum nesting depth of a Flow response that is searched for files. */
const MAX_DEPTH = 8;

/** The files in a Flow response. */
export interface FlowResponseFiles {
	/** At most MAX_FLOW_FILES, not downloaded yet. */
	results: Array<FlowFileResult & { mediaId: string }>;
	/** Number of files beyond that limit. */
	skipped: number;
}

/**
 * Finds the files in a Flow response. Its pickers return them as `[{id, mime_type, sha256, file_name}]`: ordinary media
 * (Meta docs: Flows > Media upload components > Response message).
 */
export function filesInFlowResponse(response: unknown): FlowResponseFiles {
	const found: FlowResponseFiles = { results: [], skipped: 0 };
	const walk = (value: unknown, path: Array<string | number>): void => {
		if (typeof value !== 'object' || value === null || path.length === MAX_DEPTH) return;
		const { id, mime_type, file_name } = value as Record<string, unknown>;
		const isFile =
			(typeof id === 'string' || typeof id === 'number') && /^\d+$/.test(String(id)) && typeof mime_type === 'string';
		if (!isFile) {
			for (const [name, inner] of Object.entries(value))
				walk(inner, [...path, Array.isArray(value) ? Number(name) : name]);
		} else if (found.results.length === MAX_FLOW_FILES) {
			found.skipped++;
		} else {
			found.results.push({ path: pathText(path), mediaId: String(id), fileName: text(file_name) });
		}
	};
	walk(response, []);
	return found;
}
