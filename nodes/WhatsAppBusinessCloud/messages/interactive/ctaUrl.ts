import { requiredTitle, requiredUrl } from '../../shared/input/validators';
import { buttonTextField, buttonTextName } from './buttonText';
import { interactiveType } from './defineInteractiveType';
import { texts } from './interactiveLimits';

const urlName = 'URL';

/** WhatsApp docs: Messages > Interactive call-to-action URL button messages. `{name, parameters: {display_text, url}}`. */
export const ctaUrl = interactiveType({
	value: 'cta_url',
	name: 'URL Button (CTA)',
	description: 'Send a text with a button that opens a web page',
	headers: ['text', 'image', 'video', 'document'],
	body: { placeholder: 'e.g. Your table is booked. You can change or cancel it any time.' },
	properties: [
		buttonTextField({ limit: texts.linkText, placeholder: 'e.g. See my booking', description: 'Text of the button' }),
		{
			displayName: urlName,
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/bookings/2044',
			description: "URL that the button opens in the recipient's browser",
		},
	],
	action: (parameters) => ({
		action: {
			name: 'cta_url',
			parameters: {
				display_text: requiredTitle(
					parameters.buttonText,
					texts.linkText,
					buttonTextName,
					'Enter the text of the button',
				),
				url: requiredUrl(parameters.url, urlName),
			},
		},
	}),
});
