import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../../../shared/input/commonFields';
import { docsLink } from '../../../shared/docs';
import { withDisplayOptions } from '../../../shared/displayOptions';

/** Display name of the list of numbers, in errors. n8n's lint wants a longer one in the form. */
export const poolField = 'Sender Phone Numbers';

const sendFrom: INodeProperties = {
	displayName: 'Send From',
	name: 'sendFrom',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'One Number', value: 'number' },
		{
			name: 'Several Numbers (Pool)',
			value: 'pool',
			description:
				'Each recipient always gets messages from the same number. Use templates: a 24-hour window is open for one number only. If Meta blocks a number, the others take over.',
		},
	],
	default: 'number',
	description: 'Whether to send from one phone number or from several',
};

const phoneNumberIds: INodeProperties = {
	displayName: 'Sender Phone Number Names or IDs',
	name: 'phoneNumberIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getPhoneNumbers' },
	required: true,
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: docsLink('large-runs.md#several-numbers', 'How the messages are spread'),
};

/** The number that sends, or the numbers of a pool. */
export const senderFields: INodeProperties[] = [
	sendFrom,
	...withDisplayOptions({ sendFrom: ['number'] }, [phoneNumberId]),
	...withDisplayOptions({ sendFrom: ['pool'] }, [phoneNumberIds]),
];
