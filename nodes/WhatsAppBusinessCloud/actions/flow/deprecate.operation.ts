import { stateChange } from './stateChange';

/** Flow > Deprecate: POST /{flow}/deprecate. WhatsApp docs: Flows > Flows API > Deprecating a flow. */
export const deprecate = stateChange({
	edge: 'deprecate',
	status: 'DEPRECATED',
	description: 'The published flow to retire',
	notice:
		'Deprecating cannot be undone: the flow cannot be sent or opened any more, not even from messages that were sent before.',
});
