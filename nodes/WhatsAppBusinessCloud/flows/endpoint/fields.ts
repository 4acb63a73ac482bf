import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_TIME_LIMIT,
	EXPIRED_MESSAGE,
	FAILED_MESSAGE,
	LARGEST_FLOW_FILE,
	LATE_MESSAGE,
} from './endpointSettings';
import { docsLink } from '../../shared/docs';

const notice: INodeProperties = {
	displayName: `Set this node's Production URL as the endpoint URI of the Flow, with <b>Flow > Update</b> of the WhatsApp Business Cloud node or in WhatsApp Manager. End each branch of this workflow with <b>Flow > Respond to Endpoint</b>. WhatsApp's health checks are answered automatically. ${docsLink('flows.md#the-endpoint', 'More')}`,
	name: 'setupNotice',
	type: 'notice',
	default: '',
};

const unsignedNotice: INodeProperties = {
	displayName:
		'Without the signature check, anyone who knows the URL and the public key can send forged requests. Turn it off for local testing only.',
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
				"Whether to reject requests that are not signed by Meta. Requires 'App Secret' in the credential. Warning: when off, anyone who knows the URL can send forged requests.",
		},
		{
			displayName: 'Download Media',
			name: 'downloadMedia',
			type: 'boolean',
			default: false,
			description:
				'Whether to download and decrypt the files that users selected in the Flow as binary data. The item lists them in "files". Downloads count toward the time limit.',
		},
		{
			displayName: 'Error Message',
			name: 'failedMessage',
			type: 'string',
			default: FAILED_MESSAGE,
			description: 'Message to show to the user if the workflow fails or ends without a response',
		},
		{
			displayName: 'Error Screen',
			name: 'errorScreen',
			type: 'string',
			default: '',
			placeholder: 'e.g. WELCOME',
			description:
				"ID of the screen that shows these messages while the Flow is opening. Default: WhatsApp's own error. Once the Flow is open, messages appear on the current screen.",
		},
		{
			displayName: 'Invalid Token Message',
			name: 'expiredMessage',
			type: 'string',
			default: EXPIRED_MESSAGE,
			description:
				'Message to show to the user if a signed Flow token has expired or is invalid. WhatsApp disables the button that opened the Flow.',
		},
		{
			displayName: 'Max File Size (MB)',
			name: 'maxFileSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: LARGEST_FLOW_FILE,
			description: 'Maximum size of files to download. Larger files are skipped.',
		},
		{
			displayName: 'Output Data Field Name',
			name: 'mediaField',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description:
				"The name of the output field for files downloaded with 'Download Media'. Additional files get the suffix _1, _2 and so on.",
		},
		{
			displayName: 'Require Signed Token',
			name: 'onlySignedTokens',
			type: 'boolean',
			default: false,
			description:
				'Whether to reject Flow tokens that were not created by the WhatsApp Business Cloud node. The preview in WhatsApp Manager uses its own tokens and is rejected too.',
		},
		{
			displayName: 'Time Limit (Seconds)',
			name: 'timeLimit',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 9.5, numberPrecision: 1 },
			default: DEFAULT_TIME_LIMIT,
			description:
				"How long to wait for the workflow before showing 'Timeout Message', in seconds. WhatsApp's limit is 10 seconds.",
		},
		{
			displayName: 'Timeout Message',
			name: 'lateMessage',
			type: 'string',
			default: LATE_MESSAGE,
			description: "Message to show to the user if the workflow does not respond within 'Time Limit (Seconds)'",
		},
		{
			displayName: 'Trigger on Error Notifications',
			name: 'passErrors',
			type: 'boolean',
			default: false,
			description:
				"Whether to also start the workflow when WhatsApp reports that it could not show a response. The item has the action 'error' and needs no response. These reports are always logged.",
		},
	],
};

/** All fields of the endpoint trigger. */
export const endpointFields: INodeProperties[] = [notice, unsignedNotice, options];
