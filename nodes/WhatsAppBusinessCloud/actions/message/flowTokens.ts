import type { IDataObject } from 'n8n-workflow';
import { readSignedToken, findFlowTokenSlots } from '../../messages/flowToken';
import { recipientKey, type Recipient } from '../../shared/input/recipient';
import type { OperationItem } from '../types';
import { readAppSecret } from './appSecret';

/**
 * Prepares the signed flow token of a message, where Additional Fields ask for one.
 * @param body the built message
 * @returns puts the token into the message; its time begins then. Undefined when no token is asked for
 * @throws InputError when the message takes no token, or when there is no app secret to sign with
 */
export async function flowTokenSigner(
	item: OperationItem,
	body: IDataObject,
	recipient: Recipient,
	additionalFields: unknown,
): Promise<(() => void) | undefined> {
	const wish = readSignedToken(additionalFields);
	if (wish === undefined) return undefined;
	const places = findFlowTokenSlots(body);
	const { createFlowToken } = await import('../../flows/protocol/token');
	const appSecret = await readAppSecret(item.n8n);
	const sign = (): void => {
		const expires = wish.lifetime === undefined ? undefined : Date.now() + wish.lifetime;
		for (const { target, flow } of places)
			target.flow_token = createFlowToken(
				{ recipient: recipientKey(recipient), flow, data: wish.data, expires },
				appSecret,
			);
	};
	// What cannot be signed is to be told before anything is sent.
	const unsigned = places.map(({ target }) => target.flow_token);
	sign();
	places.forEach(({ target }, index) => {
		if (unsigned[index] === undefined) delete target.flow_token;
		else target.flow_token = unsigned[index];
	});
	return sign;
}
