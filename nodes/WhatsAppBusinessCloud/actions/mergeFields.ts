import type { INodeProperties } from 'n8n-workflow';
import { withDisplayOptions } from '../shared/displayOptions';

/** The form of an operation. */
interface Form {
	operation: string;
	fields: INodeProperties[];
}

/** A field, and the operations that have it. */
interface SharedField {
	field: INodeProperties;
	/** Equal for equal fields. */
	key: string;
	operations: string[];
}

/**
 * For each pair of positions, how many fields the rest of `list` and the rest of `fields` can share in their order: the
 * length of the longest common subsequence.
 */
function countShared(list: SharedField[], fields: SharedField[]): number[][] {
	const counts = Array.from({ length: list.length + 1 }, () => new Array<number>(fields.length + 1).fill(0));
	for (let i = list.length - 1; i >= 0; i--) {
		for (let j = fields.length - 1; j >= 0; j--) {
			counts[i][j] =
				list[i].key === fields[j].key ? counts[i + 1][j + 1] + 1 : Math.max(counts[i + 1][j], counts[i][j + 1]);
		}
	}
	return counts;
}

/** Adds the fields of one more form to the list, so that both keep their order. */
function addForm(list: SharedField[], fields: SharedField[]): SharedField[] {
	const counts = countShared(list, fields);
	const merged: SharedField[] = [];
	let i = 0;
	let j = 0;
	while (i < list.length || j < fields.length) {
		const key = list[i]?.key;
		if (key !== undefined && key === fields[j]?.key)
			merged.push({ ...list[i], operations: [...list[i++].operations, ...fields[j++].operations] });
		else if (j === fields.length || (i < list.length && counts[i + 1][j] >= counts[i][j + 1])) merged.push(list[i++]);
		else merged.push(fields[j++]);
	}
	return merged;
}

/**
 * The fields of a resource. A field that several operations have in common, such as Options, is in the list once, which
 * keeps the node's description small: n8n's editor loads it with each workflow. Each operation shows its own fields in
 * its own order.
 */
export function mergeFields(resource: string, forms: Form[]): INodeProperties[] {
	const merged = forms.reduce<SharedField[]>(
		(list, { operation, fields }) =>
			addForm(
				list,
				fields.map((field) => ({ field, key: JSON.stringify(field), operations: [operation] })),
			),
		[],
	);
	return merged.flatMap(({ field, operations }) =>
		withDisplayOptions({ resource: [resource], operation: operations }, [field]),
	);
}
