import { ANN } from '../phone';
import { message, reply, type Actions } from './types';

export const taps: Actions = async (customer) => {
	const buttons = await customer.tap('buttons', 'Talk to us');
	await customer.sent('interactive');
	const template = await customer.tap('template', 'Call me');
	await customer.sent('button');
	const carousel = await customer.tap('carousel-replies', 'Ask', 1);
	await customer.sent('interactive');
	const cards = await customer.tap('template-carousel', 'More like this', 1);
	await customer.sent('button');
	const list = await customer.tap('list', 'Choose a time');
	await customer.dialog.getByText('9:00').click();
	await customer.inDialog('Send');
	await customer.sent('interactive');
	await customer.phone.browser.picture('taps');
	const tapped = { interactiveType: 'button_reply' };
	const row = { listId: '9', title: '9:00', text: '9:00', description: 'With Ann' };
	return [
		reply(buttons, { ...tapped, buttonId: 'Talk to us', title: 'Talk to us', text: 'Talk to us' }),
		message('button', { replyTo: template, text: 'Call me', payload: 'Call me' }),
		reply(carousel, { ...tapped, buttonId: 'Ask-1', title: 'Ask' }),
		message('button', { replyTo: cards, text: 'More like this', payload: 'more-1' }),
		reply(list, { interactiveType: 'list_reply', ...row }),
	];
};

export const forms: Actions = async (customer) => {
	const { phone } = customer;
	const flow = await customer.tap('flow', 'Book a visit');
	await customer.dialog.getByRole('textbox').fill('Tomorrow at <9>');
	await phone.browser.picture('flow');
	await customer.inDialog('Send');
	await customer.sent('interactive');
	const address = await customer.tap('address-request', 'Provide address');
	await customer.fill({
		Name: 'Ann Lee',
		'Phone number': '+911234567890',
		'PIN code': '400063',
		Address: '1 Main Street',
		City: 'Mumbai',
		State: 'MH',
	});
	await customer.inDialog('Send address');
	await customer.sent('interactive');
	const values = { name: 'Ann Lee', in_pin_code: '400063', address: '1 Main Street', city: 'Mumbai', state: 'MH' };
	const form = { interactiveType: 'nfm_reply' };
	return [
		reply(flow, { ...form, nfmReplyName: 'flow', flowResponse: { answer: 'Tomorrow at <9>' } }),
		reply(address, { ...form, nfmReplyName: 'address_message', flowResponse: { values } }),
	];
};

export const permissions: Actions = async (customer) => {
	const place = await customer.tap('location-request', 'Send location');
	await customer.inDialog('Send');
	await customer.sent('location');
	const contact = await customer.tap('contact-request', 'Share contact info');
	await customer.sent('contacts');
	const calls = await customer.tap('call-permission', 'Choose preference');
	await customer.inDialog('Allow for 7 days');
	await customer.sent('interactive');
	return [
		message('location', { replyTo: place, latitude: 37.4847, longitude: -122.1473 }),
		message('contacts', {
			replyTo: contact,
			contactsOrigin: 'contact_request',
			contacts: [{ phones: [{ phone: `+${ANN}`, waId: ANN }] }],
		}),
		reply(calls, { callPermission: 'accept', callPermissionIsPermanent: false, callPermissionSource: 'user_action' }),
	];
};
