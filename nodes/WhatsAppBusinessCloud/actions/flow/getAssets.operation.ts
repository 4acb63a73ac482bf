import { optionalFlag, optionalText } from '../../shared/input/parameterValues';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { listAssets } from './assets';
import { flowLocator, readFlowId } from './fields';
import { outputField, readOutputField } from '../outputField';

/** Flow > Get Assets: GET /{flow}/assets. WhatsApp docs: Flows > Flows API > Asset list. */
export const getAssets: Operation = {
	properties: [
		flowLocator('The Flow to list the assets of'),
		{
			displayName: 'Download Files',
			name: 'download',
			type: 'boolean',
			default: false,
			description:
				'Whether to download the files as binary data, one item per file. Currently, a Flow has one file at most: its JSON.',
		},
		{ ...outputField, displayOptions: { show: { download: [true] } } },
		...readOptions,
	],

	prepare(item) {
		const id = readFlowId(item);
		const field = optionalFlag(item.parameter('download', false), 'Download Files') ? readOutputField(item) : undefined;
		return {
			async run() {
				const assets = await listAssets(item, id);
				if (field === undefined) return assets.map((json) => ({ json }));
				const files = assets.map(async ({ download_url: url, ...json }) => {
					const binary = await item.graph.download({ url: String(url) }, optionalText(json.name, 'name'));
					// The URL expires, and later nodes have the file.
					return { json, binary: { [field]: binary } };
				});
				return await Promise.all(files);
			},
		};
	},
};
