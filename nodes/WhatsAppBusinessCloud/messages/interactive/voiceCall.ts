import { omitUndefined } from '../../shared/input/parameterValues';
import { additional } from './additional';
import { buttonTextField, buttonTextName } from './buttonText';
import { limitedText, wholeNumber } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { numbers, texts } from './limits';

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
			description: 'What the button says; "Call Now" when empty',
		}),
	],
	additionalFields: [
		{
			displayName: fields.payload,
			name: 'callPayload',
			type: 'string',
			default: '',
			placeholder: 'e.g. order-2044',
			description: `Text of your own that comes with the call, up to ${texts.callPayload.max} characters. The recipient does not see it.`,
		},
		{
			displayName: fields.minutes,
			name: 'ttlMinutes',
			type: 'number',
			default: 10080,
			typeOptions: { minValue: numbers.callButtonMinutes.min, maxValue: numbers.callButtonMinutes.max },
			description:
				'How long the button can be tapped, in minutes: up to 43,200 (30 days). WhatsApp takes 10,080 (7 days) when nothing is set.',
		},
	],
	action(parameters) {
		const { ttlMinutes, callPayload } = additional(parameters);
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
