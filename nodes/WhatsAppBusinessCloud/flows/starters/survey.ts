import { body, choice, finish, input, texts as of } from './components';
import type { Starter } from './types';

const texts = {
	title: of.title('Your Feedback'),
	introduction: of.introduction('Thank you for your visit. It takes less than a minute.'),
	ratings: of.options('Ratings', ['Excellent', 'Good', 'Fair', 'Poor'], 'group'),
	aspects: of.options('What Customers Liked', ['Quality', 'Service', 'Price', 'Atmosphere'], 'group'),
	button: of.button('Send Feedback'),
	ratingLabel: of.groupLabel('Rating Label', 'How was your visit?'),
	aspectsLabel: of.groupLabel('Liked Label', 'What did you like?'),
	commentLabel: of.label('Comment Label', 'Anything else?'),
};

export const survey: Starter<keyof typeof texts> = {
	value: 'survey',
	name: 'Feedback Survey',
	description: 'Ask for a rating, what the customer liked and a comment',
	texts,
	screen: ({ text, list }) => ({
		id: 'FEEDBACK',
		title: text('title'),
		children: [
			body(text('introduction')),
			choice('RadioButtonsGroup', 'rating', text('ratingLabel'), list('ratings')),
			choice('CheckboxGroup', 'liked', text('aspectsLabel'), list('aspects'), { required: false }),
			input('TextArea', 'comment', text('commentLabel'), { required: false }),
			finish(text('button'), ['rating', 'liked', 'comment']),
		],
	}),
};
