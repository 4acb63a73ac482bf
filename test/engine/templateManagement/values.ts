import type { IDataObject } from 'n8n-workflow';

/** A value picked from a list of the editor. */
export const fromList = (value: string): { __rl: true; mode: string; value: string } => ({
	__rl: true,
	mode: 'list',
	value,
});
/** The output of a run with one item. */
export const singleItem = (json: IDataObject): unknown => [{ json, pairedItem: { item: 0 } }];
