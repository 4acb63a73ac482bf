import { STRING, type ComponentSpec } from '../types';
import { date, errorMessage, flag, list, name, required, selectAction, text, type, visibility } from './build';
import { checkDates } from './dates';
import { ordered } from './options';

/** Dates are strings from 5.0. WhatsApp docs: Flows > Components > DatePicker. */
export const datePicker: ComponentSpec = {
	type: 'DatePicker',
	value: () => STRING,
	properties: {
		type,
		name,
		label: required(40),
		'min-date': date(),
		'max-date': date(),
		'unavailable-dates': list(date()),
		'helper-text': text(80),
		required: flag(),
		enabled: flag(),
		visible: visibility,
		'on-select-action': selectAction(['data_exchange'], { unlisted: ['update_data'] }),
		'init-value': date({ outsideForm: true }),
		'error-message': errorMessage(80),
	},
	checks: [ordered('min-date', 'max-date'), checkDates],
};
