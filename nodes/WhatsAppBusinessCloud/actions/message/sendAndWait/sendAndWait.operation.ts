import type { IDataObject } from 'n8n-workflow';
import { envelope, messagingAccountFields, readMessagingAccount } from '../../../messages/common';
import { InputError } from '../../../shared/inputError';
import type { Parameters } from '../../../shared/input/parameters';
import type { BuiltMessage } from '../../../messages/types';
import { readCollection, requiredText } from '../../../shared/input/parameterValues';
import { formOf } from '../../../sendAndWait/form/buildForm';
import { LANGUAGE, readLanguage } from '../../../sendAndWait/language/read';
import { isAttributionOn, cleanMessage } from '../../../sendAndWait/questionText';
import {
	questionParameters,
	readChoices,
	readResponseType,
	readResponseChannel,
	type ResponseChannel,
} from '../../../sendAndWait/choices';
import { encodeReply } from '../../../sendAndWait/replyToken';
import { createResumeUrlSigner, type ResumeUrlSigner } from '../../../sendAndWait/resumeUrls';
import { readAll, fromExecution, readTextParameter } from '../../../sendAndWait/parameterSource';
import { readTimeLimit } from '../../../sendAndWait/timeLimit';
import { checkPhoneNumberId } from '../../../shared/input/objectId';
import { phoneNumberId } from '../../../shared/input/commonFields';
import type { Operation } from '../../types';
import { readRecipient, recipientField } from '../recipientFields';
import { sendTask } from '../sendTask';
import {
	buttonQuestion,
	linkQuestion,
	textQuestion,
	choiceLimit,
	type QuestionMessage,
} from '../../../sendAndWait/questionMessage';
import { callbackEncrypter } from './callbackData';
import { checkSingle } from './checkSingle';
import { checkTrigger, type Listener } from './checkTrigger';
import { optionFields } from './optionFields';
import { questionFields } from './questionFields';

const LISTENER: Listener = {
	field: 'Response Channel',
	what: 'reply',
	otherwise: ", or set 'Response Channel' to 'Web Form'",
};

/** The signed token for a button or for callback data. @throws InputError */
function token(signer: ResumeUrlSigner, answer: string): string {
	const found = encodeReply(signer.url(answer));
	if (found !== undefined) return found;
	throw new InputError(
		'Response Channel',
		'cannot be used here: the ID of this node is too long for a button',
		"Copy and paste the node, so that it gets a new ID, or set 'Response Channel' to 'Web Form'",
	);
}

interface Question {
	channel: ResponseChannel;
	parameters: Parameters;
	outgoing: QuestionMessage;
	isGroup: boolean;
}

function build({ channel, parameters, outgoing, isGroup }: Question, signer: ResumeUrlSigner): BuiltMessage {
	const { language } = outgoing;
	if (channel !== 'link' && isGroup) {
		throw new InputError(
			'Response Channel',
			channel === 'buttons'
				? "cannot be 'Reply Buttons' for a group: groups do not support buttons"
				: "cannot be 'Next Message' for a group: a group has several members",
			"Set it to 'Web Form', which is sent to groups as text",
		);
	}
	if (channel === 'nextMessage') return textQuestion(outgoing);
	if (channel === 'buttons')
		return buttonQuestion(outgoing, readChoices(parameters, { language, limit: choiceLimit }), ({ answer }) =>
			token(signer, answer),
		);
	readChoices(parameters, { language });
	return linkQuestion(outgoing, signer.url(), isGroup);
}

/** Message > Send and Wait for Response: asks a user, and pauses the execution until the reply. */
export const sendAndWait: Operation = {
	properties: [phoneNumberId, recipientField, ...questionFields, messagingAccountFields, ...optionFields],

	async prepare(item) {
		checkSingle(item, 'Send and Wait for Response');
		const sender = checkPhoneNumberId(item.parameter('phoneNumberId'));
		const recipient = readRecipient(item);
		const source = fromExecution(item.n8n);
		const parameters = readAll(source, questionParameters);
		// The form is shown when the user opens the page: reject one that cannot be shown before sending.
		if (readResponseType(parameters) === 'customForm') formOf(source);
		const options = readCollection(item.parameter('options', {}), 'Options');
		const waitTill = readTimeLimit(options.limitWaitTime);
		const signer = createResumeUrlSigner(item.n8n);
		const channel = readResponseChannel(parameters);
		const built = build(
			{
				channel,
				parameters,
				outgoing: {
					message: cleanMessage(
						requiredText(readTextParameter(source, 'message'), 'Message', 'Enter what you want to ask'),
					),
					button: options.messageButtonLabel,
					hasAttribution: isAttributionOn(options),
					language: readLanguage(options[LANGUAGE], recipient),
				},
				isGroup: recipient.kind === 'group',
			},
			signer,
		);
		const common = readMessagingAccount(item.parameter('additionalFields', {}));
		const body: IDataObject = envelope({ recipient, built, common });
		if (channel !== 'link' && !item.options.dryRun) await checkTrigger(item, sender, signer.url(), LISTENER);
		if (channel !== 'nextMessage') return { ...(await sendTask(item, { sender, recipient, body, built })), waitTill };
		const encrypted = await callbackEncrypter(item, {
			sender,
			recipient,
			token: token(signer, 'message'),
			waitTill,
			use: {
				what: "'Response Channel' cannot be 'Next Message' yet",
				advice: "Or set 'Response Channel' to 'Web Form'",
			},
		});
		const finish = (): void => void (body.biz_opaque_callback_data = encrypted());
		return { ...(await sendTask(item, { sender, recipient, body, built, finish })), waitTill };
	},
};
