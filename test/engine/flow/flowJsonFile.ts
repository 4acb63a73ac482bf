import { stored } from '../harness';
import { flowJson } from './support';

export const flowJsonText = JSON.stringify(flowJson, undefined, 2);
/** An input item with Flow JSON as a file. */
export const flowJsonItem = async (content: string | Buffer) => [
	{
		json: {},
		binary: { data: await stored(Buffer.from(content), { fileName: 'flow.json', mimeType: 'application/json' }) },
	},
];
