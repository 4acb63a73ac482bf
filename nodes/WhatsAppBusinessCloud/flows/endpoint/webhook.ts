import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import type { FlowResponse } from '../protocol/response';
import type { EncryptedRequest, FlowSession } from '../protocol/crypto';
import type { FlowRequest } from '../protocol/flowRequest';
import { InputError } from '../../shared/inputError';
import { isTooDeep, readRawBody } from '../../webhooks/rawBody';
import { checkSignature, describeUntrusted, readSignature } from '../../webhooks/signature';
import { CredentialCache } from '../../webhooks/credentialCache';
import { RejectionLog, type Rejection } from '../../webhooks/rejectionLog';
import { FLOWS_CREDENTIAL, readSecrets, type EndpointSecrets } from './credential';
import { deferResponse, type CapturedResponse } from './deferredResponse';
import { endpointItem } from './item';
import { cachedResponse, cacheResponse, requestFingerprint, type CachedResponse } from './responseCache';
import { readEndpointSettings, type EndpointSettings } from './endpointSettings';

/** The app whose secret signs the requests, for the log. */
const APP = 'the app that the flow is connected to';

/** The modules that handle a request, loaded with the first one. */
async function loadFlowModules() {
	const [crypto, request, token, response] = await Promise.all([
		import('../protocol/crypto'),
		import('../protocol/flowRequest'),
		import('../protocol/token'),
		import('../protocol/response'),
	]);
	return { ...crypto, ...request, ...token, ...response };
}
type FlowModules = Awaited<ReturnType<typeof loadFlowModules>>;

/** Logs a warning in n8n. The text contains no user input and no secrets. */
function warn(context: IWebhookFunctions, text: string): void {
	logOf(context).warn(`${context.getNode().name}: ${text}`, { workflowId: context.getWorkflow().id });
}

const credentials = new CredentialCache<EndpointSecrets>(() => FLOWS_CREDENTIAL, readSecrets);

const rejections = new RejectionLog('endpoint');

const responded: IWebhookResponseData = { noWebhookResponse: true };

/** The parts of a request that can be read without a credential. */
interface RawRequest {
	raw: Buffer;
	/** Absent when signatures are not checked. */
	signature?: string;
	/** Set at once when signatures are not checked, otherwise only after the signature is verified. */
	body?: EncryptedRequest;
}

/** @throws EndpointError 400 */
function readBody(raw: Buffer, { EndpointError, parseJson, readEncryptedRequest }: FlowModules): EncryptedRequest {
	const parsed = parseJson(raw.toString('utf8'));
	if (parsed === undefined) throw new EndpointError(400, 'its body is not JSON');
	return readEncryptedRequest(parsed.result);
}

/**
 * Rejects most requests that are not from Meta, before any credential is read.
 * @throws EndpointError 400, 413 or 432
 */
function readRaw(context: IWebhookFunctions, settings: EndpointSettings, flows: FlowModules): RawRequest {
	const { EndpointError } = flows;
	const received = readRawBody(context);
	if ('status' in received) throw new EndpointError(received.status, received.reason);
	const { raw } = received;
	if (!settings.checkSignature) return { raw, body: readBody(raw, flows) };
	const header = readSignature(context.getHeaderData()['x-hub-signature-256']);
	if ('untrusted' in header) throw new EndpointError(432, describeUntrusted(header.untrusted, APP));
	return { raw, signature: header.signature };
}

/** A decrypted request from Meta. */
interface OpenedRequest {
	request: FlowRequest;
	session: FlowSession;
	name: string;
	secrets: EndpointSecrets;
}

/** @throws EndpointError; InputError when the private key cannot be used */
async function open(
	context: IWebhookFunctions,
	{ raw, signature, body }: RawRequest,
	secrets: EndpointSecrets,
	flows: FlowModules,
): Promise<OpenedRequest> {
	if (signature !== undefined) {
		const untrusted = checkSignature(raw, signature, secrets.appSecret);
		if (untrusted !== undefined)
			throw new flows.EndpointError(untrusted === 'noSecret' ? 500 : 432, describeUntrusted(untrusted, APP));
	}
	const encrypted = body ?? readBody(raw, flows);
	const { payload, session } = flows.decryptRequest(encrypted, await secrets.privateKey());
	if (isTooDeep(payload)) throw new flows.EndpointError(400, 'it is nested deeper than any that Meta sends');
	const place = `${context.getWorkflow().id} ${context.getNode().id} ${context.getMode()}`;
	return { request: flows.readFlowRequest(payload), session, name: requestFingerprint(place, encrypted), secrets };
}

/** The rejection of a request that could not be opened. Unexpected errors are not quoted: they may contain a secret. */
function rejectionFor(cause: unknown, { EndpointError }: FlowModules): Rejection {
	if (cause instanceof InputError) return { status: 500, reason: `${cause.message}. ${cause.advice ?? ''}`.trim() };
	if (cause instanceof EndpointError) return { status: cause.status, reason: cause.message };
	return { status: 500, reason: `the credential '${FLOWS_CREDENTIAL}' of the node cannot be read` };
}

