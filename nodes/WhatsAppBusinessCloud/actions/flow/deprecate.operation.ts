import { stateChange } from './stateChange';

/** Flow > Deprecate: POST /{flow}/deprecate. WhatsApp docs: Flows > Flows API > Deprecating a flow. */
export const deprecate = stateChange({
	edge: 'deprecate',
	status: 'DEPRECATED',
	description: 'The published Flow to deprecate',
	notice:
		'Deprecation cannot be undone. The Flow can no longer be sent or opened, even from messages that were already sent.',
});
