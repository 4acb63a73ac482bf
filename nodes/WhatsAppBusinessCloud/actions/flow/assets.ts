import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { OperationItem } from '../types';

/** GET /{flow}/assets: `{name, asset_type, download_url}` each. WhatsApp docs: Flows > Flows API > Asset list. @throws NodeApiError */
export async function listAssets(item: OperationItem, id: string): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for await (const row of item.graph.pages({ method: 'GET', path: [id, 'assets'] })) found.push(row);
	return found;
}

/** The asset that holds the Flow JSON. @throws NodeOperationError when the flow has none yet */
export async function flowJsonAsset(item: OperationItem, id: string): Promise<IDataObject> {
	const found = (await listAssets(item, id)).find(({ asset_type: type }) => type === 'FLOW_JSON');
	if (found) return found;
	throw new NodeOperationError(item.n8n.getNode(), 'The flow has no Flow JSON yet', {
		itemIndex: item.index,
		description: 'Add it with Flow > Update JSON, or create the screens in the Flow Builder.',
	});
}
