import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { ErrorCodeInfo } from './errorCodes';

/** What Meta says about how much a number may send. */
export interface SenderCapacity {
	/** Messages per second. */
	perSecond: number;
	/** The number as people know it, such as `+1 555-010-0001`. Absent when it could not be read. */
	displayPhoneNumber?: string;
	/** GREEN, YELLOW, RED or UNKNOWN. Absent when it could not be read. */
	quality?: string;
	/**
	 * How many people the portfolio of the number may write to in 24 hours, outside of customer service windows; Infinity
	 * = no limit. All numbers of the portfolio share it (WhatsApp docs: Messaging limits). Absent when it is not known.
	 */
	messagingLimit?: number;
}

/** Every n8n context from which the Graph API can be called. */
export type GraphContext = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IWebhookFunctions;

export type GraphCredential = 'whatsAppBusinessCloudApi' | 'whatsAppBusinessCloudOAuth2Api' | 'whatsAppFlowsApi';

/** A permission of an access token. WhatsApp docs: Get started > Permissions. */
export type Permission =
	| 'whatsapp_business_management'
	| 'whatsapp_business_messaging'
	| 'business_management'
	| 'whatsapp_business_management and whatsapp_business_messaging'
	| 'whatsapp_business_management and catalog_management'
	| 'catalog_management';

export type GraphMethod = 'GET' | 'POST' | 'DELETE';

/** Another form of a phone number: '+541123456789', 'without the 9 after 54'. */
export interface NumberForm {
	number: string;
	difference: string;
}

export interface GraphRequest {
	method: GraphMethod;
	/** Path segments below the API version, unencoded, e.g. `[phoneNumberId, 'messages']`. */
	path: string[];
	/**
	 * 'api': Meta's second host, whose paths have no version (WhatsApp docs: Template archival). Absent: the Graph API.
	 */
	host?: 'api';
	/** Overrides the credential's version, e.g. `v27.0`. */
	version?: string;
	query?: Record<string, string | number | boolean | undefined>;
	body?: IDataObject;
	/**
	 * Whether sending the request twice has the same effect as sending it once (RFC 9110, section 9.2.2): reading,
	 * deleting, setting a value. Then it is retried after network errors as well, otherwise only when Meta responded that
	 * it did nothing. Default: true for GET and DELETE, false for POST, such as POST /messages.
	 */
	idempotent?: boolean;
	/** Sending number whose rate this call counts against. Set for POST /messages. */
	sender?: string;
	/** Recipient of the message, where Meta's pair rate limit applies: not for groups. */
	recipient?: string;
	/** Whether other numbers take over when Meta blocks the sending number. */
	isPooled?: boolean;
	/** The other form of the recipient's phone number, if there is one: the form may be the cause of an error. */
	otherForm?: NumberForm;
	/** The permission that it needs, if it is not that of the run. */
	permission?: Permission;
	/** Overrides the client's timeout, in ms. */
	timeout?: number;
	/** Of a list that Meta puts into an object or a row: its name. `groups` for `{data: {groups: [...]}}`. */
	list?: string;
	/**
	 * Whether a body is the result despite its status and the errors it contains, because only part of the work failed.
	 */
	isResult?: (body: IDataObject) => boolean;
}

/** A request as it would have been sent, for dry runs. Contains no secret. */
export interface RequestPreview {
	method: GraphMethod;
	url: string;
	query?: IDataObject;
	body?: unknown;
}

/**
 * Used-up share of Meta's call limits in percent (0-100), from the X-App-Usage and X-Business-Use-Case-Usage headers
 * (Meta docs: Graph API > Rate limits > Headers).
 */
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
	/** What it is for, if not for messages. WhatsApp docs: Media > Upload media, `use_case`. */
	useCase?: 'call_voicemail_announcement';
}

/** A rejection by Meta that applies to everything from a number. */
export interface SenderBlock {
	message: string;
	code?: number;
	/** The code's entry in the table. */
	known?: ErrorCodeInfo;
}

/** What to do when a send got no response, so that it is unknown whether Meta accepted it. */
export type UnknownOutcome = 'fail' | 'sendAgain' | 'skip';

