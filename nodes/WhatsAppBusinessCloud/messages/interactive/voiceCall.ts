import { omitUndefined, readAdditionalFields } from '../../shared/input/parameterValues';
import { buttonTextField, buttonTextName } from './buttonText';
import { limitedText, wholeNumber } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { numbers, texts } from './interactiveLimits';

const fields = { minutes: 'Button Expires After (Minutes)', payload: 'Call Payload' };

/** WhatsApp docs: Calling API > Call button messages. `{name, parameters: {display_text, ttl_minutes, payload}}`. */
export const voiceCall = interactiveType({
	value: 'voice_call',
	name: 'Voice Call Button',
	description: 'Send a text with a button that calls your business on WhatsApp',
	body: { placeholder: 'e.g. Would you rather talk to us?' },
	properties: [
		buttonTextField({
			limit: texts.callButton,
			isOptional: true,
			placeholder: 'e.g. Call us',
			description: 'Text of the button (default: Call Now)',
		}),
	],
	additionalFields: [
		{
			displayName: fields.payload,
			name: 'callPayload',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-2044',
			description: `Custom text to include in the call webhook, up to ${texts.callPayload.max} characters. Not shown to the recipient.`,
		},
		{
			displayName: fields.minutes,
			name: 'ttlMinutes',
			type: 'number',
			default: 10080,
			typeOptions: { minValue: numbers.callButtonMinutes.min, maxValue: numbers.callButtonMinutes.max },
			description: 'How long the button works, in minutes, up to 43,200 (30 days). Default: 10,080 (7 days).',
		},
	],
	action(parameters) {
		const { ttlMinutes, callPayload } = readAdditionalFields(parameters.additionalFields);
		const settings = omitUndefined({
			display_text: limitedText(parameters.buttonText, texts.callButton, buttonTextName)?.trim(),
			ttl_minutes: wholeNumber(ttlMinutes, numbers.callButtonMinutes, fields.minutes),
			payload: limitedText(callPayload, texts.callPayload, fields.payload),
		});
		return {
			action: omitUndefined({
				name: 'voice_call',
				parameters: Object.keys(settings).length > 0 ? settings : undefined,
			}),
		};
	},
});
