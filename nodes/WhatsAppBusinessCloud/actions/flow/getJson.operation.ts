import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readEnum } from '../../shared/input/parameterValues';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { flowJsonAsset } from './assets';
import { flowLocator, readFlowId } from './fields';
import { outputField, readOutputField } from './outputField';

const FIELD = 'Output As';
const outputs = ['binary', 'json', 'text'] as const;

/** Drafts may contain invalid JSON, which is output as text. */
function parsed(text: string): IDataObject {
	try {
		return { flowJson: JSON.parse(text) as IDataObject };
	} catch {
		return { flowJsonText: text };
	}
}

/**
 * Flow > Get JSON: downloads the asset of GET /{flow}/assets with the Flow JSON. WhatsApp docs: Flows > Flows API >
 * Asset list.
 */
export const getJson: Operation = {
	properties: [
		flowLocator('The flow whose JSON to read'),
		{
			displayName: FIELD,
			name: 'outputAs',
			type: 'options',
			options: [
				{ name: 'Binary File', value: 'binary', description: 'A JSON file in the binary data of the output item' },
				{
					name: 'JSON',
					value: 'json',
					description: 'An object in the field flowJson; text in flowJsonText where a draft holds what is no JSON',
				},
				{
					name: 'Text',
					value: 'text',
					description: 'Text in the field flowJsonText, with its line breaks, as it was handed in',
				},
			],
			default: 'json',
			description: 'How the JSON comes out',
		},
		{ ...outputField, displayOptions: { show: { outputAs: ['binary'] } } },
		readOptions,
	],

	prepare(item) {
		const id = readFlowId(item);
		const output = readEnum(item.parameter('outputAs', 'json'), FIELD, outputs, 'json');
		const field = output === 'binary' ? readOutputField(item) : undefined;
		return {
			async run(): Promise<INodeExecutionData> {
				const asset = await flowJsonAsset(item, id);
				const url = String(asset.download_url);
				if (field !== undefined) {
					const file = await item.graph.download({ url, mime_type: 'application/json' }, 'flow.json');
					return { json: { id }, binary: { [field]: file } };
				}
				const text = await item.graph.readAsset(url);
				return { json: { id, ...(output === 'text' ? { flowJsonText: text } : parsed(text)) } };
			},
		};
	},
};
