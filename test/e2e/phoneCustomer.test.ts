import { voice, png } from '../../emulator/test/phone/files';
import { messageExamples } from '../../emulator/test/phone/messages';
import { addFiles, type Example, type Json } from '../../emulator/test/phone/parts';
import { otherTemplates, templateExamples } from '../../emulator/test/phone/templates';
import { describeInChromium } from './support/browser';
import { ANN, PhoneInChromium } from './support/phone';

describeInChromium(__filename, "what customers do on the emulator's phone", () => {
	let phone: PhoneInChromium;
	let examples: Example[];
	beforeAll(async () => {
		phone = await PhoneInChromium.open('customer');
		await phone.page.context().grantPermissions(['microphone', 'geolocation', 'clipboard-read', 'clipboard-write']);
		await phone.page.context().setGeolocation({ latitude: 52.52, longitude: 13.405 });
		const files = await addFiles(phone.emulator);
		examples = [...messageExamples(files), ...templateExamples(files), ...otherTemplates(files)];
	});
	afterAll(async () => await phone?.close());

	const example = (name: string): Json => examples.find((one) => one.name === name)!.body;
	const write = async (text: string): Promise<void> => {
		await phone.page.getByRole('textbox', { name: 'Message' }).fill(text);
		await phone.page.keyboard.press('Enter');
	};
	const menu = async (id: string, choice: string): Promise<void> => {
		await phone.message(id).getByRole('button', { name: 'Message options' }).click();
		await phone.message(id).getByRole('button', { name: choice }).click();
	};
	const dialog = () => phone.page.getByRole('dialog');
	const inDialog = async (button: string): Promise<void> =>
		await dialog().getByRole('button', { name: button, exact: true }).click();
	const attach = async (label: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
		await phone.button('Attach').click();
		await phone.page.getByLabel(label, { exact: true }).setInputFiles(file);
	};

	it('write, reply, react, edit and delete', async () => {
		await write('Good morning');
		const { id } = await phone.heard('text');
		const { id: own } = await (async () => {
			await write('Is it ther?');
			return await phone.heard('text');
		})();
		await phone.receive({ type: 'text', text: { body: 'Yes, come by.' } });
		const message = phone.page.locator('.message.business').last();
		const wamid = (await message.getAttribute('data-id'))!;
		await menu(wamid, 'Reply');
		await write('Thanks');
		expect(await phone.heard('text')).toMatchObject({
			from: ANN,
			text: { body: 'Thanks' },
			context: { from: '16315558100', id: wamid },
		});
		await menu(wamid, 'React with 👍');
		expect(await phone.heard('reaction')).toMatchObject({ reaction: { message_id: wamid, emoji: '👍' } });
		await menu(String(own), 'Edit');
		await dialog().getByLabel('Message').fill('Is it there?');
		await inDialog('Save');
		expect(await phone.heard('edit')).toMatchObject({
			edit: { original_message_id: own, message: { type: 'text', text: { body: 'Is it there?' } } },
		});
		await menu(String(id), 'Delete for everyone');
		expect(await phone.heard('revoke')).toMatchObject({ revoke: { original_message_id: id } });
		await phone.browser.picture('text');
	});

	it('send files, and a voice message that they record', async () => {
		await attach('Photo', { name: 'shoes.png', mimeType: 'image/png', buffer: png() });
		expect(await phone.heard('image')).toMatchObject({ image: { mime_type: 'image/png' } });
		await attach('Document', { name: 'order <b>7</b>.pdf', mimeType: 'application/pdf', buffer: Buffer.from('x') });
		expect(await phone.heard('document')).toMatchObject({ document: { filename: 'order <b>7</b>.pdf' } });
		await attach('Voice message from file', { name: 'voice.ogg', mimeType: 'audio/ogg', buffer: voice() });
		expect(await phone.heard('audio')).toMatchObject({ audio: { voice: true, mime_type: 'audio/ogg; codecs=opus' } });
		await phone.button('Record a voice message').click();
		await phone.button('Stop and send').click();
		const { audio } = (await phone.heard('audio')) as { audio: { id: string; voice: boolean } };
		expect(audio.voice).toBe(true);
		expect(phone.emulator.findMedia(audio.id)).toMatchObject({ mimeType: 'audio/ogg', isOpus: true });
		await phone.browser.picture('files');
	});

	it('send a location and a contact', async () => {
		await phone.button('Attach').click();
		await phone.button('Location').click();
		await inDialog('Use current location');
		await phone.page.waitForFunction(() => document.querySelector<HTMLInputElement>('dialog input')?.value === '52.52');
		await dialog().getByLabel('Name').fill('At home');
		await inDialog('Send');
		expect(await phone.heard('location')).toMatchObject({
			location: { latitude: 52.52, longitude: 13.405, name: 'At home' },
		});
		await phone.button('Attach').click();
		await phone.button('Contact').click();
		await dialog().getByLabel('Name').fill('Jessica Vega');
		await dialog().getByLabel('Phone number').fill('+1 650 555 9876');
		await inDialog('Send');
		expect(await phone.heard('contacts')).toMatchObject({
			contacts: [{ name: { formatted_name: 'Jessica Vega' }, phones: [{ phone: '+16505559876' }] }],
		});
	});

	it('tap buttons of messages, templates and cards, and choose from a list', async () => {
		await (await phone.receive(example('buttons'))).getByRole('button', { name: 'Talk to us' }).click();
		expect(await phone.heard('interactive')).toMatchObject({ interactive: { button_reply: { id: 'Talk to us' } } });
		await (await phone.receive(example('template'))).getByRole('button', { name: 'Call me' }).click();
		expect(await phone.heard('button')).toMatchObject({ button: { text: 'Call me' } });
		const carousel = await phone.receive(example('carousel-replies'));
		await carousel.getByRole('button', { name: 'Ask' }).nth(1).click();
		expect(await phone.heard('interactive')).toMatchObject({ interactive: { button_reply: { id: 'Ask-1' } } });
		const cards = await phone.receive(example('template-carousel'));
		await cards.getByRole('button', { name: 'More like this' }).nth(1).click();
		expect(await phone.heard('button')).toMatchObject({ button: { payload: 'more-1' } });
		await (await phone.receive(example('list'))).getByRole('button', { name: 'Choose a time' }).click();
		await dialog().getByText('9:00').click();
		await inDialog('Send');
		expect(await phone.heard('interactive')).toMatchObject({
			interactive: { list_reply: { id: '9', title: '9:00', description: 'With Ann' } },
		});
		await phone.browser.picture('taps');
	});

	it('go through a Flow', async () => {
		await (await phone.receive(example('flow'))).getByRole('button', { name: 'Book a visit' }).click();
		await dialog().getByRole('textbox').fill('Tomorrow at <9>');
		await phone.browser.picture('flow');
		await inDialog('Send');
		const { interactive } = (await phone.heard('interactive')) as { interactive: { nfm_reply: Json } };
		expect(interactive.nfm_reply).toMatchObject({ name: 'flow' });
		expect(String(interactive.nfm_reply.response_json)).toContain('Tomorrow at <9>');
	});

	it('answer requests for address, location, contact and calls', async () => {
		await (await phone.receive(example('address-request'))).getByRole('button', { name: 'Provide address' }).click();
		const values = {
			Name: 'Ann Lee',
			'Phone number': '+911234567890',
			'PIN code': '400063',
			Address: '1 Main Street',
			City: 'Mumbai',
			State: 'MH',
		};
		for (const [label, value] of Object.entries(values)) await dialog().getByLabel(label, { exact: true }).fill(value);
		await inDialog('Send address');
		const { interactive } = (await phone.heard('interactive')) as { interactive: { nfm_reply: Json } };
		expect(JSON.parse(String(interactive.nfm_reply.response_json))).toMatchObject({ values: { city: 'Mumbai' } });
		await (await phone.receive(example('location-request'))).getByRole('button', { name: 'Send location' }).click();
		await inDialog('Send');
		expect(await phone.heard('location')).toMatchObject({ location: { latitude: 37.4847 } });
		await (await phone.receive(example('contact-request'))).getByRole('button', { name: 'Share contact info' }).click();
		expect(await phone.heard('contacts')).toMatchObject({ contacts: [{ phones: [{ wa_id: ANN }] }] });
		await (await phone.receive(example('call-permission'))).getByRole('button', { name: 'Choose preference' }).click();
		await inDialog('Allow for 7 days');
		expect(await phone.heard('interactive')).toMatchObject({
			interactive: { call_permission_reply: { response: 'accept', is_permanent: false } },
		});
	});

	it('order, ask about a product, pay, and copy a code', async () => {
		await (await phone.receive(example('products'))).getByRole('button', { name: 'View items' }).click();
		await dialog().getByRole('button', { name: 'Add Lemon tree' }).click();
		await inDialog('Send order ($69.00)');
		expect(await phone.heard('order')).toMatchObject({
			order: { product_items: [{ product_retailer_id: 'lemon-tree', quantity: 1, item_price: 69 }] },
		});
		await (await phone.receive(example('product'))).getByRole('button', { name: 'View' }).click();
		await inDialog('Ask about it');
		expect(await phone.heard('text')).toMatchObject({
			context: { referred_product: { product_retailer_id: 'di9ozbzfi4' } },
		});
		await (await phone.receive(example('order-details'))).getByRole('button', { name: 'Review and pay' }).click();
		await inDialog('Pay');
		const payment = await phone.heardValue(({ statuses }) =>
			(statuses as Json[] | undefined)?.find(({ type }) => type === 'payment'),
		);
		expect(payment).toMatchObject({ status: 'captured', payment: { reference_id: 'A-2044' } });
		await (await phone.receive(example('template-password'))).getByRole('button', { name: 'Copy code' }).click();
		await phone.page.getByText('Copied: 482913').waitFor();
		expect(await phone.page.evaluate(async () => await navigator.clipboard.readText())).toBe('482913');
	});

	it('stop marketing, change their number, and block the business', async () => {
		const settings = async (): Promise<void> => await phone.page.locator('.names').click();
		await settings();
		await inDialog('Stop marketing messages');
		const preference = await phone.heardValue(({ user_preferences }) => user_preferences as Json[] | undefined);
		expect(preference).toMatchObject([{ wa_id: ANN, category: 'marketing_messages', value: 'stop' }]);
		await settings();
		await dialog().getByLabel('Phone number').fill('650 555 9999');
		await inDialog('Save');
		expect(await phone.heard('system')).toMatchObject({
			from: ANN,
			system: { type: 'user_changed_number', wa_id: '16505559999' },
		});
		await settings();
		await inDialog('Block Acme Shop');
		await phone.page.getByText('You blocked this business.').waitFor();
		await phone.browser.picture('blocked');
	});

	it('are added, with a username and a hidden number, and write first', async () => {
		await phone.button('Back to chats').click();
		await phone.button('Add customer').click();
		await dialog().getByLabel('Name', { exact: true }).fill('Bo Berg');
		await dialog().getByLabel('Country').selectOption({ label: 'Germany +49' });
		await dialog().getByLabel('Phone number').fill('151 00000001');
		await dialog().getByLabel('Username').fill('bo.berg');
		await dialog()
			.getByLabel(/^Hide the number/)
			.check();
		await inDialog('Add customer');
		await phone.page.getByText('24-hour window closed').waitFor();
		await write('Hello from Berlin');
		const message = await phone.heard('text');
		expect(message).toMatchObject({ text: { body: 'Hello from Berlin' }, from_user_id: 'US.49151000000010001' });
		expect(message).not.toHaveProperty('from');
		await phone.page.locator('[data-window="open"]').waitFor();
		await phone.browser.picture('added');
	});
});
