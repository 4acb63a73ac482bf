import { createHash, randomBytes } from 'node:crypto';
import axios from 'axios';
import type { ExecutionItem, WorkflowNode } from '../../../scripts/n8n/rest';
import { byId, chain, freshPath, output, webhook, whatsApp } from '../support/workflows';
import type { TestEnvironment } from '../support/testEnvironment';

/** A JPEG with valid first and last bytes, filled with noise. */
function picture(bytes: number): Buffer {
	const content = randomBytes(bytes);
	Buffer.from([0xff, 0xd8, 0xff, 0xe0]).copy(content);
	Buffer.from([0xff, 0xd9]).copy(content, bytes - 2);
	return content;
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** Files posted to a workflow, uploaded to WhatsApp and downloaded again. */
export function media(env: () => TestEnvironment): void {
	/** Runs a workflow whose webhook accepts a file. @returns its finished execution */
	const runWithFile = async (steps: WorkflowNode[], file: { content: Buffer; name: string; type: string }) => {
		const { rest, n8n } = env();
		const path = freshPath();
		const id = await rest.createWorkflow(chain(path, [webhook(path), ...steps]));
		await rest.activate(id, path);
		const form = new FormData();
		form.append('data', new Blob([new Uint8Array(file.content)], { type: file.type }), file.name);
		await axios.post(`${n8n.url}/webhook/${path}`, form, { proxy: false });
		return await rest.ended(id);
	};
	const bytesOf = async ({ binary }: ExecutionItem) => {
		const file = binary?.data as { id?: string; data: string };
		return file.id ? await env().rest.binary(file.id) : Buffer.from(file.data, 'base64');
	};

	describe('media', () => {
		it('uploads a file from the workflow, describes it, downloads it and deletes it', async () => {
			const { emulator } = env();
			const content = picture(300_000);
			const uploaded = "={{ $('Upload').first().json.id }}";
			const execution = await runWithFile(
				[
					whatsApp(env(), 'Upload', {
						resource: 'media',
						operation: 'mediaUpload',
						phoneNumberId: byId(emulator.seed.phoneNumberId),
						mediaPropertyName: 'data',
					}),
					whatsApp(env(), 'Get', { resource: 'media', operation: 'mediaUrlGet', mediaGetId: uploaded }),
					whatsApp(env(), 'Download', { resource: 'media', operation: 'mediaDownload', mediaDownloadId: uploaded }),
					whatsApp(env(), 'Delete', { resource: 'media', operation: 'mediaDelete', mediaDeleteId: uploaded }),
				],
				{ content, name: 'tea pot.jpg', type: 'image/jpeg' },
			);
			expect(execution.data.resultData.error).toBeUndefined();

			const [upload] = emulator.requests;
			expect(upload).toMatchObject({
				method: 'POST',
				path: `/v25.0/${emulator.seed.phoneNumberId}/media`,
				multipart: {
					fields: { messaging_product: 'whatsapp' },
					files: [
						{
							field: 'file',
							fileName: 'tea pot.jpg',
							mimeType: 'image/jpeg',
							size: content.length,
							sha256: sha256(content),
						},
					],
				},
			});
			const { id } = output(execution, 'Upload')[0].json as { id: string };
			expect(output(execution, 'Get')[0].json).toMatchObject({
				id,
				mime_type: 'image/jpeg',
				sha256: sha256(content),
				file_size: content.length,
			});

			const [downloaded] = output(execution, 'Download');
			expect(downloaded.binary?.data).toMatchObject({ mimeType: 'image/jpeg' });
			expect((await bytesOf(downloaded)).equals(content)).toBe(true);
			expect(output(execution, 'Delete')[0].json).toEqual({ success: true });
			expect(emulator.findMedia(id)).toBeUndefined();
		});

		it('uploads a file from the workflow once and sends it as a document with name and caption', async () => {
			const { emulator } = env();
			const content = Buffer.from('%PDF-1.4\n% a very short document\n%%EOF\n');
			const execution = await runWithFile(
				[
					whatsApp(env(), 'Send', {
						resource: 'message',
						operation: 'send',
						phoneNumberId: byId(emulator.seed.phoneNumberId),
						recipientPhoneNumber: '+1 650-555-1234',
						messageType: 'document',
						mediaPath: 'useMedian8n',
						textBody: 'Your order',
					}),
				],
				{ content, name: 'order.pdf', type: 'application/pdf' },
			);
			expect(execution.data.resultData.error).toBeUndefined();
			expect(emulator.requests.map(({ path }) => path.split('/').at(-1))).toEqual(['media', 'messages']);
			expect(emulator.requests[0].multipart?.files).toEqual([
				{
					field: 'file',
					fileName: 'order.pdf',
					mimeType: 'application/pdf',
					size: content.length,
					sha256: sha256(content),
				},
			]);
			expect(emulator.requests[1].body).toEqual({
				messaging_product: 'whatsapp',
				to: '+16505551234',
				type: 'document',
				document: { id: expect.stringMatching(/^\d+$/) as string, caption: 'Your order', filename: 'order.pdf' },
			});
		});

		it('rejects an item without its file before anything is sent', async () => {
			const { emulator } = env();
			const execution = await runWithFile(
				[
					whatsApp(env(), 'Upload', {
						resource: 'media',
						operation: 'mediaUpload',
						phoneNumberId: byId(emulator.seed.phoneNumberId),
						mediaPropertyName: 'photo',
					}),
				],
				{ content: picture(1000), name: 'a.jpg', type: 'image/jpeg' },
			);
			expect(execution.status).toBe('error');
			expect(execution.data.resultData.error?.message).toContain('photo');
			expect(emulator.requests).toEqual([]);
		});
	});
}
