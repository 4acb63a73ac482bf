import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WorkflowNode } from '../../../scripts/n8n/rest';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { startMark, type Mark } from '../mark';
import { summary } from '../stats';
import { activate, chain, httpRequest, SIDES, to, whatsApp, type Runnable, type Side } from '../workflows';

const MB = 1024 * 1024;

/** Just below Meta's limit of 100 MB for a document (Meta docs: Media > Supported media types). */
const FILE_MB = 95;

/** Target, in MB. */
const MOST_EXTRA_MB = 40;

const ROUNDS = 3;

type Workflows = Record<Side, Runnable>;

/**
 * Alternates between both sides, each time in a fresh n8n: allocated memory is reused, so a second run would hide what
 * it needs. `small` goes first, so that loading code does not count.
 */
async function compare(
	env: BenchEnvironment,
	mark: Mark,
	part: string,
	workflows: Workflows,
	bodies: { small: unknown; large: unknown },
	say: (line: string) => void,
): Promise<Figure[]> {
	const memory: Record<Side, number[]> = { ours: [], builtIn: [] };
	const seconds: Record<Side, number[]> = { ours: [], builtIn: [] };
	for (let round = 0; round < ROUNDS; round++) {
		for (const side of round % 2 === 0 ? SIDES : [...SIDES].reverse()) {
			await env.restart();
			await workflows[side].ready();
			await workflows[side].run(bodies.small);
			await workflows[side].run(bodies.large);
			memory[side].push(mark.extraMb());
			seconds[side].push(mark.sinceMs() / 1000);
			say(`${part} ${side}: ${mark.extraMb().toFixed(1)} MB, ${seconds[side].at(-1)?.toFixed(2)} s`);
		}
	}
	const ours = summary(memory.ours);
	return [
		{
			part,
			what: `extra memory, ${FILE_MB} MB document`,
			unit: 'MB',
			ours,
			builtIn: summary(memory.builtIn),
			target: { text: `<= ${MOST_EXTRA_MB} MB`, met: ours.median <= MOST_EXTRA_MB },
		},
		{
			part,
			what: `time, ${FILE_MB} MB document`,
			unit: 's',
			ours: summary(seconds.ours),
			builtIn: summary(seconds.builtIn),
		},
	];
}

async function writeFile(path: string, bytes: number): Promise<void> {
	const block = Buffer.alloc(MB, 'x');
	const blocks = function* () {
		for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, left);
	};
	await pipeline(Readable.from(blocks()), createWriteStream(path));
}

/** Media > Upload of a file in n8n's binary store on disk. */
export async function upload(env: BenchEnvironment, say: (line: string) => void): Promise<Figure[]> {
	env.emulator.reset();
	const files = { small: join(env.folder, 'small.pdf'), large: join(env.folder, 'large.pdf') };
	await writeFile(files.small, MB);
	await writeFile(files.large, FILE_MB * MB);
	const mark = await startMark(env);
	const readFile: WorkflowNode = {
		name: 'Read File',
		type: 'n8n-nodes-base.readWriteFile',
		typeVersion: 1,
		position: [0, 0],
		parameters: { operation: 'read', fileSelector: '={{ $json.body.file }}', options: {} },
	};
	// Passes the file on once the mark has been set.
	const merge: WorkflowNode = {
		name: 'Merge',
		type: 'n8n-nodes-base.merge',
		typeVersion: 3.2,
		position: [0, 0],
		parameters: { mode: 'chooseBranch', chooseBranchMode: 'waitForAll', output: 'specifiedInput', useDataOfInput: '1' },
	};
	const workflow = async (side: Side) =>
		await activate(env, `Upload, ${side}`, (start) => {
			const { phoneNumberId } = env.emulator.seed;
			const step = whatsApp(env, side, {
				resource: 'media',
				operation: 'mediaUpload',
				phoneNumberId: side === 'ours' ? { __rl: true, mode: 'id', value: phoneNumberId } : phoneNumberId,
				mediaPropertyName: 'data',
				additionalFields: {},
			});
			return {
				nodes: [start, readFile, httpRequest('Mark', mark.url), merge, step],
				connections: {
					[start.name]: to('Read File', 'Mark'),
					'Read File': to(['Merge', 0]),
					Mark: to(['Merge', 1]),
					Merge: to(step.name),
				},
			};
		});
	try {
		const workflows = { ours: await workflow('ours'), builtIn: await workflow('builtIn') };
		const figures = await compare(
			env,
			mark,
			'upload',
			workflows,
			{ small: { file: files.small }, large: { file: files.large } },
			say,
		);
		const received = env.emulator.state().mediaBytes;
		const expected = 2 * ROUNDS * (MB + FILE_MB * MB);
		if (received !== expected) throw new Error(`The emulator got ${received} bytes of files instead of ${expected}`);
		return figures;
	} finally {
		mark.close();
	}
}

/**
 * Media > Download into n8n's binary store on disk. The built-in node only returns the URL of the file: its users add
 * an HTTP Request step with its credential.
 */
export async function download(env: BenchEnvironment, say: (line: string) => void): Promise<Figure[]> {
	env.emulator.reset();
	const media = async (bytes: number) =>
		(
			await env.emulator.addMedia({
				content: { generatedBytes: bytes },
				mimeType: 'application/pdf',
				fileName: 'file.pdf',
			})
		).id;
	const ids = { small: await media(MB), large: await media(FILE_MB * MB) };
	const mark = await startMark(env);
	const id = "={{ $('Webhook').item.json.body.id }}";
	const { type, ...credential } = env.credentials.builtIn;
	const steps: Record<Side, WorkflowNode[]> = {
		ours: [
			whatsApp(env, 'ours', {
				resource: 'media',
				operation: 'mediaDownload',
				mediaDownloadId: id,
				outputPropertyName: 'data',
			}),
		],
		builtIn: [
			whatsApp(env, 'builtIn', { resource: 'media', operation: 'mediaUrlGet', mediaGetId: id }),
			httpRequest('Fetch', '={{ $json.url }}', {
				parameters: {
					authentication: 'predefinedCredentialType',
					nodeCredentialType: type,
					options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
				},
				credentials: { [type]: { id: credential.id, name: credential.name } },
			}),
		],
	};
	const workflow = async (side: Side) =>
		await activate(env, `Download, ${side}`, (start) => {
			// The last step shows that the file is complete.
			const nodes = [start, httpRequest('Mark', mark.url), ...steps[side], fileSize];
			return { nodes, connections: chain(nodes) };
		});
	try {
		const workflows = { ours: await workflow('ours'), builtIn: await workflow('builtIn') };
		return await compare(env, mark, 'download', workflows, { small: { id: ids.small }, large: { id: ids.large } }, say);
	} finally {
		mark.close();
	}
}

const fileSize: WorkflowNode = {
	name: 'File Size',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	position: [0, 0],
	parameters: {
		assignments: { assignments: [{ id: 'size', name: 'size', type: 'string', value: '={{ $binary.data.fileSize }}' }] },
		options: {},
	},
};
