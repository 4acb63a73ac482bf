import { addFiles, sendTo, type Files } from '../../emulator/test/phone/parts';
import { describeInChromium } from './support/browser';
import { ANN, PhoneInChromium } from './support/phone';

describeInChromium(__filename, "messages on the emulator's phone", () => {
	let phone: PhoneInChromium;
	let files: Files;
	const errors: string[] = [];
	beforeAll(async () => {
		phone = await PhoneInChromium.open('phone');
		files = await addFiles(phone.emulator);
		phone.page.on('pageerror', ({ message }) => errors.push(message));
		phone.page.on('console', (message) => {
			if (message.type() === 'error') errors.push(message.text());
		});
	});
	afterAll(async () => await phone?.close());
	afterEach(() => expect(errors.splice(0)).toEqual([]));

	it('shows a reply with what it quotes, and reactions of both sides', async () => {
		const id = phone.emulator.incoming({ from: ANN, text: 'Is my order on its way?' });
		await phone.message(id).waitFor();
		await sendTo(phone.emulator, ANN, { type: 'reaction', reaction: { message_id: id, emoji: '👍' } });
		await phone.message(id).getByRole('img', { name: 'Reactions: 👍' }).waitFor();
		const reply = await phone.receive({
			type: 'text',
			text: { body: 'It arrives today.' },
			context: { message_id: id },
		});
		expect(await reply.locator('.quote').textContent()).toContain('Is my order on its way?');
		await reply.getByRole('button', { name: 'Message options' }).click();
		await phone.button('React with 🙏').click();
		await reply.getByRole('img', { name: 'Reactions: 🙏' }).waitFor();
		await phone.browser.picture('reactions');
	});

	it('shows HTML in every text as text', async () => {
		const html = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>';
		const header = { type: 'document', document: { id: files.document, filename: `${html}.pdf` } };
		const texts = await phone.receive({
			type: 'interactive',
			interactive: {
				type: 'button',
				header,
				body: { text: `*${html}*` },
				footer: { text: html.slice(0, 60) },
				action: { buttons: [{ type: 'reply', reply: { id: html, title: '<b>Bold</b><hr>' } }] },
			},
		});
		expect(await texts.locator('.words').textContent()).toBe(html);
		expect(await texts.locator('.file b').textContent()).toBe(`${html}.pdf`);
		await texts.getByRole('button', { name: '<b>Bold</b><hr>' }).click();
		expect(await phone.heard('interactive')).toMatchObject({
			interactive: { button_reply: { id: html, title: '<b>Bold</b><hr>' } },
		});
		phone.emulator.addTemplate({
			name: 'hostile',
			language: 'en_US',
			category: 'UTILITY',
			status: 'APPROVED',
			parameter_format: 'POSITIONAL',
			components: [
				{ type: 'HEADER', format: 'TEXT', text: '<i>Head</i>' },
				{ type: 'BODY', text: `${html} {{1}}` },
			],
		});
		const components = [{ type: 'body', parameters: [{ type: 'text', text: html }] }];
		const template = { name: 'hostile', language: { code: 'en_US' }, components };
		const sent = await phone.receive({ type: 'template', template });
		expect(await sent.locator('.header').textContent()).toBe('<i>Head</i>');
		expect(await sent.locator('.words').textContent()).toBe(`${html} ${html}`);
		phone.emulator.incoming({ from: '16505559999', text: html, name: html.slice(0, 60) });
		await phone.button('Back to chats').click();
		const row = phone.page.locator('.chat-row').filter({ has: phone.page.locator('b', { hasText: '<img' }) });
		expect(await row.locator('.last').textContent()).toBe(html);
		await phone.browser.picture('hostile');
		expect(await phone.page.evaluate(() => 'harmed' in window)).toBe(false);
		expect(await phone.page.locator('#phone script, #phone img[src=x]').count()).toBe(0);
		await phone.page.locator('.chat-row', { hasText: 'Ann Lee' }).click();
		await phone.page.locator('.message').first().waitFor();
	});
});
