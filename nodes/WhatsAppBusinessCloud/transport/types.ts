import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** Every n8n context from which the Graph API can be called. */
export type GraphContext = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

export type GraphCredential = 'whatsAppBusinessCloudApi' | 'whatsAppBusinessCloudOAuth2Api' | 'whatsAppFlowsApi';

export type GraphMethod = 'GET' | 'POST' | 'DELETE';

/** Whether it does harm to send the same request twice. */
export type Repeat =
	/** Reading, deleting, or setting a value: harmless, so network faults are retried. */
	| 'safe'
	/** POST /messages and other calls that act each time: retried only when Meta answered that it did nothing. */
	| 'unsafe';

/** Another form of a phone number: '+541123456789', 'without the 9 after 54'. */
export interface NumberForm {
	number: string;
	difference: string;
}

export interface GraphRequest {
	method: GraphMethod;
	/** Path segments below the API version, unencoded, e.g. `[phoneNumberId, 'messages']`. */
	path: string[];
	/** 'api': Meta's second host, whose paths carry no version (WhatsApp docs: Template archival). Absent: the Graph API. */
	host?: 'api';
	query?: Record<string, string | number | boolean | undefined>;
	body?: IDataObject;
	/** Defaults to 'safe' for GET and DELETE, 'unsafe' for POST. */
	repeat?: Repeat;
	/** Sending number whose rate this call counts against. Set for POST /messages. */
	sender?: string;
	/** The person who gets the message, where Meta's limit of messages to one person holds: not for groups. */
	recipient?: string;
	/** The other form in which the recipient's phone number is in use, if there is one: an error may come from the form. */
	otherForm?: NumberForm;
	/** Overrides the client's time-out, in ms. */
	timeout?: number;
	/** Says that a body is the result whatever its status and whatever errors it names: those of a part of the work. */
	isResult?: (body: IDataObject) => boolean;
}

/** A request as it would have gone out, for dry runs. Holds no secret. */
export interface RequestPreview {
	method: GraphMethod;
	url: string;
	query?: IDataObject;
	body?: unknown;
}

/** Percentages (0-100) of Meta's call limits used up, from the X-App-Usage and X-Business-Use-Case-Usage headers (cloud-api.md 1.5). */
export interface Usage {
	app?: IDataObject;
	businessUseCase?: IDataObject;
}

export interface UploadFile {
	/** Media type, e.g. image/png. */
	mimeType: string;
	fileName: string;
	/** The file in n8n's binary store. */
	binary: IBinaryData;
}

/** What to do when a send got no answer, so that nobody knows whether Meta accepted it. */
export type UnknownOutcome = 'fail' | 'sendAgain' | 'skip';

export interface GraphClientOptions {
	credential: GraphCredential;
	/** Messages per second and sending number; 0 = no limit; absent = what Meta allows the number. */
	messagesPerSecond?: number;
	/** How many items the run has. */
	items?: number;
	/** How often a retryable answer is tried again. */
	maxRetries?: number;
	/** Time-out of one request, in ms. */
	timeout?: number;
	onUnknownOutcome?: UnknownOutcome;
	dryRun?: boolean;
}

/** The Graph API as one item sees it. Errors come out as NodeApiError with the item's index, Meta's details and advice. */
export interface GraphClient {
	/** Sends one request. @returns Meta's JSON body @throws NodeApiError */
	request(request: GraphRequest): Promise<IDataObject>;
	/** Walks a paged edge, following `paging.cursors.after` while `paging.next` is there (cloud-api.md 1.2). `limit` = stop after so many rows. */
	pages(request: GraphRequest, options?: { limit?: number; pageSize?: number }): AsyncGenerator<IDataObject, void>;
	/** Streams a file to POST /{phone}/media and returns its media id; the same file is uploaded once per run and number. */
	upload(phoneNumberId: string, file: UploadFile): Promise<string>;
	/**
	 * Uploads an example file for a template, or a profile picture, and returns its handle; the same file once per run.
	 * @param app ID of the app that the token belongs to, or 'app'
	 */
	uploadHandle(app: string, file: UploadFile): Promise<string>;
	/** Streams the file behind a media URL into n8n's binary store, checking its hash; stops beyond `limit` bytes. */
	download(media: MediaDescription, fileName?: string, limit?: number): Promise<IBinaryData>;
	/**
	 * Puts a Flow JSON, as text of at most 10 MB, in the place of a flow's present one.
	 * @returns `{success, validation_errors}` @throws NodeApiError
	 */
	uploadFlowJson(flowId: string, text: string): Promise<IDataObject>;
	/** The text of a flow's asset, at the address that Meta gave for it. @throws NodeApiError, NodeOperationError */
	readAsset(url: string): Promise<string>;
	/** What the server behind a public link says; asked once per run, link and method. */
	probe(link: string, method: ProbeMethod): Promise<LinkReport>;
	/** The WhatsApp Business Account of the credential, as it was entered. */
	readonly businessAccountId: string;
	/** How many requests of the run should be under way at the same time, for the throughput of its numbers. */
	readonly parallel: number;
	/** Usage headers of the newest answer. */
	readonly usage: Usage;
	/** Requests that a dry run held back. */
	readonly dryRunRequests: RequestPreview[];
}

/** What GET /{media-id} answers (cloud-api.md 3.1). Every field is optional: it comes from outside. */
export interface MediaDescription {
	id?: string;
	url?: string;
	mime_type?: string;
	sha256?: string;
	file_size?: number;
}

/** What the server behind a public link says about the file. */
export interface LinkReport {
	/** Why the file cannot be fetched, as half a sentence; absent when nothing speaks against it. */
	unreachable?: string;
	/** Content-Type, with its parameters. */
	mimeType?: string;
	/** Bytes. */
	size?: number;
}

/** HEAD costs the server nothing. GET is what Meta sends. */
export type ProbeMethod = 'HEAD' | 'GET';
