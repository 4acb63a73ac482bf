import { png, voice } from '../../../../emulator/test/phone/files';
import { message, type Actions } from './types';

export const writing: Actions = async (customer) => {
	const { phone } = customer;
	await customer.write('Good morning');
	const first = await customer.sent('text');
	await customer.write('Is it ther?');
	const second = await customer.sent('text');
	const received = await phone.receive({ type: 'text', text: { body: 'Yes, come by.' } });
	const wamid = (await received.getAttribute('data-id'))!;
	await customer.menu(wamid, 'Reply');
	await customer.write('Thanks');
	const third = await customer.sent('text');
	await customer.menu(wamid, 'React with 👍');
	const reaction = await customer.sent('reaction');
	await customer.menu(second, 'Edit');
	await customer.dialog.getByLabel('Message').fill('Is it there?');
	await customer.inDialog('Save');
	const edit = await customer.sent('edit');
	await customer.menu(first, 'Delete for everyone');
	const revoke = await customer.sent('revoke');
	await phone.browser.picture('text');
	return [
		message('text', { messageId: first, text: 'Good morning' }),
		message('text', { messageId: second, text: 'Is it ther?' }),
		message('text', { messageId: third, text: 'Thanks', replyTo: wamid, replyToFrom: '16315558100' }),
		message('reaction', { messageId: reaction, reactionEmoji: '👍', reactionMessageId: wamid, reactionRemoved: false }),
		message('edit', { messageId: edit, text: 'Is it there?', editedType: 'text', editedMessageId: second }),
		message('revoke', { messageId: revoke, revokedMessageId: first }),
	];
};

export const files: Actions = async (customer) => {
	const { phone } = customer;
	await customer.attach('Photo', { name: 'shoes.png', mimeType: 'image/png', buffer: png() });
	const image = await customer.sentFile('image');
	const pdf = { name: 'order <b>7</b>.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') };
	await customer.attach('Document', pdf);
	const document = await customer.sentFile('document');
	await customer.attach('Voice message from file', { name: 'voice.ogg', mimeType: 'audio/ogg', buffer: voice() });
	const chosen = await customer.sentFile('audio');
	await phone.button('Record a voice message').click();
	await phone.button('Stop and send').click();
	const recorded = await customer.sentFile('audio');
	expect(phone.emulator.findMedia(recorded.mediaId)).toMatchObject({ mimeType: 'audio/ogg', isOpus: true });
	await phone.browser.picture('files');
	const opus = { mimeType: 'audio/ogg; codecs=opus', voice: true };
	return [
		message('image', { ...image, mimeType: 'image/png' }),
		message('document', { ...document, mimeType: 'application/pdf', fileName: pdf.name }),
		message('audio', { ...chosen, ...opus }),
		message('audio', { ...recorded, ...opus }),
	];
};

export const places: Actions = async (customer) => {
	const { phone } = customer;
	await phone.button('Attach').click();
	await phone.button('Location').click();
	await customer.inDialog('Use current location');
	await phone.page.waitForFunction(() => document.querySelector<HTMLInputElement>('dialog input')?.value === '52.52');
	await customer.fill({ Name: 'At home' });
	await customer.inDialog('Send');
	await customer.sent('location');
	await phone.button('Attach').click();
	await phone.button('Contact').click();
	await customer.fill({ Name: 'Jessica Vega', 'Phone number': '+1 650 555 9876' });
	await customer.inDialog('Send');
	await customer.sent('contacts');
	return [
		message('location', { latitude: 52.52, longitude: 13.405, locationName: 'At home' }),
		message('contacts', {
			contactsOrigin: 'other',
			contacts: [
				{
					name: { formattedName: 'Jessica Vega', firstName: 'Jessica Vega' },
					phones: [{ phone: '+16505559876', waId: '16505559876', type: 'CELL' }],
				},
			],
		}),
	];
};
