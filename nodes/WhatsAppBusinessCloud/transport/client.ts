import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { download } from './download';
import { flowAssetFields, readAsset, uploadFlowJson } from './flowAssets';
import { type LinkReport, type ProbeMethod } from './types';
import { probeLink } from './probeMediaLink';
import { graphPages } from './paging';
import { downloadPicture } from './picture';
import { graphRequest, preview, readCapacity, type RunContext } from './request';
import { uploadHandle } from './resumable';
import { readSettings } from './graphSettings';
import type {
	GraphClient,
	GraphClientOptions,
	GraphContext,
	GraphRequest,
	RequestPreview,
	SenderBlock,
	SenderCapacity,
	UploadFile,
	Usage,
} from './types';
import { newUploadMemory, postFile, upload, type UploadMemory } from './upload';

/**
 * Runs of more items than this read the number's limit from Meta. This few messages stay below every limit within their
 * first second: a single text costs a single request, and the first messages of a large run do not wait for the
 * response.
 */
const SMALL_RUN_LIMIT = 20;

/** Number of parallel requests: enough for 80 messages per second when each takes up to 600 ms. */
export const DEFAULT_PARALLEL = 50;

/** For a higher limit in total: maximum number of parallel requests, and the seconds per message they are based on. */
const MAX_PARALLEL = 250;
const SECONDS_PER_MESSAGE = 0.25;

/**
 * Several numbers need more: messages that wait for a slower number must not keep the others from sending. Ten numbers
 * with 20 messages per second each take 1.07 times their own time with 50 parallel requests, 1.04 times with 100, and no
 * less with 200 (measured with jitter of 120 ms).
 */
const SEVERAL_NUMBERS_FACTOR = 2;

export const DEFAULT_MAX_RETRIES = 5;

/** ms. Meta responds to a send in well under a second; after a minute, something is stuck. */
export const DEFAULT_TIMEOUT = 60_000;

/** State that the items of a run share besides the run context. */
interface Shared {
	uploads: UploadMemory;
	links: Map<string, Promise<LinkReport>>;
	handles: Map<string, Promise<string>>;
}

class ItemClient implements GraphClient {
	readonly dryRunRequests: RequestPreview[] = [];

	constructor(
		private readonly run: RunContext,
		private readonly shared: Shared,
		private readonly dryRun: boolean,
		private readonly itemIndex: number,
	) {}

	get businessAccountId(): string {
		return this.run.settings.businessAccountId;
	}

	get apiVersion(): string {
		return this.run.settings.apiVersion;
	}

	get parallel(): number {
		const limits = [...this.run.throttling.limits.values()];
		const perSecond = limits.reduce((sum, limit) => sum + limit, 0) * (limits.length > 1 ? SEVERAL_NUMBERS_FACTOR : 1);
		const requiredParallel = Math.ceil(perSecond * SECONDS_PER_MESSAGE);
		return Math.min(Math.max(DEFAULT_PARALLEL, requiredParallel), MAX_PARALLEL);
	}

	get usage(): Usage {
		return this.run.usage;
	}

	private addDryRun(request: GraphRequest): void {
		this.dryRunRequests.push(preview(this.run, request));
	}

	async request(request: GraphRequest): Promise<IDataObject> {
		if (!this.dryRun) return await graphRequest(this.run, request, this.itemIndex);
		this.addDryRun(request);
		return {};
	}

	pages(request: GraphRequest, options?: { limit?: number; pageSize?: number }): AsyncGenerator<IDataObject, void> {
		return graphPages(this.run, request, options, this.itemIndex);
	}

	async upload(phoneNumberId: string, file: UploadFile): Promise<string> {
		if (!this.dryRun) return await upload(this.run, this.shared.uploads, phoneNumberId, file, this.itemIndex);
		const { fileName, mimeType, useCase } = file;
		this.addDryRun({
			method: 'POST',
			path: [phoneNumberId, 'media'],
			body: { messaging_product: 'whatsapp', type: mimeType, file: fileName, ...(useCase && { use_case: useCase }) },
		});
		return `<media ID of ${fileName}>`;
	}

