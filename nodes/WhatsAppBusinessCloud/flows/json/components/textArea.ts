import { STRING, type ComponentSpec } from '../types';
import { choice, errorMessage, flag, name, required, number, text, type, visibility } from './build';

/** WhatsApp docs: Flows > Components > Text entry components > TextArea; Changelog, 11 March 2025 for `label-variant`. */
export const textArea: ComponentSpec = {
	type: 'TextArea',
	value: () => STRING,
	properties: {
		type,
		name,
		label: required(20),
		'label-variant': choice(['large'], { since: 700 }),
		required: flag(),
		'max-length': number([0, Infinity], { digits: true }),
		'helper-text': text(80),
		enabled: flag(),
		visible: visibility,
		'init-value': text(undefined, { outsideForm: true }),
		'error-message': errorMessage(),
	},
};
