import type { IDataObject } from 'n8n-workflow';
import { businessAccount, limitFields, simplifyField } from '../../shared/input/commonFields';
import { isObject } from '../../shared/input/parameterValues';
import { compact, part, text } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { readRows } from '../availableFields';
import { readLimit, readSimplify } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';

const FIELDS = ['id', 'name', 'description', 'whatsapp_business_templates'] as const;

/** A template group with plain fields. Its templates are a list, or an edge with a list; entries are objects or IDs. */
function simplify(row: IDataObject): IDataObject {
	const templates = row.whatsapp_business_templates;
	const list = isObject(templates) ? part(templates).data : templates;
	const ids = Array.isArray(list) ? list.flatMap((one) => text(isObject(one) ? one.id : one) ?? []) : undefined;
	return compact({
		id: text(row.id),
		name: text(row.name),
		description: text(row.description),
		templateIds: ids,
	});
}

/** Template Group > Get Many: GET /{waba}/template_groups. WhatsApp docs: Templates > Template groups. */
export const getMany: Operation = {
	properties: [businessAccount, ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const path = [readAccount(item), 'template_groups'];
		const limit = readLimit(item);
		const simple = readSimplify(item);
		return {
			async run() {
				const rows = await readRows(item, path, FIELDS, limit);
				return rows.map((row) => ({ json: simple ? simplify(row) : row }));
			},
		};
	},
};
