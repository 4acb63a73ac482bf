import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import type { FlowAnswer } from '../protocol/answer';
import type { EncryptedRequest, FlowSession } from '../protocol/crypto';
import type { FlowRequest } from '../protocol/request';
import { InputError } from '../../shared/inputError';
import { isTooDeep, isTooLarge, rawBodyOf } from '../../webhooks/rawBody';
import { checkSignature, readSignature, type UntrustedReason } from '../../webhooks/signature';
import { CredentialCache } from '../../webhooks/credentialCache';
import { RejectionLog } from '../../webhooks/rejectionLog';
import { FLOWS_CREDENTIAL, readSecrets, type EndpointSecrets } from './credential';
import { deferResponse, type CapturedResponse } from './deferredResponse';
import { endpointItem } from './item';
import { cachedResponse, cacheResponse, requestFingerprint, type CachedResponse } from './responseCache';
import { readEndpointSettings, type EndpointSettings } from './settings';

const UNTRUSTED: Record<UntrustedReason, string> = {
	noSecret:
		"'App Secret' in the credential is empty, so no signature can be checked. Enter it there: App settings > Basic of the app that the flow is connected to",
	missing: 'it is not signed (header X-Hub-Signature-256), so it is not from Meta',
	malformed: 'its signature (header X-Hub-Signature-256) is not of the kind that Meta makes',
	wrong:
		"its signature does not fit. If it is from Meta, 'App Secret' in the credential is not the one of the app that the flow is connected to",
};

/** The modules that handle a request, loaded with the first one. */
async function loadFlowModules() {
	const [crypto, request, token, answer] = await Promise.all([
		import('../protocol/crypto'),
		import('../protocol/request'),
		import('../protocol/token'),
		import('../protocol/answer'),
	]);
	return { ...crypto, ...request, ...token, ...answer };
}
type FlowModules = Awaited<ReturnType<typeof loadFlowModules>>;

/** Logs a warning in n8n. The text contains no user input and no secrets. */
function warn(context: IWebhookFunctions, text: string): void {
	logOf(context).warn(`${context.getNode().name}: ${text}`, { workflowId: context.getWorkflow().id });
}

const credentials = new CredentialCache<EndpointSecrets>(FLOWS_CREDENTIAL, readSecrets);

const rejections = new RejectionLog('endpoint');

const answered: IWebhookResponseData = { noWebhookResponse: true };

function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	rejections.reject(context, status, reason);
	context
		.getResponseObject()
		.status(status)
		.json({ message: status === 500 ? 'Not ready' : 'Not accepted' });
	return answered;
}

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
	const raw = rawBodyOf(context);
	if (raw === undefined) throw new EndpointError(400, 'it has no body');
	if (isTooLarge(raw)) throw new EndpointError(413, 'it is larger than any that Meta sends');
	if (!settings.checkSignature) return { raw, body: readBody(raw, flows) };
	const read = readSignature(context.getHeaderData()['x-hub-signature-256']);
	if ('untrusted' in read) throw new EndpointError(432, UNTRUSTED[read.untrusted]);
	return { raw, signature: read.signature };
}

/** A decrypted request from Meta. */
interface Opened {
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
): Promise<Opened> {
	if (signature !== undefined) {
		const untrusted = checkSignature(raw, signature, secrets.appSecret);
		if (untrusted !== undefined)
			throw new flows.EndpointError(untrusted === 'noSecret' ? 500 : 432, UNTRUSTED[untrusted]);
	}
	const encrypted = body ?? readBody(raw, flows);
	const { payload, session } = flows.decryptRequest(encrypted, await secrets.privateKey());
	if (isTooDeep(payload)) throw new flows.EndpointError(400, 'it is nested deeper than any that Meta sends');
	const place = `${context.getWorkflow().id} ${context.getNode().id} ${context.getMode()}`;
	return { request: flows.readFlowRequest(payload), session, name: requestFingerprint(place, encrypted), secrets };
}

/**
 * Status, and reason for the log, of a request that could not be opened. Unexpected errors are not quoted: they may
 * contain a secret.
 */
function reasonOf(cause: unknown, { EndpointError }: FlowModules): { status: number; reason: string } {
	if (cause instanceof InputError) return { status: 500, reason: `${cause.message}. ${cause.advice ?? ''}`.trim() };
	if (cause instanceof EndpointError) return { status: cause.status, reason: cause.message };
	return { status: 500, reason: `the credential '${FLOWS_CREDENTIAL}' of the node cannot be read` };
}

