import { waitFor } from '../../../scripts/n8n/wait';
import type { WorkflowNode } from '../../../scripts/n8n/rest';
import { Browser } from '../support/browser';
import { editorForm, login, withScreenshotOnFailure } from '../support/editorForm';
import type { TestEnvironment } from '../support/testEnvironment';
import { byId, chain, whatsApp } from '../support/workflows';

/** A PNG of one pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The first and last fields of every form of Message > Send and Send Template. */
const BEFORE = ['Credential', 'Resource', 'Operation', 'Send From', 'Sender Phone Number', 'Recipient'];
const AFTER = ['Simplify', 'Include Input Fields', 'Options', 'Large Runs', 'Network'];

const start: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Steps that output one item with a file in the field `data`. */
function file(content: string, fileName: string, mimeType: string): WorkflowNode[] {
	return [
		{
			name: 'Content',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [0, 0],
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ content, name: 'Ann' }), options: {} },
		},
		{
			name: 'File',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: {
				operation: 'toBinary',
				sourceProperty: 'content',
				binaryPropertyName: 'data',
				options: { fileName, mimeType },
			},
		},
	];
}

const picture = file(PIXEL, 'bread.png', 'image/png');
const invoice = file(Buffer.from('%PDF-1.4 Invoice 118').toString('base64'), 'invoice.pdf', 'application/pdf');

