import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { download } from './download';
import { probeLink, type LinkReport } from './links';
import { graphPages } from './paging';
import { graphRequest, preview, type GraphRun } from './request';
import { uploadHandle } from './resumable';
import { readSettings } from './settings';
import type {
	GraphClient,
	GraphClientOptions,
	GraphContext,
	GraphRequest,
	MediaDescription,
	RequestPreview,
	UploadFile,
	Usage,
} from './types';
import { newUploadMemory, upload, type UploadMemory } from './upload';

/** Meta's limit for a new number (WhatsApp docs: Cloud API > Throughput). */
export const DEFAULT_MESSAGES_PER_SECOND = 80;

export const DEFAULT_MAX_RETRIES = 5;

/** ms. Meta answers a send in well under a second; a minute means that something is stuck. */
export const DEFAULT_TIMEOUT = 60_000;

/** What the items of a run have in common besides the run itself. */
interface Shared {
	uploads: UploadMemory;
	links: Map<string, Promise<LinkReport>>;
	handles: Map<string, Promise<string>>;
}

class ItemClient implements GraphClient {
	readonly held: RequestPreview[] = [];

	constructor(
		private readonly run: GraphRun,
		private readonly shared: Shared,
		private readonly dryRun: boolean,
		private readonly itemIndex: number,
	) {}

	get businessAccountId(): string {
		return this.run.settings.businessAccountId;
	}

	get usage(): Usage {
		return this.run.usage;
	}

	private hold(request: GraphRequest): void {
		this.held.push(preview(this.run, request));
	}

	async request(request: GraphRequest): Promise<IDataObject> {
		if (!this.dryRun) return await graphRequest(this.run, request, this.itemIndex);
		this.hold(request);
		return {};
	}

	pages(request: GraphRequest, options?: { limit?: number; pageSize?: number }): AsyncGenerator<IDataObject, void> {
		return graphPages(this.run, request, options, this.itemIndex);
	}

	async upload(phoneNumberId: string, file: UploadFile): Promise<string> {
		if (!this.dryRun) return await upload(this.run, this.shared.uploads, phoneNumberId, file, this.itemIndex);
		const { fileName, mimeType } = file;
		this.hold({
			method: 'POST',
			path: [phoneNumberId, 'media'],
			body: { messaging_product: 'whatsapp', type: mimeType, file: fileName },
		});
		return `<media ID of ${fileName}>`;
	}

	async uploadHandle(app: string, file: UploadFile): Promise<string> {
		if (!this.dryRun) return await uploadHandle(this.run, this.shared.handles, app, file, this.itemIndex);
		const { fileName, mimeType } = file;
		this.hold({ method: 'POST', path: [app, 'uploads'], query: { file_name: fileName, file_type: mimeType } });
		return `<handle of ${fileName}>`;
	}

	async probe(link: string): Promise<LinkReport> {
		const known = this.shared.links.get(link);
		if (known) return await known;
		const asked = probeLink(this.run.context as IExecuteFunctions, link);
		this.shared.links.set(link, asked);
		return await asked;
	}

	async download(media: MediaDescription, fileName?: string): Promise<IBinaryData> {
		return await download(this.run, media, fileName, this.itemIndex);
	}
}

/** n8n's cancel signal; only execution contexts have one. */
function cancelSignal(context: GraphContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** Reads the credential and sets up what all requests of a run share. @throws InputError on an unusable credential */
export async function openRun(context: GraphContext, options: GraphClientOptions): Promise<GraphRun> {
	return {
		context,
		settings: await readSettings(context, options.credential),
		messagesPerSecond: options.messagesPerSecond ?? DEFAULT_MESSAGES_PER_SECOND,
		maxRetries: options.maxRetries ?? DEFAULT_MAX_RETRIES,
		timeout: options.timeout ?? DEFAULT_TIMEOUT,
		onUnknownOutcome: options.onUnknownOutcome ?? 'fail',
		signal: cancelSignal(context),
		usage: {},
	};
}

/**
 * Opens the Graph API for one run of a node.
 * @returns makes the client of one item; all of them share pace, uploads and usage
 * @throws InputError when the credential's base URL or version cannot be used
 */
export async function openGraph(
	context: GraphContext,
	options: GraphClientOptions,
): Promise<(itemIndex: number) => GraphClient> {
	const run = await openRun(context, options);
	const shared: Shared = { uploads: newUploadMemory(), links: new Map(), handles: new Map() };
	return (itemIndex) => new ItemClient(run, shared, options.dryRun ?? false, itemIndex);
}
