import type {
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
	INodeExecutionData,
	IBinaryKeyData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { logOf } from '../shared/log';
import { isObject } from '../shared/input/parameterValues';
import type { Recipient } from '../shared/input/recipient';
import { freeName } from '../shared/binaryItems';
import { safeFileName } from '../shared/safeFileName';
import { claimQuestion, type Claim } from './claim';
import { checkForm } from './form/check';
import { formOf } from './form/buildForm';
import { receiveUpdate } from './delivery/receiveUpdate';
import { AWAITS_DELIVERY } from './delivery/status';
import { freeTextField } from './form/read';
import { choicePage, formPage, type FormTexts } from './form/render';
import type { FormField, Submission, UploadedFile } from './form/types';
import { isAttributionOn, cleanMessage } from './questionText';
import { messagePage, type Page, setPageHeaders } from './page';
import { english } from './language/languages';
import { LANGUAGE, readLanguage } from './language/read';
import { DEFAULT_COUNTRY, isDifferentSender, readAskedRecipient, RECIPIENT } from './senderMatch';
import { type Choice, questionParameters, readChoices, readResponseType } from './choices';
import { isStale } from './resumeUrls';
import { readAll, type ParameterSource, fromWebhook, readTextParameter } from './parameterSource';
import { submissionOf } from './submission';

/** Texts of the pages that have a title and a text only. */
type Notice = 'thanks' | 'answered' | 'outdated' | 'unavailable' | 'replyInChat' | 'notReceived';

/** Answers a request whose URL signature n8n has verified. */
class ResumeHandler {
	private readonly source: ParameterSource;

	private readonly query: Record<string, unknown>;

	private readonly css: string;

	/** English until it is read. */
	private language = english;

	constructor(private readonly context: IWebhookFunctions) {
		this.source = fromWebhook(context);
		this.query = context.getRequestObject().query;
		const css = this.source.get('options.responseFormCustomCss', '');
		this.css = typeof css === 'string' ? css : '';
	}

	async run(): Promise<IWebhookResponseData> {
		this.language = readLanguage(this.source.get(`options.${LANGUAGE}`), this.recipient());
		const { answer, run } = this.query;
		const isOld = isStale(this.context, run);
		if (answer !== undefined) return isOld ? this.json(410, { result: 'outdated' }) : this.handleTap(answer);
		if (isOld) return this.show(this.notice('outdated'), 410);
		const isPost = this.context.getRequestObject().method === 'POST';
		const type = readResponseType(readAll(this.source, questionParameters));
		if (type === 'approval' || type === 'choice') return this.handleChoice(isPost);
		const fields = type === 'freeText' ? [freeTextField(this.language)] : formOf(this.source);
		return isPost ? await this.handleForm(fields, type === 'freeText') : this.show(formPage(fields, this.texts()));
	}

	/** The question's parameters can no longer be read. */
	unavailable(): IWebhookResponseData {
		return this.show(this.notice('unavailable'), 500);
	}

	/** Handles a tap in the chat or a message, passed on by the trigger. */
	private handleTap(answer: unknown): IWebhookResponseData {
		const request = this.context.getRequestObject();
		const body = this.context.getBodyData();
		const message = isObject(body) && isObject(body.message) ? (body.message as IDataObject) : undefined;
		if (request.method !== 'POST' || message === undefined) return this.show(this.notice('replyInChat'), 405);
		if (isDifferentSender(this.recipient(), message)) return this.json(403, { result: 'senderMismatch' });
		const choice = this.choices().find((one) => one.answer === answer);
		if (answer !== 'message' && choice === undefined) return this.json(410, { result: 'outdated' });
		if (this.claim() === undefined) return this.json(409, { result: 'answered' });
		return this.resume(choice === undefined ? { text: messageText(message), message } : dataOf(choice), {
			result: 'resumed',
		});
	}

	/** @returns undefined if it cannot be read */
	private recipient(): Recipient | undefined {
		return readAskedRecipient(readAll(this.source, [RECIPIENT, DEFAULT_COUNTRY]));
	}

	private choices(): Choice[] {
		return readChoices(readAll(this.source, questionParameters), { language: this.language });
	}

	private notice(name: Notice): Page {
		const { texts } = this.language;
		return messagePage(texts[name], texts[`${name}Text`], this.language, this.css);
	}

	/** Handles the page with one button per choice. */
	private handleChoice(isPost: boolean): IWebhookResponseData {
		const choices = this.choices();
		const { answer } = this.context.getBodyData() ?? {};
		const choice = isPost ? choices.find((one) => one.answer === answer) : undefined;
		if (choice === undefined) return this.show(choicePage(choices, this.texts()), isPost ? 422 : 200);
		if (this.claim() === undefined) return this.alreadyAnswered();
		return this.resume(dataOf(choice), this.page(this.notice('thanks')));
	}

	/** Handles a submitted form. */
	private async handleForm(fields: FormField[], isFreeText: boolean): Promise<IWebhookResponseData> {
		const submission = submissionOf(this.context);
		if (submission === undefined) {
			return this.show(this.notice('notReceived'), 400);
		}
		const checked = checkForm(fields, submission, this.language);
		if ('wrong' in checked)
			return this.show(formPage(fields, this.texts(), { texts: submission.texts, wrong: checked.wrong }), 422);
		const data = isFreeText ? { text: checked.values[fields[0].name] } : checked.values;
		const claim = this.claim();
		if (claim === undefined) return this.alreadyAnswered();
		try {
			const binary = await this.storeFiles(fields, submission);
			return this.resume(data as IDataObject, this.page(this.notice('thanks')), binary);
		} catch (error) {
			claim.release();
			throw new NodeOperationError(this.context.getNode(), error as Error);
		}
	}

	/** @returns undefined if the question was answered a moment ago */
	private claim(): Claim | undefined {
		return claimQuestion(this.context, this.query.run);
	}

	private alreadyAnswered(): IWebhookResponseData {
		return this.show(this.notice('answered'), 409);
	}

	/** Stores the uploaded files of a form in n8n. */
	private async storeFiles(fields: FormField[], { files }: Submission): Promise<IBinaryKeyData | undefined> {
		const binary: IBinaryKeyData = {};
		for (const { id, kind, name } of fields) {
			if (kind !== 'file') continue;
			const list: UploadedFile[] = files[id] ?? [];
			const key = name.replace(/\W/g, '_');
			for (const [index, file] of list.entries()) {
				const stored = await this.context.nodeHelpers.copyBinaryFile(
					file.path,
					safeFileName(file.name) ?? 'file',
					file.mimeType,
				);
				// Two labels may have the same key.
				binary[freeName(binary, list.length === 1 ? key : `${key}_${index}`)] = stored;
			}
		}
		return Object.keys(binary).length === 0 ? undefined : binary;
	}

	private texts(): FormTexts {
		const option = (name: string, fallback: string): string => {
			const value = this.source.get(`options.${name}`, fallback);
			return typeof value === 'string' && value.trim() !== '' ? value : fallback;
		};
		return {
			title: option('responseFormTitle', ''),
			description: cleanMessage(
				option('responseFormDescription', String(readTextParameter(this.source, 'message') ?? '')),
			),
			button: option('responseFormButtonLabel', this.language.texts.submit),
			css: this.css,
			hasAttribution: isAttributionOn(this.source.get('options', {})),
			language: this.language,
		};
	}

	private resume(data: IDataObject, webhookResponse: unknown, binary?: IBinaryKeyData): IWebhookResponseData {
		// `respondedAt` comes last, so that no form field can replace it.
		const item: INodeExecutionData = {
			json: { data: { ...data, respondedAt: new Date().toISOString() } },
			...(binary && { binary }),
		};
		return { webhookResponse, workflowData: [[item]] };
	}

	/** Sets a page's headers. @returns its HTML */
	private page(page: Page): string {
		setPageHeaders(this.context.getResponseObject(), page);
		return page.html;
	}

	/** Shows a page; the execution keeps waiting. */
	private show(page: Page, status = 200): IWebhookResponseData {
		const html = this.page(page);
		this.context.getResponseObject().status(status).send(html);
		return { noWebhookResponse: true };
	}

	private json(status: number, body: IDataObject): IWebhookResponseData {
		this.context.getResponseObject().status(status).json(body);
		return { noWebhookResponse: true };
	}
}

const dataOf = ({ answer, value }: Choice): IDataObject =>
	/^\d/.test(answer) ? { choice: value } : { approved: value };

/** The text of a message: its body, or the caption, title or emoji instead. WhatsApp docs: Webhooks > Messages. */
function messageText(message: IDataObject): string {
	const part = typeof message.type === 'string' ? message[message.type] : undefined;
	if (!isObject(part)) return '';
	const inner = isObject(part.button_reply) ? part.button_reply : isObject(part.list_reply) ? part.list_reply : part;
	const text = [inner.body, inner.caption, inner.title, inner.text, inner.emoji].find((one) => typeof one === 'string');
	return typeof text === 'string' ? text : '';
}

/**
 * The node's webhook: shows the question and accepts the answer. Never throws: otherwise n8n would continue the
 * workflow as failed because someone opened a page.
 */
export async function answerWebhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (this.getNode().parameters.operation === AWAITS_DELIVERY) return receiveUpdate(this);
	const handler = new ResumeHandler(this);
	try {
		return await handler.run();
	} catch (error) {
		logOf(this).error(
			`A question of '${this.getNode().name}' could not be shown or answered: ${String((error as Error).message)}`,
		);
		return handler.unavailable();
	}
}
