import type { IDataObject } from 'n8n-workflow';
import { withLostResponseRecovery } from '../run/recoverLostResponse';
import type { OperationItem } from '../types';

interface NewTemplate extends IDataObject {
	name: string;
	language: string;
}

/** The template of this name and language, as creating it would have told of it; undefined when there is none. */
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
 * POST /{waba}/message_templates. When the answer got lost, the list of templates tells whether there is the new one: a
 * blind repeat would be refused with the news that it exists already. WhatsApp docs: Templates > Create.
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
