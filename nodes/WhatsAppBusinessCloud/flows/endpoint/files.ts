import type { IBinaryKeyData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { flowsCredential, parseCredential } from '../../shared/credentials';
import { runWithConcurrency } from '../../shared/concurrency/orderedConcurrency';
import { checkBaseUrl } from '../../transport/hosts';
import { downloadPublicFile } from '../../transport/publicFile';
import type { FlowFileResult } from '../../shared/flowFiles';
import { freeName, errorText } from '../../shared/binaryItems';
import { FLOWS_CREDENTIAL, readSecrets } from './credential';
import { ENCRYPTED_FILES, type FileSource } from './item';
import { readEndpointSettings } from './endpointSettings';

/** Maximum number of parallel downloads. */
const PARALLEL = 6;

/** Time limit for all files of an item, in ms. WhatsApp's timeout is 10 s, and the workflow still has to respond. */
const TIME_FOR_FILES = 8000;

const KEY_CHANGED = 'The private key of the credential was changed meanwhile';
const NO_TIME_LEFT = `The files took longer than ${TIME_FOR_FILES / 1000} seconds, so this one was not downloaded`;

/** An item with files, without the fields that must not be output. */
interface Job {
	item: INodeExecutionData;
	results: FlowFileResult[];
	encrypted: unknown;
}

function takeJob({ json }: INodeExecutionData, index: number): Job {
	const { [ENCRYPTED_FILES]: encrypted, ...rest } = json;
	const results =
		Array.isArray(rest.files) && encrypted !== undefined
			? rest.files.map((file) => ({ ...(file as FlowFileResult) }))
			: [];
	return {
		item: {
			json: results.length > 0 ? { ...rest, files: results } : rest,
			pairedItem: { item: index },
		},
		results,
		encrypted,
	};
}

/** Downloads the files of one item and records the result of each. */
async function fetchFiles(context: IExecuteFunctions, { item, results, encrypted }: Job): Promise<void> {
	const { binaryField, maxFileSize } = readEndpointSettings(context.getNodeParameter('options', 0, {}));
	const { baseUrl: entered } = parseCredential(flowsCredential, await context.getCredentials(FLOWS_CREDENTIAL));
	const baseUrl = checkBaseUrl(entered);
	const key = await (await readSecrets(context)).privateKey();
	const [{ decryptFromItem }, { decryptFlowFile }] = await Promise.all([
		import('../protocol/executionDataEncryption'),
		import('../protocol/media'),
	]);
	const sources = decryptFromItem(encrypted, key) as FileSource[] | undefined;
	const deadline = Date.now() + TIME_FOR_FILES;
	const files: Array<IBinaryKeyData[string] | undefined> = [];

	const fetchOne = async (index: number): Promise<void> => {
		const source = sources?.[index];
		if (source === undefined) throw new Error(KEY_CHANGED);
		const timeLeft = deadline - Date.now();
		if (timeLeft <= 0) throw new Error(NO_TIME_LEFT);
		const { fileName } = results[index];
		const read = (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
			decryptFlowFile(chunks, source.keys, maxFileSize);
		files[index] = await downloadPublicFile(context, { url: source.url, fileName, read }, baseUrl, timeLeft);
	};
	const start = async (index: number): Promise<void> => {
		try {
			await fetchOne(index);
		} catch (cause) {
			results[index].mediaError = errorText(cause);
		}
	};
	await runWithConcurrency(results.length, PARALLEL, start, () => !context.getExecutionCancelSignal()?.aborted);
	// Binary fields are named in the order of the entries, not of the downloads.
	results.forEach((result, index) => {
		const file = files[index];
		if (file === undefined) return;
		const binary: IBinaryKeyData = (item.binary ??= {});
		const name = freeName(binary, binaryField);
		binary[name] = file;
		result.binaryProperty = name;
	});
}

/**
 * The endpoint trigger's execute(). With 'Download Media' on, downloads and decrypts the files of a request. Each entry
 * of `files` then contains the name of its binary field (`binaryProperty`) or the reason why the file is missing
 * (`mediaError`). The user's data is not changed.
 */
export async function fetchFlowFiles(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const input = this.getInputData();
	if (!input.some(({ json }) => ENCRYPTED_FILES in json)) return [input];
	const jobs = input.map(takeJob);
	for (const job of jobs) if (job.results.length > 0) await fetchFiles(this, job);
	return [jobs.map(({ item }) => item)];
}
