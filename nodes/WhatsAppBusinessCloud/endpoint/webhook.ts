import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { FlowAnswer } from '../flows/answer';
import type { EncryptedRequest, FlowSession } from '../flows/crypto';
import type { FlowRequest } from '../flows/request';
import { InputError } from '../inputError';
import { isTooDeep, isTooLarge, rawBodyOf } from '../trigger/receive/body';
import { RecentSecrets } from '../trigger/receive/recentSecrets';
import { checkSignature, type Untrusted } from '../trigger/receive/signature';
import { FLOWS_CREDENTIAL, readSecrets, type EndpointSecrets } from './credential';
import { holdResponse, type Written } from './hold';
import { endpointItem } from './item';
import { earlierAnswer, keepAnswer, requestName, type Sent } from './replays';
import { readEndpointSettings, type EndpointSettings } from './settings';

const UNTRUSTED: Record<Exclude<Untrusted, 'noSecret'>, string> = {
	missing: 'it is not signed (header X-Hub-Signature-256), so it is not from Meta',
	malformed: 'its signature (header X-Hub-Signature-256) is not of the kind that Meta makes',
	wrong:
		"its signature does not fit. If it is from Meta, 'App Secret' in the credential is not the one of the app that the flow is connected to",
};

/** The pure rooms that handle a request, loaded with the first one. */
async function rooms() {
	const [crypto, request, token, answer] = await Promise.all([
		import('../flows/crypto'),
		import('../flows/request'),
		import('../flows/token'),
		import('../flows/answer'),
	]);
	return { ...crypto, ...request, ...token, ...answer };
}
type Rooms = Awaited<ReturnType<typeof rooms>>;

/** A line in n8n's log. Nothing that a person entered goes into it, and nothing secret. */
function warn(context: IWebhookFunctions, text: string): void {
	context.logger.warn(`${context.getNode().name}: ${text}`, { workflowId: context.getWorkflow().id });
}

const recentSecrets = new RecentSecrets<EndpointSecrets>(FLOWS_CREDENTIAL, readSecrets);

const answered: IWebhookResponseData = { noWebhookResponse: true };

function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	warn(context, `a request to the endpoint was answered with ${status}: ${reason}`);
	context
		.getResponseObject()
		.status(status)
		.json({ message: status === 500 ? 'Not ready' : 'Not accepted' });
	return answered;
}

/** @throws EndpointRefusal */
function readBody(
	context: IWebhookFunctions,
	{ appSecret }: EndpointSecrets,
	{ checkSignature: isChecked }: EndpointSettings,
	flows: Rooms,
): EncryptedRequest {
	const { EndpointRefusal, readEncryptedRequest } = flows;
	const raw = rawBodyOf(context);
	if (raw === undefined) throw new EndpointRefusal(400, 'it has no body');
	if (isTooLarge(raw)) throw new EndpointRefusal(413, 'it is larger than any that Meta sends');
	if (isChecked) {
		const untrusted = checkSignature(raw, context.getHeaderData()['x-hub-signature-256'], appSecret);
		if (untrusted === 'noSecret') {
			throw new EndpointRefusal(
				500,
				"'App Secret' in the credential is empty, so no signature can be checked. Enter it there: App settings > Basic of the app that the flow is connected to",
			);
		}
		if (untrusted !== undefined) throw new EndpointRefusal(432, UNTRUSTED[untrusted]);
	}
	const parsed = flows.parseJson(raw.toString('utf8'));
	if (parsed === undefined) throw new EndpointRefusal(400, 'its body is not JSON');
	return readEncryptedRequest(parsed.result);
}

/** A request that is Meta's, and readable. */
interface Opened {
	request: FlowRequest;
	session: FlowSession;
	name: string;
	secrets: EndpointSecrets;
}

async function open(
	context: IWebhookFunctions,
	secrets: EndpointSecrets,
	settings: EndpointSettings,
	flows: Rooms,
): Promise<Opened> {
	const body = readBody(context, secrets, settings, flows);
	const { payload, session } = flows.decryptRequest(body, await secrets.privateKey());
	if (isTooDeep(payload)) throw new flows.EndpointRefusal(400, 'it is nested deeper than any that Meta sends');
	const place = `${context.getWorkflow().id} ${context.getNode().id} ${context.getMode()}`;
	return { request: flows.readFlowRequest(payload), session, name: requestName(place, body), secrets };
}

