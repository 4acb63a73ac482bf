import { DEFAULT_PARALLEL } from './client';
import type { GraphClient, RequestPreview, Usage } from './types';

/** @throws Error always: the operation was declared to make no request */
function refuse(): never {
	throw new TypeError('An operation that works offline asked the Graph API');
}

/** Replaces the Graph API client in operations that make no request. */
class OfflineGraph implements GraphClient {
	readonly businessAccountId = '';
	readonly parallel = DEFAULT_PARALLEL;
	readonly usage: Usage = {};
	readonly dryRunRequests: RequestPreview[] = [];

	readonly request = refuse;
	readonly pages = refuse;
	readonly upload = refuse;
	readonly uploadHandle = refuse;
	readonly download = refuse;
	readonly uploadFlowJson = refuse;
	readonly readAsset = refuse;
	readonly probe = refuse;
}

export const offlineGraph: GraphClient = new OfflineGraph();
