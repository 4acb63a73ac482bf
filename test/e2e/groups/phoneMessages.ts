import type { N8nGeneration } from '../../../scripts/n8n/install';
import { messageExamples } from '../../../emulator/test/phone/messages';
import { addFiles, type Example, type Files } from '../../../emulator/test/phone/parts';
import { otherTemplates, templateExamples } from '../../../emulator/test/phone/templates';
import { messageForms } from '../support/messageForms';
import { ANN, PhoneInChromium } from '../support/phone';
import { templateForms } from '../support/templateForms';
import type { TestEnvironment } from '../support/testEnvironment';
import { byId, freshPath, output, webhook, whatsApp } from '../support/workflows';

const LIMIT_MS = 180_000;

/** Receives the templates: a user is asked for permission to call once a day. */
const BOB = '16505554444';
const recipientOf = ({ body }: Example): string => (body.type === 'template' ? BOB : ANN);

/** The end of the limited-time offer among the examples. */
const offerEnds = (examples: Example[]): string => {
	const ms = /"expiration_time_ms":(\d+)/.exec(JSON.stringify(examples))?.[1];
	return new Date(Number(ms)).toISOString();
};

/** A workflow sends a message of each type, with a node for each; on 2.x, the phone shows them in a browser. */
export const phoneMessages =
	(kind: N8nGeneration) =>
	(env: () => TestEnvironment): void => {
		let phone: PhoneInChromium | undefined;
		afterAll(async () => await phone?.close());

		/** Runs the workflow. @returns the output item of each node, by the name of its example */
		const send = async (examples: Example[], files: Files): Promise<Record<string, unknown>> => {
			const { rest, emulator } = env();
			const path = freshPath();
			const forms = { ...messageForms(files), ...templateForms(files, offerEnds(examples)) };
			expect(Object.keys(forms)).toEqual(examples.map(({ name }) => name));
			// n8n runs the branches from top to bottom.
			const nodes = Object.entries(forms).map(([name, form], row) => ({
				...whatsApp(env(), name, {
					resource: 'message',
					operation: 'send',
					phoneNumberId: byId(emulator.seed.phoneNumberId),
					recipientPhoneNumber: form.operation === undefined ? ANN : BOB,
					includeInputFields: false,
					...form,
				}),
				position: [220, row * 160] as [number, number],
			}));
			const start = webhook(path);
			const main = [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))];
			const id = await rest.createWorkflow({
				name: 'Every message',
				nodes: [start, ...nodes],
				connections: { [start.name]: { main } },
			});
			await rest.activate(id, path);
			const execution = await rest.runByWebhook(id, path, {});
			expect(execution.data.resultData.error).toBeUndefined();
			return Object.fromEntries(examples.map(({ name }) => [name, output(execution, name).map(({ json }) => json)]));
		};

		it(
			'sends one message of each type with a workflow, and the phone shows it',
			async () => {
				const { emulator } = env();
				emulator.settings({ statusDelayMs: 0, pairLimit: false });
				emulator.incoming({ from: ANN, text: 'Hi', name: 'Ann Lee' });
				emulator.incoming({ from: BOB, text: 'Hi', name: 'Bob Ray' });
				const files = await addFiles(emulator);
				const examples = [...messageExamples(files), ...templateExamples(files), ...otherTemplates(files)];
				const items = await send(examples, files);

				const { messages } = emulator;
				expect(messages.map(({ body }) => body)).toEqual(
					examples.map((one) => ({ messaging_product: 'whatsapp', to: `+${recipientOf(one)}`, ...one.body })),
				);
				expect(items).toEqual(
					Object.fromEntries(
						examples.map((one, index) => {
							const waId = recipientOf(one);
							return [one.name, [{ messageId: messages[index].id, to: `+${waId}`, waId, status: 'accepted' }]];
						}),
					),
				);
				if (kind === 'v2') await look(examples);
			},
			LIMIT_MS,
		);

		/** Looks at each message on the phone, the last first, and takes a picture of it. */
		const look = async (examples: Example[]): Promise<void> => {
			const { emulator } = env();
			phone = await PhoneInChromium.of(emulator, 'phone');
			const errors: string[] = [];
			phone.page.on('pageerror', ({ message }) => errors.push(message));
			phone.page.on('console', (message) => {
				if (message.type() === 'error') errors.push(message.text());
			});
			let opened = '';
			for (const [index, one] of [...examples.entries()].reverse()) {
				const { name, shows } = one;
				const id = recipientOf(one) === ANN ? '1' : '2';
				if (id !== opened) await phone.openChat((opened = id));
				const message = await phone.reveal(emulator.messages[index].id);
				const text = (await message.textContent()) ?? '';
				expect({ name, misses: shows.filter((words) => !text.includes(words)) }).toEqual({ name, misses: [] });
				await phone.browser.picture(name);
			}
			expect(errors).toEqual([]);
		};
	};
