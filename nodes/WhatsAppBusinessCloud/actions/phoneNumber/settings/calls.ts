import { InputError } from '../../../shared/inputError';
import { isCountry } from '../../../shared/input/phone';
import { omitUndefined, optionalFlag, readCollection, readEnum } from '../../../shared/input/parameterValues';
import { entriesOf } from '../../listOperation';
import { onOff, type SettingsGroup } from './types';

const fields = {
	group: 'Call Settings',
	allow: 'Allow Calls',
	button: 'Call Button',
	countries: 'Call Button Only in Countries',
	callback: 'Ask for Callback Permission',
	codecs: 'Additional Codecs',
	srtp: 'SRTP Key Exchange',
};

/** @returns two-letter country codes @throws InputError */
function readCountries(value: unknown): string[] {
	return entriesOf(value).map((entry) => {
		const code = String(entry).trim().toUpperCase();
		if (isCountry(code)) return code;
		throw new InputError(
			fields.countries,
			`contains '${code.slice(0, 20)}', which is no country`,
			'Enter two-letter codes, such as DE, US',
		);
	});
}

const flag = (value: unknown, field: string): string | undefined => {
	const isOn = optionalFlag(value, field);
	return isOn === undefined ? undefined : onOff(isOn);
};

/** WhatsApp docs: Cloud API Calling > Settings. */
export const calls: SettingsGroup = {
	name: 'Calls',
	value: 'calls',
	description: 'Whether customers can call the number, and the call button in the chat',
	properties: [
		{
			displayName: fields.group,
			name: 'callSettings',
			type: 'collection',
			placeholder: 'Add Setting',
			default: {},
			description: 'The settings to change. Those that you do not add stay as they are.',
			options: [
				{
					displayName: fields.codecs,
					name: 'codecs',
					type: 'multiOptions',
					options: [
						{ name: 'PCMA (G.711 A-Law)', value: 'PCMA' },
						{ name: 'PCMU (G.711 Mu-Law)', value: 'PCMU' },
					],
					default: [],
					description: 'Audio codecs besides Opus. None removes them.',
				},
				{
					displayName: fields.allow,
					name: 'allow',
					type: 'boolean',
					default: true,
					description: 'Whether customers can call the number. It can take up to 7 days until all phones show it.',
				},
				{
					displayName: fields.callback,
					name: 'callbackPermission',
					type: 'boolean',
					default: true,
					description: 'Whether a customer who calls is asked if you may call back',
				},
				{
					displayName: fields.button,
					name: 'button',
					type: 'options',
					options: [
						{ name: 'Hide', value: 'DISABLE_ALL', description: 'Customers call only from a button in a message' },
						{ name: 'Show', value: 'DEFAULT', description: 'In the chat and in the profile' },
					],
					default: 'DEFAULT',
					description: 'Whether the chat has a call button',
				},
				{
					displayName: fields.countries,
					name: 'countries',
					type: 'string',
					default: '',
					placeholder: 'e.g. DE, AT, CH',
					description: 'Show the call button only to customers in these countries. Empty means everywhere.',
				},
				{
					displayName: fields.srtp,
					name: 'srtp',
					type: 'options',
					options: [
						{ name: 'DTLS', value: 'DTLS' },
						{ name: 'SDES', value: 'SDES' },
					],
					default: 'DTLS',
					description: 'How the keys of encrypted audio are exchanged with your SIP server',
				},
			],
		},
	],

	prepare(item) {
		const values = readCollection(item.parameter('callSettings', {}), fields.group);
		const calling = omitUndefined({
			status: flag(values.allow, fields.allow),
			call_icon_visibility:
				values.button === undefined
					? undefined
					: readEnum(values.button, fields.button, ['DEFAULT', 'DISABLE_ALL'], 'DEFAULT'),
			call_icons:
				values.countries === undefined ? undefined : { restrict_to_user_countries: readCountries(values.countries) },
			callback_permission_status: flag(values.callbackPermission, fields.callback),
			srtp_key_exchange_protocol:
				values.srtp === undefined ? undefined : readEnum(values.srtp, fields.srtp, ['DTLS', 'SDES'], 'DTLS'),
			audio: values.codecs === undefined ? undefined : { additional_codecs: entriesOf(values.codecs).map(String) },
		});
		if (Object.keys(calling).length === 0)
			throw new InputError(fields.group, 'has no setting to change', "Use 'Add Setting' to add one");
		return () => ({ calling });
	},
};
