import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TIME_LIMIT, EXPIRED_MESSAGE, FAILED_MESSAGE, LARGEST_FLOW_FILE, LATE_MESSAGE } from './settings';

const notice: INodeProperties = {
	displayName:
		"Give the flow this node's Production URL as its endpoint: <b>Flow > Update</b> of the WhatsApp Business Cloud node, field Endpoint URI, or the flow's settings in WhatsApp Manager. Every request has to be answered by <b>Flow > Respond to Endpoint</b>, at the end of each branch of this workflow. Health checks of WhatsApp are answered by themselves.",
	name: 'setupNotice',
	type: 'notice',
	default: '',
};

const unsignedNotice: INodeProperties = {
	displayName:
		'Without the signature, anybody who knows the address and the public key can send requests that look like those of a customer. Switch the check off for a local try only.',
	name: 'signatureNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '/options.checkSignature': [false] } },
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Check Signature',
			name: 'checkSignature',
			type: 'boolean',
			default: true,
			description:
				"Whether to turn down requests that Meta did not sign. Needs 'App Secret' in the credential. Warning: when off, anybody who knows the address can send requests that look like those of a customer.",
		},
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: false,
			description:
				'Whether to fetch and decrypt the files that users picked in the Flow, into binary data. The item lists them in "files". This takes part of the time that WhatsApp waits for the response.',
		},
		{
			displayName: 'Error Message',
			name: 'failedMessage',
			type: 'string',
			default: FAILED_MESSAGE,
			description: 'What the person reads when the workflow fails, or ends without an answer',
		},
		{
			displayName: 'Invalid Token Message',
			name: 'expiredMessage',
			type: 'string',
			default: EXPIRED_MESSAGE,
			description:
				'What the person reads when a flow token made by the WhatsApp Business Cloud node has expired, or was changed. WhatsApp then disables the button that opened the Flow.',
		},
		{
			displayName: 'Max File Size (MB)',
			name: 'maxFileSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: LARGEST_FLOW_FILE,
			description: 'Larger files are not downloaded',
		},
		{
			displayName: 'Output Data Field Name',
			name: 'mediaField',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description:
				"The name of the output field that 'Download Media' puts a file into; further files get _1, _2 and so on",
		},
		{
			displayName: 'Require Signed Token',
			name: 'onlySignedTokens',
			type: 'boolean',
			default: false,
			description:
				'Whether to turn down flow tokens that the WhatsApp Business Cloud node did not make. The preview in WhatsApp Manager uses tokens of its own, and does not work then.',
		},
		{
			displayName: 'Screen for Messages',
			name: 'errorScreen',
			type: 'string',
			default: '',
			placeholder: 'e.g. WELCOME',
			description:
				'ID of a screen to show the messages on when a Flow is just being opened. Without one, WhatsApp shows an error of its own then. At all other times the messages appear on the screen where the person is.',
		},
		{
			displayName: 'Time Limit (Seconds)',
			name: 'timeLimit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 9.5, numberPrecision: 1 },
			default: DEFAULT_TIME_LIMIT,
			description:
				"How long to wait for the workflow before 'Timeout Message' goes out. WhatsApp gives up after 10 seconds.",
		},
		{
			displayName: 'Timeout Message',
			name: 'lateMessage',
			type: 'string',
			default: LATE_MESSAGE,
			description: "What the person reads when the workflow does not answer within 'Time Limit'",
		},
		{
			displayName: 'Trigger on Error Notifications',
			name: 'passErrors',
			type: 'boolean',
			default: false,
			description:
				"Whether the workflow also starts when WhatsApp reports that it could not show an answer. Such an item has 'error' as its action, and needs no answer. In any case a line is written to n8n's log.",
		},
	],
};

/** All fields of the endpoint trigger. */
export const endpointFields: INodeProperties[] = [notice, unsignedNotice, options];
