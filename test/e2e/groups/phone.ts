import { randomUUID } from 'node:crypto';
import type { N8nGeneration } from '../../../scripts/n8n/install';
import type { SavedCredential, WorkflowDefinition, WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { png } from '../../../emulator/test/phone/files';
import { Browser } from '../support/browser';
import { ACTION, TRIGGER, type TestEnvironment } from '../support/testEnvironment';
import { byId } from '../support/workflows';

type Json = Record<string, unknown>;

const LIMIT_MS = 180_000;

/** What the customer's message is about: the ID of what was tapped, the text, or the type. */
const KEY =
	"={{ $json.buttonId || $json.listId || ($json.flowResponse ? 'flow' : $json.type === 'text' ? $json.text : $json.type) }}";

/** A bot of a restaurant: it responds to each kind of message, and asks twice within one execution. */
function bot({ emulator }: TestEnvironment, { id, name, type }: SavedCredential, picture: string): WorkflowDefinition {
	const credentials = { [type]: { id, name } };
	const step = (stepName: string, parameters: Json): WorkflowNode => ({
		name: stepName,
		type: ACTION,
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			resource: 'message',
			operation: 'send',
			phoneNumberId: byId(emulator.seed.phoneNumberId),
			recipientPhoneNumber: "={{ $('WhatsApp Trigger').first().json.from }}",
			...parameters,
		},
		credentials,
	});
	const text = (stepName: string, textBody: string): WorkflowNode => step(stepName, { messageType: 'text', textBody });
	const ask = (stepName: string, parameters: Json): WorkflowNode =>
		step(stepName, { operation: 'sendAndWait', ...parameters });
	const buttons = ['Menu', 'Book a table'].map((title) => ({ title, id: title }));
	const rows = ['18:00', '19:00', '20:00'].map((title) => ({ title, id: title, description: 'Table for two' }));
	const responses: Array<[key: string, ...steps: WorkflowNode[]]> = [
		['Hi', step('Help', { messageType: 'button', textBody: 'How can we help?', buttons: { button: buttons } })],
		[
			'Menu',
			step('Menu', {
				messageType: 'image',
				mediaPath: 'useMediaId',
				mediaId: picture,
				additionalFields: { mediaCaption: 'Our menu of *today*' },
			}),
		],
		[
			'Book a table',
			step('Times', {
				messageType: 'list',
				textBody: 'When would you like to come?',
				buttonText: 'See times',
				sections: { section: [{ title: 'Tonight', rows: { row: rows } }] },
			}),
		],
		[
			'19:00',
			step('Form', {
				messageType: 'flow',
				textBody: 'Which name shall we write on the table?',
				buttonText: 'Fill in',
				flow: { __rl: true, mode: 'name', value: 'table_booking' },
				flowMode: 'published',
				flowAction: 'navigate',
				flowScreen: 'BOOKING',
			}),
		],
		[
			'flow',
			ask('Confirm', {
				message: 'Shall we book the table?',
				answerBy: 'buttons',
				approvalOptions: { values: { approvalType: 'double' } },
			}),
			text('Booked', "={{ $json.data.approved ? 'Your table is booked.' : 'No table is booked.' }}"),
			ask('Wishes', { message: 'Any wishes?', responseType: 'freeText', answerBy: 'nextMessage' }),
			text('Noted', '={{ "Noted: " + $json.data.text }}'),
		],
		['image', text('Picture', 'What a nice picture!')],
		['location', text('Place', '={{ "You are at " + $json.locationName + ", ten minutes from here." }}')],
		['Bye', text('Goodbye', 'See you tonight!')],
	];
	const rule = (key: string): Json => ({
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{ id: randomUUID(), leftValue: KEY, rightValue: key, operator: { type: 'string', operation: 'equals' } },
			],
			combinator: 'and',
		},
	});
	const trigger: WorkflowNode = {
		name: 'WhatsApp Trigger',
		type: TRIGGER,
		typeVersion: 2,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: { updates: ['messages'], options: {} },
		credentials,
	};
	const choice: WorkflowNode = {
		name: 'What is it?',
		type: 'n8n-nodes-base.switch',
		typeVersion: 3.2,
		position: [220, 0],
		parameters: { rules: { values: responses.map(([key]) => rule(key)) }, options: {} },
	};
	const to = (node: WorkflowNode) => [{ node: node.name, type: 'main', index: 0 }];
	const connections: WorkflowDefinition['connections'] = {
		[trigger.name]: { main: [to(choice)] },
		[choice.name]: { main: responses.map(([, first]) => to(first)) },
	};
	for (const [, ...steps] of responses)
		steps.slice(1).forEach((next, index) => (connections[steps[index].name] = { main: [to(next)] }));
	const placed = responses.flatMap(([, ...steps], row) =>
		steps.map((node, column) => ({
			...node,
			position: [440 + column * 220, (row - 4) * 160] as [number, number],
		})),
	);
	return { name: 'Restaurant bot', nodes: [trigger, choice, ...placed], connections };
}

