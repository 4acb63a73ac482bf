import { after, SECONDS, type Kinds } from './parts';

const template = {
	message_template_id: 1689556908129832,
	message_template_name: 'order_confirmation',
	message_template_language: 'en-US',
};
const status = (event: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	event,
	...template,
	message_template_category: 'UTILITY',
	reason: 'NONE',
	...rest,
});

/** Meta docs: Webhooks, one page per field of templates. */
export const templates: Record<string, Kinds> = {
	message_template_status_update: {
		approved: status('APPROVED'),
		rejected: status('REJECTED', {
			reason: 'INVALID_FORMAT',
			rejection_info: { reason: 'The variable {{1}} stands at the end', recommendation: 'Put text behind it' },
		}),
		paused: status('PAUSED', {
			other_info: {
				title: 'FIRST_PAUSE',
				description: 'Your template was paused for 3 hours because its quality is low.',
			},
		}),
		disabled: status('DISABLED', { disable_info: { disable_date: SECONDS } }),
		pendingDeletion: status('PENDING_DELETION'),
	},
	message_template_quality_update: {
		worse: { previous_quality_score: 'GREEN', new_quality_score: 'YELLOW', ...template },
	},
	message_template_components_update: {
		changed: {
			...template,
			message_template_title: 'Your order',
			message_template_element: 'Thank you for your order, {{1}}!',
			message_template_footer: 'Lucky Shrub',
			message_template_buttons: [
				{
					message_template_button_type: 'URL',
					message_template_button_text: 'Track',
					message_template_button_url: 'https://luckyshrub.example.com/track',
				},
				{
					message_template_button_type: 'PHONE_NUMBER',
					message_template_button_text: 'Call us',
					message_template_button_phone_number: '+16505551111',
				},
			],
		},
	},
	template_category_update: {
		// Meta docs: Webhooks > template_category_update: sent a day ahead, `new_category` is the current category.
		comingUp: {
			...template,
			new_category: 'UTILITY',
			correct_category: 'MARKETING',
			category_update_timestamp: after(86_400),
		},
		changed: { ...template, new_category: 'MARKETING', previous_category: 'UTILITY' },
	},
	// Meta docs: Changelog: the two categories; the page of the field has no payload.
	template_correct_category_detection: {
		detected: { ...template, current_category: 'UTILITY', suggested_category: 'MARKETING' },
	},
};