/** Why a request could not be opened: status and words for the log. Anything unforeseen is not repeated, it may hold a secret. */
function reasonOf(cause: unknown): { status: number; reason: string } {
	if (cause instanceof InputError) return { status: 500, reason: `${cause.message}. ${cause.advice ?? ''}`.trim() };
	const { name, status, message } = cause as { name?: unknown; status?: unknown; message?: unknown };
	if (name === 'EndpointRefusal') return { status: Number(status), reason: String(message) };
	return { status: 500, reason: `the credential '${FLOWS_CREDENTIAL}' of the node cannot be read` };
}

/** One exchange: from the request to what goes out. */
class Exchange {
	constructor(
		private readonly context: IWebhookFunctions,
		private readonly flows: Rooms,
		private readonly settings: EndpointSettings,
		private readonly opened: Opened,
	) {}

	private encrypted({ status, body }: FlowAnswer): Sent {
		return { status, body: this.flows.encryptResponse(body, this.opened.session) };
	}

	private failed(reason: string, message: string): FlowAnswer {
		warn(this.context, `${reason}, so the Flow got a message instead of an answer`);
		return this.flows.messageAnswer(message, this.opened.request, this.settings.errorScreen);
	}

	private judge(written: Written): FlowAnswer {
		const judged = this.flows.judgeAnswer(written, this.opened.request);
		return 'answer' in judged ? judged.answer : this.failed(judged.refused, this.settings.messages.failed);
	}

	/** Answers without the workflow. */
	now(answer: FlowAnswer): Promise<Sent> {
		const held = holdResponse(this.context.getResponseObject());
		const sent = this.encrypted(answer);
		held.send(sent.status, sent.body);
		return Promise.resolve(sent);
	}

	/** Answers with what the workflow says, or, when it says nothing in time, with a message. */
	async later(): Promise<Sent> {
		const { timeLimit, messages } = this.settings;
		const held = holdResponse(this.context.getResponseObject());
		const written = await Promise.race([held.written, sleep(timeLimit).then(() => undefined)]);
		const answer = written
			? this.judge(written)
			: this.failed(`the workflow did not answer within ${timeLimit / 1000} seconds`, messages.late);
		const sent = this.encrypted(answer);
		held.send(sent.status, sent.body);
		return sent;
	}
}

/** Brings the bytes that answered the same request before. */
async function answerAgain(context: IWebhookFunctions, earlier: Promise<Sent>): Promise<IWebhookResponseData> {
	context.logger.debug(`${context.getNode().name}: a request that came before got its answer again`);
	const { status, body } = await earlier;
	context.getResponseObject().status(status).type('text/plain').send(body);
	return answered;
}

/**
 * The endpoint of a Flow (WhatsApp docs: Flows > Endpoint). Answers health checks, error notifications and invalid flow
 * tokens by itself; INIT, data_exchange and BACK start the workflow, whose answer is encrypted here, on its way out. The key
 * of a request stays in this process: no item, no other process and no database ever has it.
 */
export async function answerEndpoint(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readEndpointSettings(this.getNodeParameter('options', {}));
	const flows = await rooms();
	let opened: Opened;
	try {
		opened = await recentSecrets.use(this, async (secrets) => await open(this, secrets, settings, flows));
	} catch (cause) {
		const { status, reason } = reasonOf(cause);
		return refuse(this, status, reason);
	}

	const now = Date.now();
	const { request, name, secrets } = opened;
	const earlier = earlierAnswer(name, now);
	if (earlier !== undefined) return await answerAgain(this, earlier);
	const exchange = new Exchange(this, flows, settings, opened);
	const answerNow = (answer: FlowAnswer): IWebhookResponseData => {
		keepAnswer(name, exchange.now(answer), now);
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
			warn(
				this,
				`a request with a flow token that was not made with the credential's app secret was answered with ${flows.TOKEN_INVALID}`,
			);
		return answerNow(flows.tokenAnswer(settings.messages.expired));
	}
	keepAnswer(name, exchange.later(), now);
	return { workflowData: [[{ json: await item() }]] };
}
