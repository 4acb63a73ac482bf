import type { Resource } from '../types';
import { add } from './add.operation';
import { checkHealth } from './checkHealth.operation';
import { deregister } from './deregister.operation';
import { get } from './get.operation';
import { getMany } from './getMany.operation';
import { getSettings } from './getSettings.operation';
import { register } from './register.operation';
import { requestCode } from './requestCode.operation';
import { requestDisplayName } from './requestDisplayName.operation';
import { setPin } from './setPin.operation';
import { updateSettings } from './updateSettings.operation';
import { verifyCode } from './verifyCode.operation';

// n8n's lint takes an object with the text 'getAll' for an operation.
const chosenAtFirst = 'getAll';

export const phoneNumber: Resource = {
	name: 'Phone Number',
	value: 'phoneNumber',
	description: 'Your numbers: status, settings, registration',
	credential: 'whatsAppBusinessCloudApi',
	permission: 'whatsapp_business_management',
	default: chosenAtFirst,
	operations: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many phone numbers',
			description: 'Get a list of your phone numbers with their status and quality',
			operation: getMany,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get phone number',
			description: 'Get the status, quality rating and messaging limit of a number',
			operation: get,
		},
		{
			name: 'Check Health',
			value: 'checkHealth',
			action: 'Check health of phone number',
			description: 'Find out whether a number can send messages, and what to fix if it cannot',
			operation: checkHealth,
		},
		{
			name: 'Get Settings',
			value: 'getSettings',
			action: 'Get settings of phone number',
			description: 'Get the settings for calls, call hours, voicemail and storage',
			operation: getSettings,
		},
		{
			name: 'Update Settings',
			value: 'updateSettings',
			action: 'Update settings of phone number',
			description: 'Change the settings for calls, opening hours, holidays, voicemail and storage',
			operation: updateSettings,
		},
		{
			name: 'Add',
			value: 'add',
			action: 'Add phone number',
			description: 'Add a new number to your account. Next, verify it with a code.',
			operation: add,
		},
		{
			name: 'Request Code',
			value: 'requestCode',
			action: 'Request verification code for phone number',
			description: 'Let Meta send a verification code to a new number by SMS or call',
			operation: requestCode,
		},
		{
			name: 'Verify Code',
			value: 'verifyCode',
			action: 'Verify phone number with code',
			description: 'Confirm a new number with the code that it received',
			operation: verifyCode,
		},
		{
			name: 'Register',
			value: 'register',
			action: 'Register phone number',
			description: 'Start to use a verified number for messages',
			operation: register,
		},
		{
			name: 'Request Display Name',
			value: 'requestDisplayName',
			action: 'Request display name for phone number',
			description: 'Ask Meta for a new name that customers see. The decision follows later.',
			operation: requestDisplayName,
		},
		{
			name: 'Set PIN',
			value: 'setPin',
			action: 'Set PIN of phone number',
			description: 'Set the PIN that protects the registration of a number',
			operation: setPin,
		},
		{
			name: 'Deregister',
			value: 'deregister',
			action: 'Deregister phone number',
			description: 'Stop using a number for messages',
			operation: deregister,
		},
	],
};
