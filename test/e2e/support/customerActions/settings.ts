import { ANN } from '../phone';
import { type Actions } from './types';

export const settings: Actions = async (customer) => {
	const { phone } = customer;
	const open = async (): Promise<void> => await phone.page.locator('.names').click();
	await open();
	await customer.inDialog('Stop marketing messages');
	await phone.heardValue(({ user_preferences }) => user_preferences);
	await open();
	await customer.fill({ 'Phone number': '650 555 4321' });
	await customer.inDialog('Save');
	await customer.sent('system');
	await open();
	await customer.inDialog('Block Acme Shop');
	await phone.page.getByText('You blocked this business.').waitFor();
	await phone.browser.picture('blocked');
	return [
		{ kind: 'userPreference', from: ANN, category: 'marketing_messages', preference: 'stop' },
		{ kind: 'system', from: ANN, systemType: 'user_changed_number', newWaId: '16505554321' },
	];
};

export const newCustomer: Actions = async (customer) => {
	const { phone } = customer;
	await phone.button('Back to chats').click();
	await phone.button('Add customer').click();
	await customer.dialog.getByLabel('Name', { exact: true }).fill('Bo Berg');
	await customer.dialog.getByLabel('Country').selectOption({ label: 'Germany +49' });
	await customer.dialog.getByText('More: username').click();
	await customer.fill({ 'Phone number': '151 00000001', Username: 'bo.berg' });
	await customer.dialog.getByLabel(/^Hide the number/).check();
	await customer.inDialog('Add customer');
	await phone.page.getByText('24-hour window closed').waitFor();
	await customer.write('Hello from Berlin');
	const id = await customer.sent('text');
	await phone.page.locator('[data-window="open"]').waitFor();
	await phone.browser.picture('added');
	const who = { userId: 'US.49151000000010001', username: '@bo.berg', profileName: 'Bo Berg' };
	return [{ kind: 'message', type: 'text', messageId: id, text: 'Hello from Berlin', ...who }];
};
