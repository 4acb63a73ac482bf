import type { Resource } from '../types';
import { accept } from './accept.operation';
import { connect } from './connect.operation';
import { downloadRecording } from './downloadRecording.operation';
import { getPermission } from './getPermission.operation';
import { getTranscript } from './getTranscript.operation';
import { reject } from './reject.operation';
import { terminate } from './terminate.operation';

export const call: Resource = {
	name: 'Call',
	value: 'call',
	description: 'Whether you may call customers, recordings and transcripts',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_messaging',
	default: 'getPermission',
	operations: [
		{
			name: 'Get Permission',
			value: 'getPermission',
			action: 'Get permission to call user',
			description: 'Find out whether you may call a customer, and until when',
			operation: getPermission,
		},
		{
			name: 'Reject',
			value: 'reject',
			action: 'Reject call',
			description: 'Reject an incoming call that is ringing',
			operation: reject,
		},
		{
			name: 'Get Transcript',
			value: 'getTranscript',
			action: 'Get transcript of call',
			description: 'Get what was said in a call, as text',
			operation: getTranscript,
		},
		{
			name: 'Download Recording',
			value: 'downloadRecording',
			action: 'Download recording of call',
			description: 'Download the audio file of a recorded call',
			operation: downloadRecording,
		},
		{
			name: 'Terminate',
			value: 'terminate',
			action: 'Terminate call',
			description: 'End a call',
			operation: terminate,
		},
		{
			name: 'Accept',
			value: 'accept',
			action: 'Accept call',
			description: 'Take an incoming call with telephony software of your own',
			operation: accept,
		},
		{
			name: 'Connect',
			value: 'connect',
			action: 'Connect call to user',
			description: 'Call a customer with telephony software of your own',
			operation: connect,
		},
	],
};
