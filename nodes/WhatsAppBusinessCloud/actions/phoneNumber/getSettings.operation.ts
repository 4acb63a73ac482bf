import { simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { camelObject, compact } from '../../shared/untrustedJson';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, readNumberId } from './fields';

const SIP = 'Include SIP Password';

/** Phone Number > Get Settings: GET /{phone}/settings. WhatsApp docs: Phone numbers > Settings. */
export const getSettings: Operation = {
	properties: [
		numberLocator('The phone number to get the settings of'),
		{
			displayName: SIP,
			name: 'includeSipPassword',
			type: 'boolean',
			default: false,
			description:
				'Whether to output the password of the SIP server. Anyone who can open the execution can read it there.',
		},
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const withPassword = optionalFlag(item.parameter('includeSipPassword', false), SIP);
		return {
			async run() {
				const query = withPassword ? { include_sip_credentials: true } : undefined;
				const response = await item.graph.request({ method: 'GET', path: [id, 'settings'], query });
				return { json: simplify ? compact({ id, ...camelObject(response) }) : response };
			},
		};
	},
};
