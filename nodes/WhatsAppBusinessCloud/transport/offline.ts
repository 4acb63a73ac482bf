import { DEFAULT_API_VERSION } from './graphVersions';
import { DEFAULT_PARALLEL } from './client';
import type { GraphClient, RequestPreview, Usage } from './types';

/** @throws Error always: the operation was declared to make no request */
function failOffline(): never {
	throw new TypeError('An operation that works offline asked the Graph API');
}

/** Replaces the Graph API client in operations that make no request. */
class OfflineGraph implements GraphClient {
	readonly businessAccountId = '';
	readonly apiVersion = DEFAULT_API_VERSION;

	readonly parallel = DEFAULT_PARALLEL;
	readonly usage: Usage = {};
	readonly dryRunRequests: RequestPreview[] = [];

	readonly request = failOffline;
	readonly pages = failOffline;
	readonly upload = failOffline;
	readonly uploadHandle = failOffline;
	readonly download = failOffline;
	readonly downloadPicture = failOffline;
	readonly postFile = failOffline;
	readonly uploadFlowJson = failOffline;
	readonly readAsset = failOffline;
	readonly capacityOf = failOffline;
	readonly blockOf = failOffline;
	readonly probe = failOffline;
}

export const offlineGraph: GraphClient = new OfflineGraph();
