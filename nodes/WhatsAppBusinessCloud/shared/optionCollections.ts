import type { INodeParameters } from 'n8n-workflow';

/** Parameter and label of each collection of optional settings, in the order of the form. */
export const optionCollectionNames = {
	options: 'Options',
	largeRuns: 'Large Runs',
	network: 'Network',
} as const;

export type OptionCollection = keyof typeof optionCollectionNames;

/** The parameters of a node without its options, which affect neither the content of a message nor its recipient. */
export const withoutOptions = (parameters: INodeParameters): INodeParameters =>
	Object.fromEntries(Object.entries(parameters).filter(([name]) => !Object.hasOwn(optionCollectionNames, name)));
