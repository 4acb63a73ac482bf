import { client } from '../../emulator/test/helpers';
import { messageExamples } from '../../emulator/test/phone/messages';
import { addFiles } from '../../emulator/test/phone/parts';
import { accessibilityProblems } from './support/axe';
import { describeInChromium } from './support/browser';
import { ANN, PhoneInChromium } from './support/phone';

/** Another member of the group writes. */
const memberWrites = ({ emulator }: PhoneInChromium): unknown =>
	emulator.incoming({
		from: '16505550007',
		name: 'Gil',
		text: 'Which pot for a lemon tree?',
		group: emulator.seed.groupId,
	});

/** The business calls Ann, who allows it. */
async function ring({ emulator }: PhoneInChromium): Promise<void> {
	const { phoneNumberId } = emulator.seed;
	const api = client(emulator);
	await api.post(`/${phoneNumberId}/settings`, { calling: { status: 'ENABLED' } });
	const request = emulator.messages.find(({ body }) => JSON.stringify(body).includes('call_permission_request'))!;
	emulator.customer(ANN).act({ action: 'callPermission', accept: true, message: request.id });
	const session = { sdp_type: 'offer', sdp: 'v=0' };
	await api.post(`/${phoneNumberId}/calls`, { messaging_product: 'whatsapp', to: ANN, action: 'connect', session });
}

describeInChromium(__filename, "the emulator's phone", () => {
	let opened: PhoneInChromium | undefined;
	afterEach(async () => await opened?.close());

	it.each(['light', 'dark'] as const)('has no serious accessibility problem in %s colors', async (colorScheme) => {
		const phone = await PhoneInChromium.open(`phone-${colorScheme}`);
		opened = phone;
		const { page } = phone;
		const files = await addFiles(phone.emulator);
		await page.setViewportSize({ width: 1280, height: 860 });
		await page.emulateMedia({ colorScheme });
		const found: Record<string, string[]> = {};
		const check = async (place: string): Promise<void> => {
			const problems = await accessibilityProblems(page);
			if (problems.length > 0) found[place] = problems;
			await phone.browser.picture(place);
		};
		const close = async (): Promise<void> => await page.keyboard.press('Escape');
		const wanted = ['list', 'flow', 'products', 'order-details', 'address-request', 'call-permission', 'carousel'];
		for (const { name, body } of messageExamples(files)) if (wanted.includes(name)) await phone.receive(body);
		await check('chat');
		for (const [place, button] of Object.entries({
			list: 'Choose a time',
			flow: 'Book a visit',
			products: 'View items',
			order: 'Review and pay',
			address: 'Provide address',
			calls: 'Choose preference',
		})) {
			const open = phone.button(button).last();
			await open.scrollIntoViewIfNeeded();
			await open.click();
			await page.locator('dialog :is(form, .actions)').first().waitFor();
			await check(place);
			await close();
			await page.locator('dialog').waitFor({ state: 'detached' });
		}
		await phone.button('Attach').click();
		await check('attach');
		await phone.button('Attach').click();
		await phone.button('Message options').last().click();
		await check('menu');
		await phone.button('Requests and webhooks').click();
		await page.locator('.drawer pre').first().waitFor();
		await check('requests');
		await page.locator('.drawer').getByRole('button', { name: 'Close' }).click();
		await page.locator('.chat').getByRole('button', { name: 'Testing tools' }).click();
		await page.locator('.samples').first().waitFor();
		await check('testing');
		await page.locator('.drawer').getByRole('button', { name: 'Close' }).click();
		await page.locator('.names').click();
		await check('customer');
		await page.getByRole('dialog').getByLabel('Calls of the business').selectOption({ label: 'Ring here' });
		await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
		await ring(phone);
		await phone.button('Answer').waitFor();
		await check('ringing');
		await phone.button('Decline').click();
		await phone.button('Chat with another number or group').click();
		await phone.button(/^Join a group/).click();
		await page.getByLabel('Invite link').fill('https://chat.whatsapp.com/PlantLoversOfAcme00001');
		await check('join');
		await close();
		memberWrites(phone);
		await page.locator('.chat-row', { hasText: 'in the group Plant Lovers' }).click();
		await page.locator('.author', { hasText: 'Gil' }).waitFor();
		await check('group');
		await page.locator('.names').click();
		await check('about-group');
		await close();
		expect(found).toEqual({});
	});
});
