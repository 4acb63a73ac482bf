import { join } from 'node:path';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { N8nGeneration } from '../../../scripts/n8n/install';
import type { Execution } from '../../../scripts/n8n/rest';
import { decodeReply, resumePath } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/replyToken';
import { Browser } from '../support/browser';
import { byId, chain, freshPath, output, webhook, whatsApp } from '../support/workflows';
import { ACTION, type TestEnvironment } from '../support/testEnvironment';

const PERSON = '447911123456';
const after = {
	name: 'After',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [660, 0] as [number, number],
	parameters: {},
};
/** n8n checks for expired waits once a minute. */
const TIME_LIMIT_MS = 100_000;

interface Waiting {
	workflowId: string;
	executionId: string;
	/** The message that the recipient received. */
	message: Record<string, unknown>;
}

/** Asks a user, opens the page of the message in a browser on a phone, answers, and sees the workflow continue. */
export const sendAndWait =
	(kind: N8nGeneration) =>
	(env: () => TestEnvironment): void => {
		const ask = async (
			parameters: Record<string, unknown>,
			last: typeof after | ReturnType<typeof whatsApp> = after,
		): Promise<Waiting> => {
			const { rest, n8n, emulator } = env();
			const path = freshPath();
			const step = whatsApp(env(), 'Ask', {
				resource: 'message',
				operation: 'sendAndWait',
				phoneNumberId: byId(emulator.seed.phoneNumberId),
				recipientPhoneNumber: PERSON,
				message: 'Shall we book the room for *Tuesday*?\nIt holds 12 people & costs <80 €.',
				...parameters,
			});
			const workflowId = await rest.createWorkflow(chain(path, [webhook(path), step, last]));
			await rest.activate(workflowId, path);
			// The step asks by buttons only if a trigger of this n8n is the callback of the number.
			const callback = `${n8n.url}/webhook/${path}/webhook`;
			if (parameters.answerBy === 'buttons')
				emulator.subscriptions.overridePhone(emulator.seed.phoneNumberId, callback);
			const before = emulator.requests.length;
			const started = await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{"order":7}',
			});
			expect(started.status).toBe(200);
			const { id } = await rest.waiting(workflowId);
			emulator.subscriptions.overridePhone(emulator.seed.phoneNumberId, '');
			const sent = emulator.requests.slice(before).filter(({ path: to }) => to.endsWith('/messages'));
			expect(sent).toHaveLength(1);
			return { workflowId, executionId: id, message: sent[0].body as Record<string, unknown> };
		};
		const linkOf = ({ message }: Waiting): string =>
			(message as { interactive: { action: { parameters: { url: string } } } }).interactive.action.parameters.url;
		const finished = async ({ executionId }: Waiting, limit?: number): Promise<Execution> =>
			await env().rest.endOf(executionId, limit);
		const statusOf = async ({ executionId }: Waiting): Promise<string> =>
			(await env().rest.execution(executionId)).status;
		const tap = async (url: string) =>
			await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ message: { from: PERSON, type: 'interactive' } }),
			});

		describe('send and wait', () => {
			let browser: Browser;
			beforeAll(async () => {
				browser = await Browser.open(`answer-${kind}`);
				await browser.page.setViewportSize({ width: 390, height: 844 });
			});
			afterAll(async () => await browser?.close());

			it('provides a tool for the human review of AI agents', async () => {
				const types = await env().rest.nodeTypes();
				const hitl = types.find(({ name }) => name === `${ACTION}HitlTool`) as
					| { properties: Array<{ name: string; type: string; default: unknown }> }
					| undefined;
				if (kind === 'v1') return expect(hitl).toBeUndefined();
				const property = (name: string) => hitl?.properties.find((one) => one.name === name);
				expect(property('operation')).toMatchObject({ type: 'hidden', default: 'sendAndWait' });
				expect(property('resource')).toMatchObject({ type: 'hidden', default: 'message' });
				expect(property('responseType')).toMatchObject({ type: 'hidden', default: 'approval' });
				expect(property('message')).toMatchObject({ type: 'string' });
				expect(property('approvalOptions')).toMatchObject({ type: 'fixedCollection' });
			});

			it('accepts only the first of ten simultaneous responses', async () => {
				const { emulator } = env();
				const thanks = whatsApp(env(), 'Thank', {
					resource: 'message',
					operation: 'send',
					phoneNumberId: byId(emulator.seed.phoneNumberId),
					recipientPhoneNumber: PERSON,
					messageType: 'text',
					textBody: '={{ $json.data.approved ? "Booked" : "Not booked" }}',
				});
				const waiting = await ask({ approvalOptions: { values: { approvalType: 'double' } } }, thanks);
				const before = emulator.requests.length;
				const url = linkOf(waiting);
				const answers = await Promise.all(
					Array.from({ length: 10 }, async (_unused, index) => {
						const response = await fetch(url, {
							method: 'POST',
							body: new URLSearchParams({ answer: index % 2 === 0 ? 'approve' : 'decline' }),
						});
						return { status: response.status, text: await response.text() };
					}),
				);
				await finished(waiting);
				const sent = emulator.requests.slice(before).filter(({ path }) => path.endsWith('/messages'));
				expect(sent).toHaveLength(1);
				expect(
					answers.filter(({ status, text }) => status === 200 && text.includes('<h1>Thank you</h1>')),
				).toHaveLength(1);
				// n8n 2.x reads an execution's status and its data separately: a request in between fails before it
				// reaches the node.
				expect(
					answers.filter(({ status, text }) => status >= 500 && !text.includes("reading 'inputOverride'")),
				).toEqual([]);
			});

			it('resumes with an approval only when a button of the page is pressed', async () => {
				const waiting = await ask({ approvalOptions: { values: { approvalType: 'double' } } });
				const url = linkOf(waiting);
				expect(url.startsWith(`${env().n8n.url}/webhook-waiting/${waiting.executionId}/`)).toBe(true);
				// A link preview opens the page: it must not decide anything.
				expect((await fetch(url, { headers: { 'user-agent': 'WhatsApp/2.24' } })).status).toBe(200);
				expect(await statusOf(waiting)).toBe('waiting');

				await browser.visit(url);
				await browser.page.getByRole('button', { name: '✗ Decline' }).waitFor();
				await browser.picture('approval');
				await browser.page.emulateMedia({ colorScheme: 'dark' });
				await browser.picture('approval-dark');
				await browser.page.emulateMedia({ colorScheme: 'light' });
				await browser.page.getByRole('button', { name: '✗ Decline' }).click();
				await browser.page.getByText('Your response has been received.').waitFor();
				await browser.picture('approval-done');

				const execution = await finished(waiting);
				expect(execution.status).toBe('success');
				expect(output(execution, 'After')[0].json).toEqual({
					data: { approved: false, respondedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string },
				});
				// A second answer gets n8n's own page.
				await tap(url);
				expect(output(await finished(waiting), 'After')[0].json).toMatchObject({ data: { approved: false } });
			});

			it('sends the Content-Security-Policy with every page, including the one after a response', async () => {
				const css = 'body { background: url(https://example.com/seen) }';
				const waiting = await ask({ options: { responseFormCustomCss: css } });
				const url = linkOf(waiting);
				const page = await fetch(url);
				const policy = page.headers.get('content-security-policy');
				expect(policy).toBe(
					"sandbox allow-forms allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
				);
				const invalid = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'other' }) });
				expect([invalid.status, invalid.headers.get('content-security-policy')]).toEqual([422, policy]);

				await browser.visit(url);
				const [answered] = await Promise.all([
					browser.page.waitForResponse((response) => response.request().method() === 'POST'),
					browser.page.getByRole('button', { name: '✓ Approve' }).click(),
				]);
				expect([answered.status(), answered.headers()['content-security-policy']]).toEqual([200, policy]);
				await browser.page.getByText('Your response has been received.').waitFor();
				// A form that is injected into the page may not submit to another host. Scripts of the page do not run,
				// so the browser's log is checked.
				const [line] = await Promise.all([
					browser.page.waitForEvent('console', (message) => message.text().includes('form-action')),
					browser.page.evaluate(() => {
						const form = document.createElement('form');
						form.action = 'https://example.com/';
						form.method = 'post';
						document.body.append(form);
						form.submit();
					}),
				]);
				expect(line.text()).toContain("form-action 'self'");
				expect((await finished(waiting)).status).toBe('success');
			});

			it('rejects a reply without a sender', async () => {
				const waiting = await ask({ answerBy: 'buttons' });
				const { action } = waiting.message.interactive as { action: { buttons: Array<{ reply: { id: string } }> } };
				const url = `${env().n8n.url}/webhook-waiting${resumePath(decodeReply(action.buttons[0].reply.id)!)}`;
				const response = await fetch(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ message: { type: 'interactive' } }),
				});
				expect([response.status, await response.json()]).toEqual([403, { result: 'senderMismatch' }]);
				expect(await statusOf(waiting)).toBe('waiting');
				expect((await tap(url)).status).toBe(200);
			});

			it('rejects a changed resume URL', async () => {
				const waiting = await ask({});
				const url = new URL(linkOf(waiting));
				const signature = url.searchParams.get('signature')!;
				url.searchParams.set('signature', `${signature.startsWith('0') ? '1' : '0'}${signature.slice(1)}`);
				expect((await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'approve' }) })).status).toBe(
					401,
				);
				url.searchParams.set('signature', signature);
				url.searchParams.set('run', '1');
				expect((await fetch(url)).status).toBe(401);
				url.searchParams.set('run', '0');
				url.searchParams.set('answer', 'approve');
				expect((await tap(url.href)).status).toBe(401);
				expect(await statusOf(waiting)).toBe('waiting');
			});

			it('accepts a form with a file, filled in on a phone', async () => {
				const option = (...options: string[]) => ({ values: options.map((one) => ({ option: one })) });
				const waiting = await ask({
					responseType: 'customForm',
					formFields: {
						values: [
							{
								fieldType: 'html',
								html: '<p>For order <b>{{ $json.body.order }}</b>, see <a href="https://example.com/terms">the terms</a>.</p>',
							},
							{ fieldLabel: 'Your name', fieldType: 'text', requiredField: true, placeholder: 'First and last name' },
							{ fieldLabel: 'Email', fieldType: 'email' },
							{ fieldLabel: 'How many', fieldType: 'number', defaultValue: '2' },
							{ fieldLabel: 'Day', fieldType: 'date' },
							{ fieldLabel: 'Size', fieldType: 'dropdown', fieldOptions: option('Small', 'Large') },
							{ fieldLabel: 'Way', fieldType: 'radio', fieldOptions: option('Post', 'Courier'), requiredField: true },
							{
								fieldLabel: 'Extras',
								fieldType: 'checkbox',
								fieldOptions: option('Gift wrap', 'Insurance'),
								limitSelection: 'range',
								minSelections: 0,
								maxSelections: 2,
							},
							{ fieldLabel: 'Photo', fieldType: 'file', multipleFiles: false, acceptFileTypes: '.png,.txt' },
							{ fieldLabel: 'Another file', fieldType: 'file', multipleFiles: true },
							{ fieldLabel: 'Note', fieldType: 'textarea' },
						],
					},
					options: { responseFormTitle: 'Your order', responseFormButtonLabel: 'Send order' },
				});
				const { page } = browser;
				await browser.visit(linkOf(waiting));
				await page.getByRole('button', { name: 'Send order' }).waitFor();
				await page.screenshot({ path: shot(`form-${kind}`), fullPage: true });
				// The page is not wider than a small phone.
				expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
				await page.getByLabel('Your name').fill('Ada <b> "L"');
				await page.getByLabel('Email').fill('ada@localhost');
				await page.getByLabel('Day').fill('2030-02-28');
				await page.getByLabel('Size').selectOption('Large');
				await page.getByLabel('Courier').check();
				await page.getByLabel('Insurance').check();
				const file = join(mkdtempSync(join(tmpdir(), 'photo-')), 'photo.exe');
				writeFileSync(file, 'photo bytes');
				await page.getByLabel('Photo').setInputFiles(file);
				await page.getByLabel('Note').fill('Ring twice');
				await page.getByRole('button', { name: 'Send order' }).click();
				await page.getByText('“photo.exe” has an unsupported file type. Supported: .png,.txt').waitFor();
				await page.screenshot({ path: shot(`form-refused-${kind}`), fullPage: true });
				expect(await statusOf(waiting)).toBe('waiting');

				await page
					.getByLabel('Photo')
					.setInputFiles({ name: 'photo.txt', mimeType: 'text/plain', buffer: Buffer.from('photo bytes') });
				await page.getByRole('button', { name: 'Send order' }).click();
				await page.getByText('Your response has been received.').waitFor();
				const execution = await finished(waiting);
				const [{ json, binary }] = output(execution, 'After');
				expect(json).toEqual({
					data: {
						'Your name': 'Ada <b> "L"',
						Email: 'ada@localhost',
						'How many': 2,
						Day: '2030-02-28',
						Size: 'Large',
						Way: 'Courier',
						Extras: ['Insurance'],
						Photo: { filename: 'photo.txt', mimetype: 'text/plain', size: 11 },
						'Another file': null,
						Note: 'Ring twice',
						respondedAt: expect.any(String) as string,
					},
				});
				expect(Object.keys(binary!)).toEqual(['Photo']);
				expect((await env().rest.binary(String(binary!.Photo.id))).toString()).toBe('photo bytes');
			});

			it('resumes once with the token of a reply button', async () => {
				const waiting = await ask({ answerBy: 'buttons', approvalOptions: { values: { approvalType: 'double' } } });
				const { action } = waiting.message.interactive as {
					action: { buttons: Array<{ reply: { id: string; title: string } }> };
				};
				expect(action.buttons.map(({ reply }) => reply.title)).toEqual(['✓ Approve', '✗ Decline']);
				const [yes, no] = action.buttons.map(
					({ reply }) => `${env().n8n.url}/webhook-waiting${resumePath(decodeReply(reply.id)!)}`,
				);
				const forged = no.replace('answer=decline', 'answer=approve');
				expect((await tap(forged)).status).toBe(401);
				expect((await fetch(yes)).status).toBe(405);
				expect(await statusOf(waiting)).toBe('waiting');

				const answer = await tap(yes);
				expect([answer.status, await answer.json()]).toEqual([200, { result: 'resumed' }]);
				const late = await tap(no);
				expect([late.status === 200 || late.status === 409, (await late.text()).includes('resumed')]).toEqual([
					true,
					false,
				]);
				expect(output(await finished(waiting), 'After')[0].json).toMatchObject({ data: { approved: true } });
			});

			it('continues with its input when nobody responds in time', async () => {
				const limitWaitTime = { values: { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' } };
				const waiting = await ask({ options: { limitWaitTime } });
				const execution = await finished(waiting, TIME_LIMIT_MS);
				expect(execution.status).toBe('success');
				expect(output(execution, 'After')[0].json).toMatchObject({ body: { order: 7 } });
			});
		});
	};

function shot(name: string): string {
	const folder = join(__dirname, '..', '..', '..', 'artifacts', 'screenshots');
	mkdirSync(folder, { recursive: true });
	return join(folder, `answer-${name}.png`);
}