/** The opened request, or the error. */
type Opening = { opened: OpenedRequest } | { cause: unknown };

/**
 * Opens a request. Reloads the credential and tries again, unless that cannot help.
 * @throws the errors of readRaw and of reading the credential
 */
async function tryToOpen(context: IWebhookFunctions, settings: EndpointSettings, flows: FlowModules): Promise<Opening> {
	const request = readRaw(context, settings, flows);
	return await credentials.use<Opening>(
		context,
		async (secrets) =>
			await open(context, request, secrets, flows).then(
				(opened) => ({ opened }),
				(cause: unknown) => ({ cause }),
			),
		(opening) => 'opened' in opening || rejectionFor(opening.cause, flows).status === 400,
	);
}

/** One exchange: from the request to the response. */
class Exchange {
	constructor(
		private readonly context: IWebhookFunctions,
		private readonly flows: FlowModules,
		private readonly settings: EndpointSettings,
		private readonly opened: OpenedRequest,
	) {}

	private encrypted({ status, body }: FlowResponse): CachedResponse {
		return { status, body: this.flows.encryptResponse(body, this.opened.session) };
	}

	private failed(reason: string, message: string): FlowResponse {
		warn(this.context, `${reason}, so the Flow got a message instead of a response`);
		return this.flows.errorMessageResponse(message, this.opened.request, this.settings.errorScreen);
	}

	private responseFrom(written: CapturedResponse): FlowResponse {
		const parsed = this.flows.parseWorkflowResponse(written, this.opened.request);
		return 'response' in parsed ? parsed.response : this.failed(parsed.problem, this.settings.messages.failed);
	}

	/** Responds without running the workflow. */
	now(content: FlowResponse): Promise<CachedResponse> {
		const response = deferResponse(this.context.getResponseObject());
		const sent = this.encrypted(content);
		response.send(sent.status, sent.body);
		return Promise.resolve(sent);
	}

	/** Responds with the workflow's response, or with a message when there is none in time. */
	async later(): Promise<CachedResponse> {
		const { timeLimit, messages } = this.settings;
		const response = deferResponse(this.context.getResponseObject());
		const written = await Promise.race([response.written, sleep(timeLimit).then(() => undefined)]);
		const content = written
			? this.responseFrom(written)
			: this.failed(`the workflow did not respond within ${timeLimit / 1000} seconds`, messages.late);
		const sent = this.encrypted(content);
		response.send(sent.status, sent.body);
		return sent;
	}
}

/** Sends the same bytes as in response to the first request. */
async function respondAgain(
	context: IWebhookFunctions,
	earlier: Promise<CachedResponse>,
): Promise<IWebhookResponseData> {
	logOf(context).debug(`${context.getNode().name}: a duplicate request got the same response again`);
	const { status, body } = await earlier;
	context.getResponseObject().status(status).type('text/plain').send(body);
	return responded;
}

/**
 * The endpoint of a Flow (WhatsApp docs: Flows > Endpoint). Responds to health checks, error notifications and invalid
 * flow tokens automatically. INIT, data_exchange and BACK start the workflow, whose response is encrypted here. The key
 * of a request stays in this process: it never reaches an item, another process or a database.
 */
export async function receiveFlowRequest(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readEndpointSettings(this.getNodeParameter('options', {}));
	const flows = await loadFlowModules();
	rejections.flush(this);
	const opening = await tryToOpen(this, settings, flows).catch((cause: unknown): Opening => ({ cause }));
	if ('cause' in opening) return rejections.reject(this, rejectionFor(opening.cause, flows));
	const { opened } = opening;

	const now = Date.now();
	const { request, name, secrets } = opened;
	const earlier = cachedResponse(name, now);
	if (earlier !== undefined) return await respondAgain(this, earlier);
	const exchange = new Exchange(this, flows, settings, opened);
	const respondNow = (content: FlowResponse): IWebhookResponseData => {
		cacheResponse(name, exchange.now(content), now);
		return responded;
	};
	if (request.kind === 'ping') return respondNow({ status: 200, body: { data: { status: 'active' } } });
	const token = flows.readFlowToken(request.flowToken, secrets.appSecret, now);
	const item = async (): Promise<IDataObject> =>
		endpointItem(request, token, settings.downloadMedia ? await secrets.privateKey() : undefined);
	if (request.kind === 'error') {
		warn(this, `WhatsApp could not show a response of the endpoint: ${flows.shortError(request)}`);
		const result = respondNow({ status: 200, body: { data: { acknowledged: true } } });
		return settings.passErrors ? { ...result, workflowData: [[{ json: await item() }]] } : result;
	}
	const isInvalid =
		token.state === 'expired' || token.state === 'forged' || (settings.onlySignedTokens && token.state === 'unsigned');
	if (isInvalid) {
		if (token.state !== 'expired')
			rejections.record(this, {
				status: flows.TOKEN_INVALID,
				reason: 'its flow token was not signed with the app secret of the credential',
			});
		return respondNow(flows.invalidTokenResponse(settings.messages.expired));
	}
	cacheResponse(name, exchange.later(), now);
	return { workflowData: [[{ json: await item() }]] };
}