/** Messages that are built with mouse and keyboard in n8n's editor: without JSON, and without irrelevant fields. */
export function forms(env: () => TestEnvironment): void {
	describe('forms in the editor', () => {
		let browser: Browser;
		const { field, fill, add, addField, choose, pick, shown, open: openNode } = editorForm(() => browser, env);
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		/** Opens a new workflow with an empty form of ours. */
		const openEmpty = async (name: string, operation: string, before: WorkflowNode[], more: object = {}) => {
			const { rest, emulator } = env();
			const step = whatsApp(env(), 'WhatsApp', {
				resource: 'message',
				operation,
				phoneNumberId: byId(emulator.seed.phoneNumberId),
				...more,
			});
			const id = await rest.createWorkflow(chain(name, [start, ...before, step]));
			await openNode(id, 'WhatsApp');
			await field('recipientPhoneNumber').waitFor();
		};
		const open = async (name: string, operation: string, before: WorkflowNode[]) => {
			await openEmpty(name, operation, before);
			await fill('recipientPhoneNumber', '+1 (650) 555-1234');
		};

		/** Runs the workflow up to our step. @returns the message that the emulator accepted, as received */
		const send = async (name: string): Promise<unknown> => {
			const { emulator } = env();
			await browser.picture(`${name}-filled-in`);
			await browser.byTestId('node-execute-button').click();
			await browser.byTestId('node-run-status-success').waitFor();
			await browser.picture(`${name}-sent`);
			expect(emulator.messages).toHaveLength(1);
			return emulator.requests.find(({ path }) => path.endsWith('/messages'))?.body;
		};

		beforeAll(async () => {
			// Tall enough for a complete form in one screenshot.
			browser = await login(Browser.open('forms', { width: 1440, height: 1900 }), env());
		});
		afterAll(async () => await browser?.close());

		itWithScreenshot('sends a text to a group from the list', async () => {
			const recipientPhoneNumber = { __rl: true, mode: 'list', value: '' };
			await openEmpty('A group', 'send', [], { recipientPhoneNumber });
			await pick('recipientPhoneNumber', 'Plant Lovers');
			await fill('textBody', 'Repotting on Sunday');
			const { groupId } = env().emulator.seed;
			expect(await send('group')).toMatchObject({ to: groupId, recipient_type: 'group' });
		});

		itWithScreenshot('sends a template from several numbers, selected from a list', async () => {
			const [first, second] = env().emulator.seed.phoneNumbers;
			await openEmpty('A pool', 'sendTemplate', [], {
				template: { __rl: true, mode: 'name', value: 'hello_world|en_US' },
			});
			await fill('recipientPhoneNumber', '+1 (650) 555-1234');
			await choose('sendFrom', 'Several Numbers (Pool)');
			for (const { displayPhoneNumber, verifiedName } of [first, second]) {
				const label = browser.page.getByText(`${displayPhoneNumber} - ${verifiedName} - quality green`, {
					exact: true,
				});
				const option = browser.page.getByRole('option').filter({ has: label });
				// n8n closes the list when the options arrive.
				await waitFor('the option', async () => {
					if (!(await option.isVisible())) await field('phoneNumberIds').click();
					return await option.click({ timeout: 2000 }).then(
						() => true,
						() => undefined,
					);
				});
			}
			await browser.page.keyboard.press('Escape');
			expect((await shown()).slice(0, 6)).toEqual([
				...BEFORE.slice(0, 4),
				'Sender Phone Number Names or IDs',
				'Recipient',
			]);
			expect(await send('pool')).toMatchObject({ to: '+16505551234', template: { name: 'hello_world' } });
			expect([first.id, second.id]).toContain(env().emulator.messages[0].phoneNumberId);
		});

		itWithScreenshot('sends a product of a catalog, both from lists', async () => {
			await open('A product', 'send', []);
			await choose('messageType', 'Single Product');
			await pick('catalogId', 'Acme Garden');
			await pick('productRetailerId', 'Lemon tree');
			expect(await send('product')).toMatchObject({
				interactive: { type: 'product', action: { catalog_id: '194836987003835', product_retailer_id: 'lemon-tree' } },
			});
		});

		itWithScreenshot('sends a list', async () => {
			await open('A list', 'send', []);
			await choose('messageType', 'List');
			await fill('textBody', 'What would you like?');
			await fill('buttonText', 'See the bread');
			await fill('title', 'Today');
			await fill('title', 'Rye', 1);
			await fill('description', 'Baked overnight');
			await fill('id', 'rye');
			await add('Row');
			await fill('title', 'Spelt', 2);
			await addField('Header Text');
			await fill('headerText', 'Bakery');
			await addField('Footer');
			await fill('footerText', 'Open until six');
			const row = ['Title', 'Description', 'ID'];
			const own = [
				'Text',
				'Button Text',
				'Define Sections',
				'Sections',
				'Title',
				'Rows',
				...row,
				...row,
				// The editor lists added fields in the order of the list of fields.
				'Additional Fields',
				'Footer',
				'Header Text',
			];
			expect(await shown()).toEqual([...BEFORE, 'Message Type', ...own, ...AFTER]);

			expect(await send('list')).toEqual({
				messaging_product: 'whatsapp',
				to: '+16505551234',
				type: 'interactive',
				interactive: {
					type: 'list',
					header: { type: 'text', text: 'Bakery' },
					body: { text: 'What would you like?' },
					footer: { text: 'Open until six' },
					action: {
						button: 'See the bread',
						sections: [
							{
								title: 'Today',
								rows: [
									{ id: 'rye', title: 'Rye', description: 'Baked overnight' },
									{ id: 'Spelt', title: 'Spelt' },
								],
							},
						],
					},
				},
			});
		});

		itWithScreenshot('sends a flow selected from the list', async () => {
			await open('A flow', 'send', []);
			await choose('messageType', 'Flow');
			await fill('textBody', 'Book a table in less than a minute');
			await fill('buttonText', 'Book a table');
			await pick('flow', 'table_booking - published');
			await pick('flowScreen', 'Book a table (BOOKING)');
			await browser.byTestId('empty-fields-notice').getByText('The screen Book a table takes no data.').waitFor();
			const own = [
				'Text',
				'Button Text',
				'Flow',
				'Flow Mode',
				'Flow Action',
				'First Screen',
				'Opening Data',
				'Additional Fields',
			];
			expect(await shown()).toEqual([...BEFORE, 'Message Type', ...own, ...AFTER]);

			expect(await send('flow')).toEqual({
				messaging_product: 'whatsapp',
				to: '+16505551234',
				type: 'interactive',
				interactive: {
					type: 'flow',
					body: { text: 'Book a table in less than a minute' },
					action: {
						name: 'flow',
						parameters: {
							flow_message_version: '3',
							flow_id: '1434689960874242',
							flow_cta: 'Book a table',
							flow_action: 'navigate',
							flow_action_payload: { screen: 'BOOKING' },
						},
					},
				},
			});
		});

		itWithScreenshot('sends reply buttons below an image from the input', async () => {
			await open('Reply buttons', 'send', picture);
			await choose('messageType', 'Reply Buttons');
			const button = ['Title', 'ID'];
			expect(await shown()).toEqual([
				...BEFORE,
				'Message Type',
				'Text',
				'Define Buttons',
				'Buttons',
				...button,
				'Additional Fields',
				...AFTER,
			]);
			await fill('textBody', 'Fresh bread at six?');
			await fill('title', 'Yes, please');
			await fill('id', 'yes');
			await add('Button');
			await fill('title', 'Not today', 1);
			await addField('Header File');
			await choose('headerMediaPath', 'Input Data');
			const header = ['Header File', 'Header Type', 'Take Header File From', 'Input Data Field Name'];
			const own = ['Text', 'Define Buttons', 'Buttons', ...button, ...button, 'Additional Fields', ...header];
			expect(await shown()).toEqual([...BEFORE, 'Message Type', ...own, ...AFTER]);

			expect(await send('reply-buttons')).toEqual({
				messaging_product: 'whatsapp',
				to: '+16505551234',
				type: 'interactive',
				interactive: {
					type: 'button',
					header: { type: 'image', image: { id: expect.stringMatching(/^\d+$/) } },
					body: { text: 'Fresh bread at six?' },
					action: {
						buttons: [
							{ type: 'reply', reply: { id: 'yes', title: 'Yes, please' } },
							{ type: 'reply', reply: { id: 'Not today', title: 'Not today' } },
						],
					},
				},
			});
		});

		itWithScreenshot('sends a carousel of images from the input', async () => {
			await open('A carousel', 'send', picture);
			await choose('messageType', 'Media Carousel');
			await fill('textBody', 'Fresh from the oven');
			for (const [place, bread] of ['Rye', 'Spelt'].entries()) {
				await choose('headerMediaPath', 'Input Data', place);
				// The message has a text of the same name above the cards.
				await fill('textBody', bread, place + 1);
				await fill('buttonText', 'See it', place);
				await fill('url', `https://example.com/${bread.toLowerCase()}`, place);
			}
			const card = ['Header Type', 'Take Header File From', 'Input Data Field Name', 'Text', 'Button Text', 'URL'];
			const own = ['Text', 'Define Cards', 'Buttons on Each Card', 'Cards', ...card, ...card, 'Additional Fields'];
			expect(await shown()).toEqual([...BEFORE, 'Message Type', ...own, ...AFTER]);

			const sent = (await send('carousel')) as {
				interactive: { action: { cards: Array<{ header: { image: { id: string } } }> } };
			};
			const { id } = sent.interactive.action.cards[0].header.image;
			expect(sent).toEqual({
				messaging_product: 'whatsapp',
				to: '+16505551234',
				type: 'interactive',
				interactive: {
					type: 'carousel',
					body: { text: 'Fresh from the oven' },
					action: {
						cards: ['Rye', 'Spelt'].map((bread, index) => ({
							card_index: index,
							type: 'cta_url',
							header: { type: 'image', image: { id } },
							body: { text: bread },
							action: {
								name: 'cta_url',
								parameters: { display_text: 'See it', url: `https://example.com/${bread.toLowerCase()}` },
							},
						})),
					},
				},
			});
		});

		itWithScreenshot('sends a template with named variables and a document from the input', async () => {
			const { page } = browser;
			await open('A template', 'sendTemplate', invoice);
			await browser.byTestId('resource-locator-template').locator('[data-test-id="rlc-input"]').click();
			await browser.byTestId('rlc-item', 'hello_world').waitFor();
			await browser.picture('template-picker');
			await page.keyboard.type('invoice');
			await browser.byTestId('rlc-item', 'hello_world').waitFor({ state: 'hidden' });
			await browser.byTestId('rlc-item', 'invoice_ready').click();
			await field('Header Document').waitFor();
			await browser
				.byTestId('empty-fields-notice')
				.getByText('Dear {{first_name}}, attached you find invoice')
				.waitFor();
			expect(await shown()).toEqual([
				...BEFORE,
				'Template',
				'Template Values',
				'Values to Send',
				'Header Document: URL, File Field or Media ID',
				'Header File Name (optional)',
				'{{first_name}}, e.g. Ann',
				'{{invoice_number}}, e.g. 2026-118',
				'{{amount}}, e.g. $42.50',
				'{{due_date}}, e.g. December 1',
				'API',
				'Additional Fields',
				...AFTER,
			]);
			await fill('Header Document', 'data');
			await fill('Header File Name', 'invoice-118.pdf');
			await fill('{{first_name}}', 'Ann');
			await fill('{{invoice_number}}', '2026-118');
			await fill('{{amount}}', '$42.50');
			await fill('{{due_date}}', 'December 1');

			expect(await send('template')).toEqual({
				messaging_product: 'whatsapp',
				to: '+16505551234',
				type: 'template',
				template: {
					name: 'invoice_ready',
					language: { code: 'en_US' },
					components: [
						{
							type: 'header',
							parameters: [
								{ type: 'document', document: { id: expect.stringMatching(/^\d+$/), filename: 'invoice-118.pdf' } },
							],
						},
						{
							type: 'body',
							parameters: [
								{ type: 'text', parameter_name: 'first_name', text: 'Ann' },
								{ type: 'text', parameter_name: 'invoice_number', text: '2026-118' },
								{ type: 'text', parameter_name: 'amount', text: '$42.50' },
								{ type: 'text', parameter_name: 'due_date', text: 'December 1' },
							],
						},
					],
				},
			});
		});
	});
}
