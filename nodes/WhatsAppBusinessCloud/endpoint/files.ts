import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';
import { runInLanes } from '../actions/lanes';
import type { FileKeys } from '../flows/mediaEntries';
import { checkBaseUrl } from '../graph/hosts';
import { downloadPublicFile } from '../graph/publicFile';
import { isObject } from '../messages/values';
import { freeName, words } from '../trigger/receive/files';
import { FLOWS_CREDENTIAL, readSecrets } from './credential';
import { SEALED } from './item';
import { readEndpointSettings } from './settings';

/** Files at the same time. */
const PARALLEL = 6;

/** ms for one file. WhatsApp gives up after 10 s, and the workflow has to answer yet. */
const TIMEOUT = 8000;

/** A file's entry in an item, on its way to be fetched. */
interface Entry {
	item: INodeExecutionData;
	entry: IDataObject;
}

function entriesIn(item: INodeExecutionData): Entry[] {
	const found: Entry[] = [];
	const walk = (value: unknown): void => {
		if (isObject(value) && typeof value[SEALED] === 'string') found.push({ item, entry: value as IDataObject });
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
	};
	walk(item.json.data);
	return found;
}

/**
 * The endpoint trigger's execute: fetches and decrypts the files that came with a request, where 'Download Media' is on. Each
 * file's entry then says in which binary field it is (`binaryProperty`), or why it is not there (`mediaError`).
 */
export async function fetchFlowFiles(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const input = this.getInputData();
	if (!input.some((item) => entriesIn(item).length > 0)) return [input];
	const { binaryField, maxFileSize } = readEndpointSettings(this.getNodeParameter('options', 0, {}));
	const items = input.map(({ json }, item): INodeExecutionData => ({ json: deepCopy(json), pairedItem: { item } }));
	const entries = items.flatMap(entriesIn);
	const sealed = entries.map(({ entry }) => {
		const text = entry[SEALED];
		// Before anything can go wrong: it must not come further.
		delete entry[SEALED];
		return text;
	});

	const { baseUrl } = await this.getCredentials<{ baseUrl?: unknown }>(FLOWS_CREDENTIAL);
	const key = await (await readSecrets(this)).privateKey();
	const [{ unseal }, { decryptFlowFile }] = await Promise.all([import('../flows/seal'), import('../flows/media')]);
	const files: Array<IBinaryKeyData[string] | undefined> = [];
	const fetchOne = async (index: number): Promise<void> => {
		const { entry } = entries[index];
		const { cdn_url: url, encryption_metadata: keys } = (unseal(sealed[index], key) ?? {}) as { cdn_url?: string; encryption_metadata?: FileKeys };
		if (url === undefined || keys === undefined) throw new Error('The private key of the credential was changed meanwhile');
		const fileName = typeof entry.file_name === 'string' ? entry.file_name : undefined;
		const read = (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> => decryptFlowFile(chunks, keys, maxFileSize);
		files[index] = await downloadPublicFile(this, { url, fileName, read }, checkBaseUrl(baseUrl), TIMEOUT);
	};
	const start = async (index: number): Promise<void> => {
		try {
			await fetchOne(index);
		} catch (cause) {
			entries[index].entry.mediaError = words(cause);
		}
	};
	await runInLanes(entries.map(() => undefined), PARALLEL, start, () => !this.getExecutionCancelSignal()?.aborted);
	// Named in the order of the entries, whichever came first.
	entries.forEach(({ item, entry }, index) => {
		const file = files[index];
		if (file === undefined) return;
		const binary: IBinaryKeyData = (item.binary ??= {});
		const name = freeName(binary, binaryField);
		binary[name] = file;
		entry.binaryProperty = name;
	});
	return [items];
}
