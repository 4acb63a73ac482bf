import type { INodeProperties } from 'n8n-workflow';
import { docsLink } from '../shared/docs';
import { defaultOptInWords, defaultOptOutWords } from './receive/optOutWords';

const words = (displayName: string, name: string, list: string, what: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	typeOptions: { rows: 3 },
	default: list,
	description: `Messages that count as ${what} for 'Opt-Out and Opt-In': a comma-separated list`,
	hint: `Only a message that is exactly one of these counts. Capital letters and accents do not matter. ${docsLink('receiving.md#opt-outs', 'How opt-outs work')}`,
});

/** Options of the event 'Opt-Out and Opt-In'. */
export const optOutFields: INodeProperties[] = [
	words('Opt-In Words', 'optInWords', defaultOptInWords, 'opt-in'),
	words('Opt-Out Words', 'optOutWords', defaultOptOutWords, 'opt-out'),
];