/** The opened request, or the error. */
type Opening = { opened: Opened } | { cause: unknown };

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
		(opening) => 'opened' in opening || reasonOf(opening.cause, flows).status === 400,
	);
}

/** One exchange: from the request to the response. */
class Exchange {
	constructor(
		private readonly context: IWebhookFunctions,
		private readonly flows: FlowModules,
		private readonly settings: EndpointSettings,
		private readonly opened: Opened,
	) {}

	private encrypted({ status, body }: FlowAnswer): CachedResponse {
		return { status, body: this.flows.encryptResponse(body, this.opened.session) };
	}

	private failed(reason: string, message: string): FlowAnswer {
		warn(this.context, `${reason}, so the Flow got a message instead of an answer`);
		return this.flows.errorMessageResponse(message, this.opened.request, this.settings.errorScreen);
	}

	private judge(written: CapturedResponse): FlowAnswer {
		const judged = this.flows.parseWorkflowResponse(written, this.opened.request);
		return 'answer' in judged ? judged.answer : this.failed(judged.refused, this.settings.messages.failed);
	}

	/** Responds without running the workflow. */
	now(answer: FlowAnswer): Promise<CachedResponse> {
		const held = deferResponse(this.context.getResponseObject());
		const sent = this.encrypted(answer);
		held.send(sent.status, sent.body);
		return Promise.resolve(sent);
	}

	/** Responds with the workflow's response, or with a message when there is none in time. */
	async later(): Promise<CachedResponse> {
		const { timeLimit, messages } = this.settings;
		const held = deferResponse(this.context.getResponseObject());
		const written = await Promise.race([held.written, sleep(timeLimit).then(() => undefined)]);
		const answer = written
			? this.judge(written)
			: this.failed(`the workflow did not answer within ${timeLimit / 1000} seconds`, messages.late);
		const sent = this.encrypted(answer);
		held.send(sent.status, sent.body);
		return sent;
	}
}

/** Sends the same bytes as in response to the first request. */
async function answerAgain(
	context: IWebhookFunctions,
	earlier: Promise<CachedResponse>,
): Promise<IWebhookResponseData> {
	logOf(context).debug(`${context.getNode().name}: a request that came before got its answer again`);
	const { status, body } = await earlier;
	context.getResponseObject().status(status).type('text/plain').send(body);
	return answered;
}

/**
 * The endpoint of a Flow (WhatsApp docs: Flows > Endpoint). Responds to health checks, error notifications and invalid
 * flow tokens automatically. INIT, data_exchange and BACK start the workflow, whose response is encrypted here. The key
 * of a request stays in this process: it never reaches an item, another process or a database.
 */
export async function answerEndpoint(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readEndpointSettings(this.getNodeParameter('options', {}));
	const flows = await loadFlowModules();
	rejections.flush(this);
	const opening = await tryToOpen(this, settings, flows).catch((cause: unknown): Opening => ({ cause }));
	if ('cause' in opening) {
		const { status, reason } = reasonOf(opening.cause, flows);
		return refuse(this, status, reason);
	}
	const { opened } = opening;

	const now = Date.now();
	const { request, name, secrets } = opened;
	const earlier = cachedResponse(name, now);
	if (earlier !== undefined) return await answerAgain(this, earlier);
	const exchange = new Exchange(this, flows, settings, opened);
	const answerNow = (answer: FlowAnswer): IWebhookResponseData => {
		cacheResponse(name, exchange.now(answer), now);
		return answered;
	};
	if (request.kind === 'ping') return answerNow({ status: 200, body: { data: { status: 'active' } } });
	const token = flows.readFlowToken(request.flowToken, secrets.appSecret, now);
	const item = async (): Promise<IDataObject> =>
		endpointItem(request, token, settings.downloadMedia ? await secrets.privateKey() : undefined);
	if (request.kind === 'error') {
		warn(this, `WhatsApp could not show an answer of the endpoint: ${flows.shortError(request)}`);
		const result = answerNow({ status: 200, body: { data: { acknowledged: true } } });
		return settings.passErrors ? { ...result, workflowData: [[{ json: await item() }]] } : result;
	}
	const isRefused =
		token.state === 'expired' || token.state === 'forged' || (settings.onlySignedTokens && token.state === 'unsigned');
	if (isRefused) {
		if (token.state !== 'expired')
			rejections.reject(this, flows.TOKEN_INVALID, "its flow token was not made with the credential's app secret");
		return answerNow(flows.invalidTokenResponse(settings.messages.expired));
	}
	cacheResponse(name, exchange.later(), now);
	return { workflowData: [[{ json: await item() }]] };
}
