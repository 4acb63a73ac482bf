import { announceQuestion } from '../../../sendAndWait/announced';
import { awaitsMessage } from '../../../sendAndWait/delivery/deliveryToken';
import { QuestionCipher } from '../../../sendAndWait/questionCipher';
import { InputError } from '../../../shared/inputError';
import type { Recipient } from '../../../shared/input/recipient';
import type { OperationItem } from '../../types';
import { readAppSecret } from '../appSecret';

/**
 * How long after the time limit a reply still finds its question, in seconds: the wait starts once the message is sent.
 */
const GRACE = 300;

/** What the callback data of a message resumes. */
export interface CallbackPurpose {
	/** Phone number ID. */
	sender: string;
	recipient: Recipient;
	/** The token that resumes the execution. */
	token: string;
	waitTill: () => Date;
	/** For the error: what is not possible yet, and what to do otherwise. */
	use: { what: string; advice: string };
}

/**
 * Prepares the callback data with which the trigger finds the execution: by the statuses of the message, and by the
 * recipient's next message.
 * @returns a function that encrypts it for a message that is sent now, and announces a question to this process
 * @throws InputError when there is no app secret to encrypt it with
 */
export async function callbackEncrypter(
	{ n8n }: OperationItem,
	{ sender, recipient, token, waitTill, use }: CallbackPurpose,
): Promise<() => string> {
	const appSecret = await readAppSecret(n8n);
	if (appSecret === '') {
		throw new InputError(
			'App Secret',
			(field) => `${use.what}: ${field} in the credential is empty`,
			`Enter it there, from App settings > Basic of the app that the WhatsApp Trigger listens to: it encrypts the data that resumes this workflow. ${use.advice}`,
		);
	}
	const cipher = new QuestionCipher(appSecret);
	return () => {
		const expires = Math.ceil(waitTill().getTime() / 1000) + GRACE;
		const callback = cipher.encryptCallback({ token, recipient: recipient.value, expires }, sender);
		if (awaitsMessage(token)) announceQuestion(sender, recipient, callback);
		return callback;
	};
}