	async uploadHandle(app: string, file: UploadFile): Promise<string> {
		if (!this.dryRun) return await uploadHandle(this.run, this.shared.handles, app, file, this.itemIndex);
		const { fileName, mimeType } = file;
		this.addDryRun({ method: 'POST', path: [app, 'uploads'], query: { file_name: fileName, file_type: mimeType } });
		return `<handle of ${fileName}>`;
	}

	async postFile(path: string[], fields: Record<string, string>, file: UploadFile): Promise<IDataObject> {
		if (!this.dryRun) return await postFile(this.run, { path, fields, file }, this.itemIndex);
		this.addDryRun({ method: 'POST', path, body: { ...fields, file: file.fileName } });
		return {};
	}

	async uploadFlowJson(flowId: string, text: string): Promise<IDataObject> {
		if (!this.dryRun) return await uploadFlowJson(this.run, flowId, text, this.itemIndex);
		this.addDryRun({ method: 'POST', path: [flowId, 'assets'], body: { ...flowAssetFields, file: text } });
		return {};
	}

	async readAsset(url: string): Promise<string> {
		return await readAsset(this.run, url, this.itemIndex);
	}

	async probe(link: string, method: ProbeMethod): Promise<LinkReport> {
		const key = `${method} ${link}`;
		const known = this.shared.links.get(key);
		if (known) return await known;
		const report = probeLink(this.run.context as IExecuteFunctions, link, method);
		this.shared.links.set(key, report);
		return await report;
	}

	async capacityOf(phoneNumberId: string): Promise<SenderCapacity> {
		return await readCapacity(this.run, phoneNumberId);
	}

	blockOf(phoneNumberId: string): SenderBlock | undefined {
		return this.run.throttling.blocks.get(phoneNumberId);
	}

	async downloadPicture(url: string, fileName: string): Promise<IBinaryData> {
		return await downloadPicture(this.run, url, fileName);
	}

	async download(media: IDataObject, fileName?: string, limit?: number): Promise<IBinaryData> {
		return await download(this.run, media, fileName, this.itemIndex, limit);
	}
}

/** n8n's cancel signal; only execution contexts have one. */
function cancelSignal(context: GraphContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/**
 * Reads the credential and creates the context that all requests of a run share.
 * @throws InputError on an unusable credential
 */
export async function createRunContext(context: GraphContext, options: GraphClientOptions): Promise<RunContext> {
	const signal = cancelSignal(context);
	const settings = await readSettings(context, options.credential, options.asApp);
	return {
		context,
		settings,
		throttling: {
			credential: settings.fingerprint,
			messagesPerSecond: options.messagesPerSecond,
			runLimiters: new Map(),
			large: (options.items ?? 0) > SMALL_RUN_LIMIT,
			ahead: SMALL_RUN_LIMIT,
			signal,
			blocks: new Map(),
			limits: new Map(),
		},
		maxRetries: options.maxRetries ?? DEFAULT_MAX_RETRIES,
		timeout: options.timeout ?? DEFAULT_TIMEOUT,
		permission: options.permission,
		onUnknownOutcome: options.onUnknownOutcome ?? 'fail',
		signal,
		usage: {},
	};
}

/**
 * Creates the Graph API client for one run of a node.
 * @returns creates the client of one item; all of them share rate limits, uploads and usage
 * @throws InputError when the credential's base URL or version is invalid
 */
export async function createGraphClient(
	context: GraphContext,
	options: GraphClientOptions,
): Promise<(itemIndex: number) => GraphClient> {
	const run = await createRunContext(context, options);
	const shared: Shared = { uploads: newUploadMemory(), links: new Map(), handles: new Map() };
	return (itemIndex) => new ItemClient(run, shared, options.dryRun ?? false, itemIndex);
}
