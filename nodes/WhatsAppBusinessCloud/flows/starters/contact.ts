import { body, choice, finish, input, texts as of } from './components';
import type { Starter } from './types';

const texts = {
	title: of.title('Contact Us'),
	introduction: of.introduction('Leave your details, and we will get back to you.'),
	topics: of.options('Topics', ['Prices', 'Products', 'Something else'], 'dropdown'),
	button: of.button('Send'),
	nameLabel: of.label('Name Label', 'Your name'),
	emailLabel: of.label('Email Label', 'Email'),
	topicLabel: of.label('Topic Label', 'Topic'),
	messageLabel: of.label('Message Label', 'Your message'),
	consentLabel: of.optIn('Consent Label', 'You may contact me about my request'),
};

export const contact: Starter<keyof typeof texts> = {
	value: 'contact',
	name: 'Contact Form',
	description: 'Ask for name, email, topic, message and consent, for inquiries and leads',
	texts,
	screen: ({ text, list }) => ({
		id: 'CONTACT',
		title: text('title'),
		children: [
			body(text('introduction')),
			input('TextInput', 'name', text('nameLabel')),
			input('TextInput', 'email', text('emailLabel'), { 'input-type': 'email' }),
			choice('Dropdown', 'topic', text('topicLabel'), list('topics')),
			input('TextArea', 'message', text('messageLabel'), { required: false }),
			input('OptIn', 'consent', text('consentLabel')),
			finish(text('button'), ['name', 'email', 'topic', 'message', 'consent']),
		],
	}),
};
