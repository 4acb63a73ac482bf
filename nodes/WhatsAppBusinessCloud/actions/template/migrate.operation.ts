import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { readSourceAccount, sourceAccountField } from '../migration';
import { writeOptions } from '../options';
import type { Operation } from '../types';

/** One page of a response, one item per template. */
function outcomes(response: IDataObject): INodeExecutionData[] {
	const migrated: unknown[] = Array.isArray(response.migrated_templates)
		? (response.migrated_templates as unknown[])
		: [];
	const failed = isObject(response.failed_templates) ? response.failed_templates : {};
	return [
		...migrated.map((entry) => ({
			json: { status: 'migrated', ...(isObject(entry) ? (entry as IDataObject) : { source_id: String(entry) }) },
		})),
		...Object.entries(failed).map(([id, reason]) => ({
			json: { status: 'failed', source_id: id, reason: reason as string },
		})),
	];
}

/** Template > Migrate: POST /{waba}/migrate_message_templates, in pages of 500. WhatsApp docs: Template migration. */
export const migrate: Operation = {
	properties: [
		sourceAccountField(
			'ID of the WhatsApp Business Account to copy templates from. It must be in the same business portfolio as the account of the credential.',
		),
		...writeOptions,
	],

	prepare(item) {
		const { account, source } = readSourceAccount(item);
		return {
			async run() {
				const found: INodeExecutionData[] = [];
				const seen = new Set<string>();
				for (let page = 0; ; page++) {
					const query = { source_waba_id: source, page_number: page };
					const response = await item.graph.request({
						method: 'POST',
						path: [account, 'migrate_message_templates'],
						query,
						idempotent: true,
					});
					// Meta does not mark the last page: stop at the first one with nothing new.
					const fresh = outcomes(response).filter(({ json }) => !seen.has(String(json.source_id)));
					if (fresh.length === 0) return found;
					fresh.forEach(({ json }) => seen.add(String(json.source_id)));
					found.push(...fresh);
				}
			},
		};
	},
};
