import type { Json } from '../../../../emulator/test/phone/parts';
import { ANN } from '../phone';
import { message, type Actions } from './types';

export const calls: Actions = async (customer) => {
	const { phone } = customer;
	const { seed } = phone.emulator;
	const api = async (path: string, body: Json): Promise<Json> => {
		const response = await fetch(`${phone.emulator.url}/v25.0/${seed.phoneNumberId}/${path}`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${seed.accessToken}`, 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		return (await response.json()) as Json;
	};
	const event = async (name: string): Promise<Json> =>
		await phone.heardValue((value) => (value.calls as Json[] | undefined)?.find((one) => one.event === name));
	await api('settings', { calling: { status: 'ENABLED' } });
	await customer.choose('Calls of the business', 'Ring here');
	await phone.button('Call the business').click();
	const { id: own } = await event('connect');
	await phone.button('Hang up').click();
	await event('terminate');
	const session = { sdp_type: 'offer', sdp: 'v=0' };
	await api('calls', { messaging_product: 'whatsapp', to: ANN, action: 'connect', session });
	await phone.button('Answer').waitFor();
	await phone.browser.picture('call');
	await phone.button('Answer').click();
	const { id: answered } = await event('connect');
	await phone.button('Hang up').click();
	await event('terminate');
	const call = (callId: unknown, name: string, direction: string, more: Json = {}): Json => ({
		...{ kind: 'call', callId, event: name, direction },
		...more,
	});
	const status = (value: string): Json => ({ kind: 'callStatus', callId: answered, status: value, recipientId: ANN });
	return [
		call(own, 'connect', 'USER_INITIATED', { from: ANN, sdpType: 'offer' }),
		call(own, 'terminate', 'USER_INITIATED', { status: 'COMPLETED' }),
		status('RINGING'),
		status('ACCEPTED'),
		call(answered, 'connect', 'BUSINESS_INITIATED', { sdpType: 'answer' }),
		call(answered, 'terminate', 'BUSINESS_INITIATED', { status: 'COMPLETED' }),
	];
};

export const groups: Actions = async (customer) => {
	const { phone } = customer;
	const { groupId } = phone.emulator.seed;
	const backToOwnChat = async (): Promise<void> =>
		await phone.page.locator('.chat-row', { hasText: 'Ann Lee' }).filter({ hasText: 'with Acme Shop' }).click();
	await phone.button('Chat with another number or group').click();
	await customer.dialog.getByRole('button', { name: 'Plant Lovers' }).click();
	await phone.page.getByText('Group of Acme Shop').first().waitFor();
	await customer.write('Hello all');
	const id = await customer.sent('text');
	await phone.page.locator('.message', { hasText: 'Hello all' }).waitFor();
	await phone.browser.picture('group');
	await phone.page.locator('.names').click();
	await customer.inDialog('Leave group');
	await phone.heardValue(({ groups: changed }) => changed);
	await backToOwnChat();
	await phone.receive({ type: 'text', text: { body: 'Come back: https://chat.whatsapp.com/PlantLoversOfAcme00001' } });
	await phone.button('https://chat.whatsapp.com/PlantLoversOfAcme00001').click();
	await customer.inDialog('Join');
	await phone.heardValue(({ groups: changed }) => changed);
	await phone.page.getByText('Group of Acme Shop').first().waitFor();
	await phone.button('Back to chats').click();
	await backToOwnChat();
	const participants = { kind: 'groupParticipants', groupId };
	return [
		message('text', { messageId: id, text: 'Hello all', groupId }),
		{ ...participants, type: 'group_participants_remove', initiatedBy: 'participant' },
		{ ...participants, type: 'group_participants_add', addedParticipants: [{ waId: ANN }] },
	];
};
