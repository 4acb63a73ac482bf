import type { IDataObject } from 'n8n-workflow';
import { withLostResponseRecovery } from '../run/recoverLostResponse';
import type { OperationItem } from '../types';

interface NewTemplate extends IDataObject {
	name: string;
	language: string;
}

/**
 * The template with this name and language, as the lost response would have contained it; undefined when there is none.
 */
async function existing(
	item: OperationItem,
	path: string[],
	{ name, language }: NewTemplate,
): Promise<IDataObject | undefined> {
	const query = { fields: 'id,name,language,status,category', name, language };
	for await (const row of item.graph.pages({ method: 'GET', path, query })) {
		if (row.name === name && row.language === language)
			return { id: row.id, status: row.status, category: row.category };
	}
	return undefined;
}

/**
 * POST /{waba}/message_templates. If the response is lost, the list of templates shows whether the new one exists: a
 * blind retry would be rejected because it already exists. WhatsApp docs: Templates > Create.
 * @returns `{id, status, category}`
 * @throws NodeApiError
 */
export async function createTemplate(item: OperationItem, account: string, body: NewTemplate): Promise<IDataObject> {
	const path = [account, 'message_templates'];
	return await withLostResponseRecovery(
		item,
		async () => await item.graph.request({ method: 'POST', path, body }),
		async () => await existing(item, path, body),
	);
}
