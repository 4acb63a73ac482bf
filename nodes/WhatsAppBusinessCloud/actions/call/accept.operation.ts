import { optionalFlag } from '../../shared/input/parameterValues';
import { actOnCall } from './actOnCall';
import { callFields, readCallFields, readSession, sdpField } from './fields';

const FIELD = 'Prepare Only';

/** Call > Accept: WhatsApp docs: Calling API > User-initiated calls. */
export const accept = actOnCall(
	[
		sdpField('with which your telephony software answers'),
		{
			displayName: FIELD,
			name: 'prepareOnly',
			type: 'boolean',
			default: false,
			description:
				'Whether to set up the connection without picking up yet (pre-accept). Then the audio starts sooner when you accept.',
		},
		callFields,
	],
	(item) => ({
		action: optionalFlag(item.parameter('prepareOnly', false), FIELD) ? 'pre_accept' : 'accept',
		session: readSession(item, 'answer'),
		...readCallFields(item),
	}),
);
