import { body, choice, finish, input, texts as of } from './components';
import type { Starter } from './types';

const texts = {
	title: of.title('Book an Appointment'),
	introduction: of.introduction('Tell us what you need and when. We confirm your appointment shortly.'),
	services: of.options('Services', ['Consultation', 'First visit', 'Follow-up'], 'dropdown'),
	times: of.options('Times', ['9:00', '10:30', '14:00', '15:30'], 'dropdown'),
	button: of.button('Request Appointment'),
	serviceLabel: of.label('Service Label', 'Service'),
	dateLabel: of.dateLabel('Date Label', 'Date'),
	timeLabel: of.label('Time Label', 'Time'),
	nameLabel: of.label('Name Label', 'Your name'),
	notesLabel: of.label('Notes Label', 'Notes'),
};

export const appointment: Starter<keyof typeof texts> = {
	value: 'appointment',
	name: 'Appointment Booking',
	description: 'Ask for service, date, time and name',
	texts,
	screen: ({ text, list }) => ({
		id: 'APPOINTMENT',
		title: text('title'),
		children: [
			body(text('introduction')),
			choice('Dropdown', 'service', text('serviceLabel'), list('services')),
			input('DatePicker', 'date', text('dateLabel')),
			choice('Dropdown', 'time', text('timeLabel'), list('times')),
			input('TextInput', 'name', text('nameLabel')),
			input('TextArea', 'notes', text('notesLabel'), { required: false }),
			finish(text('button'), ['service', 'date', 'time', 'name', 'notes']),
		],
	}),
};