/** A customer talks with a workflow on the emulator's phone, in a browser. */
export const phone =
	(kind: N8nGeneration) =>
	(env: () => TestEnvironment): void => {
		describe("a bot on the emulator's phone", () => {
			let browser: Browser;
			let workflow: string | undefined;
			beforeAll(async () => {
				browser = await Browser.open(`bot-${kind}`, { width: 420, height: 760 });
			});
			afterEach(async () => {
				if (workflow !== undefined) await env().rest.unpublish(workflow);
			});
			afterAll(async () => await browser?.close());

			/** Publishes the bot, adds a customer, and opens the chat. */
			const openChat = async (): Promise<void> => {
				const { rest, emulator, credentialData } = env();
				const { id: appId, secret: appSecret } = emulator.seed.app;
				const data = { ...credentialData, appId, appSecret };
				const credential = await rest.createCredential('WhatsApp account of the bot', 'whatsAppBusinessCloudApi', data);
				const { id: picture } = await emulator.addMedia({
					mimeType: 'image/png',
					content: png(),
					fileName: 'menu.png',
				});
				workflow = await rest.createWorkflow(bot(env(), credential, picture));
				await rest.publish(workflow);
				const { page } = browser;
				await page.goto(`${emulator.url}/phone`);
				await page.getByRole('button', { name: 'Add customer' }).first().click();
				await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Ann Lee');
				await page.getByRole('dialog').getByLabel('Phone number').fill('650 555 1234');
				await page.getByRole('dialog').getByRole('button', { name: 'Add customer' }).click();
				await page.locator('.composer').waitFor();
			};
			/** Waits for a response of the bot, and until n8n knows that it was read, as when a person takes time to read. */
			const heard = async (words: string, step: string): Promise<void> => {
				const message = browser.page.locator('.message.business', { hasText: words });
				await message.waitFor();
				const id = JSON.stringify(await message.getAttribute('data-id'));
				await waitFor(`n8n to hear that '${words}' was read`, () => {
					const all = env().emulator.webhooks.filter(({ status }) => status === 200);
					const texts = all.map(({ body }) => JSON.stringify(body)).filter((body) => body.includes(id));
					return texts.some((body) => body.includes('"status":"read"')) ? true : undefined;
				});
				await browser.picture(step);
			};
			const write = async (text: string): Promise<void> => {
				await browser.page.getByRole('textbox', { name: 'Message' }).fill(text);
				await browser.page.keyboard.press('Enter');
			};
			const tap = async (name: string): Promise<void> =>
				await browser.page.getByRole('button', { name, exact: true }).last().click();

			it(
				'converses for ten turns with buttons, list, picture, Flow, and Send and Wait',
				async () => {
					await openChat();
					const { page } = browser;
					const dialog = page.getByRole('dialog');
					await write('Hi');
					await heard('How can we help?', 'buttons');
					await tap('Menu');
					await heard('Our menu of today', 'picture');
					await tap('Book a table');
					await heard('When would you like to come?', 'list');
					await tap('See times');
					await dialog.getByText('19:00').click();
					await dialog.getByRole('button', { name: 'Send' }).click();
					await heard('Which name shall we write', 'flow');
					await tap('Fill in');
					await dialog.getByRole('textbox').fill('Ann');
					await browser.picture('filled-in');
					await dialog.getByRole('button', { name: 'Send' }).click();
					await heard('Shall we book the table?', 'send-and-wait');
					await tap('✓ Approve');
					await heard('Your table is booked.', 'approved');
					await heard('Any wishes?', 'question');
					await write('No nuts, please');
					await heard('Noted: No nuts, please', 'answer');
					await tap('Attach');
					await page
						.getByLabel('Photo', { exact: true })
						.setInputFiles({ name: 'dog.png', mimeType: 'image/png', buffer: png() });
					await heard('What a nice picture!', 'photo');
					await tap('Attach');
					await tap('Location');
					await dialog.getByLabel('Name').fill('City park');
					await dialog.getByRole('button', { name: 'Send' }).click();
					await heard('You are at City park, ten minutes from here.', 'location');
					await write('Bye');
					await heard('See you tonight!', 'end');

					const { rest } = env();
					const executions = await waitFor('all executions to end', async () => {
						const all = await rest.executions(workflow!);
						return all.every(({ status }) => status === 'success' || status === 'error') ? all : undefined;
					});
					// The tap on Approve and the answer continued the execution of the Flow's response.
					expect(executions.map(({ status }) => status)).toEqual(Array(8).fill('success'));
				},
				LIMIT_MS,
			);
		});
	};