export interface GraphClientOptions {
	credential: GraphCredential;
	/** The permission that the requests of the run need, for the error when it is missing. */
	permission?: Permission;
	/** Whether requests use the app ID and secret of an API key credential instead of its access token. */
	asApp?: boolean;
	/** Messages per second and sending number; 0 = no limit; absent = what Meta allows the number. */
	messagesPerSecond?: number;
	/** Number of items in the run. */
	items?: number;
	/** Maximum number of retries after a retryable response. */
	maxRetries?: number;
	/** Timeout of one request, in ms. */
	timeout?: number;
	onUnknownOutcome?: UnknownOutcome;
	dryRun?: boolean;
}

/** The Graph API client of one item. Errors are NodeApiErrors with the item's index, Meta's details and advice. */
export interface GraphClient {
	/** Sends one request. @returns Meta's JSON body @throws NodeApiError */
	request(request: GraphRequest): Promise<IDataObject>;
	/**
	 * Iterates over a paged edge, following `paging.cursors.after` while `paging.next` is set (Meta docs: Graph API >
	 * Paginated results). `limit` = maximum number of rows.
	 */
	pages(request: GraphRequest, options?: { limit?: number; pageSize?: number }): AsyncGenerator<IDataObject, void>;
	/**
	 * Streams a file to POST /{phone}/media and returns its media ID. Each file is uploaded once per run and number.
	 */
	upload(phoneNumberId: string, file: UploadFile): Promise<string>;
	/**
	 * Uploads an example file for a template, or a profile picture, and returns its handle. Each file is uploaded once
	 * per run.
	 * @param app ID of the app that the token belongs to, or 'app'
	 */
	uploadHandle(app: string, file: UploadFile): Promise<string>;
	/**
	 * Streams a file to an edge as the part `file` of a form. For requests that have the same effect when sent again.
	 * @param fields the other parts of the form
	 */
	postFile(path: string[], fields: Record<string, string>, file: UploadFile): Promise<IDataObject>;
	/** Streams the file behind a media URL into n8n's binary store, checking its hash; stops beyond `limit` bytes. */
	download(media: IDataObject, fileName?: string, limit?: number): Promise<IBinaryData>;
	/**
	 * Streams a picture from one of Meta's media hosts into n8n's binary store, without the access token.
	 * @throws NodeOperationError
	 */
	downloadPicture(url: string, fileName: string): Promise<IBinaryData>;
	/**
	 * Replaces the Flow JSON of a Flow with a text of at most 10 MB.
	 * @returns `{success, validation_errors}` @throws NodeApiError
	 */
	uploadFlowJson(flowId: string, text: string): Promise<IDataObject>;
	/** Reads the text of a Flow's asset from the URL that Meta returned. @throws NodeApiError, NodeOperationError */
	readAsset(url: string): Promise<string>;
	/** What a sending number may send. */
	capacityOf(phoneNumberId: string): Promise<SenderCapacity>;
	/** The rejection after which the run sends nothing more from a number; undefined while it can send. */
	blockOf(phoneNumberId: string): SenderBlock | undefined;
	/** What the server of a public link reports; requested once per run, link and method. */
	probe(link: string, method: ProbeMethod): Promise<LinkReport>;
	/** The WhatsApp Business Account ID of the credential, as entered. */
	readonly businessAccountId: string;
	/** The Graph API version of the credential, e.g. `v26.0`. */
	readonly apiVersion: string;
	/** Number of requests of the run to keep in flight, for the throughput of its numbers. */
	readonly parallel: number;
	/** Usage headers of the latest response. */
	readonly usage: Usage;
	/** Requests that a dry run did not send. */
	readonly dryRunRequests: RequestPreview[];
}

/** What the server of a public link reports about the file. */
export interface LinkReport {
	/** Why the file cannot be fetched, as part of a sentence; absent when no problem was found. */
	unreachable?: string;
	/** Content-Type, with its parameters. */
	mimeType?: string;
	/** Bytes. */
	size?: number;
}

/** HEAD costs the server little. GET is the method that Meta uses. */
export type ProbeMethod = 'HEAD' | 'GET';
