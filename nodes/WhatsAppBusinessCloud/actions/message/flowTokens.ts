import type { IDataObject } from 'n8n-workflow';
import { readSignedToken, findFlowTokenSlots } from '../../messages/flowToken';
import type { Recipient } from '../../shared/input/recipient';
import type { OperationItem } from '../types';
import { readAppSecret } from './appSecret';

/**
 * Prepares the signed flow token of a message, if Additional Fields request one.
 * @param body the built message
 * @returns a function that adds the token, whose lifetime starts then; undefined when no token is requested
 * @throws InputError when the message accepts no token, or when there is no app secret to sign with
 */
export async function flowTokenSigner(
	item: OperationItem,
	body: IDataObject,
	recipient: Recipient,
	additionalFields: unknown,
): Promise<(() => void) | undefined> {
	const options = readSignedToken(additionalFields);
	if (options === undefined) return undefined;
	const slots = findFlowTokenSlots(body);
	const { createFlowToken } = await import('../../flows/protocol/token');
	const appSecret = await readAppSecret(item.n8n);
	const sign = (): void => {
		const expires = options.lifetime === undefined ? undefined : Date.now() + options.lifetime;
		for (const { target, flow } of slots)
			target.flow_token = createFlowToken({ recipient: recipient.value, flow, data: options.data, expires }, appSecret);
	};
	// Sign once now, to report errors before anything is sent.
	const unsigned = slots.map(({ target }) => target.flow_token);
	sign();
	slots.forEach(({ target }, index) => {
		if (unsigned[index] === undefined) delete target.flow_token;
		else target.flow_token = unsigned[index];
	});
	return sign;
}
