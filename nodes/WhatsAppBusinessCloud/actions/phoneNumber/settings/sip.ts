import type { IDataObject } from 'n8n-workflow';
import { InputError, withPath } from '../../../shared/inputError';
import { optionalFlag, requiredText } from '../../../shared/input/parameterValues';
import { wholeNumber } from '../../../shared/input/validators';
import { readEntries } from '../../readEntries';
import { onOff, type SettingsGroup } from './types';

const fields = { use: 'Use SIP', servers: 'SIP Servers', host: 'Host', port: 'Port', user: 'Request URI Parameters' };
const source = 'WhatsApp docs: Cloud API Calling > SIP';

/** `a=1;b=2` as an object. @throws InputError */
function readParameters(value: unknown): IDataObject | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return undefined;
	const pairs = text.split(';').map((pair) => pair.split('='));
	if (pairs.some(([key, ...rest]) => key.trim() === '' || rest.length !== 1))
		throw new InputError(
			fields.user,
			'is not a list of parameters',
			'Enter them as key=value, separated by semicolons',
		);
	return Object.fromEntries(pairs.map(([key, one]) => [key.trim(), one.trim()]));
}

function readServer(entry: Record<string, unknown>): IDataObject {
	const hostname = requiredText(entry.host, fields.host, 'Enter the host name of the SIP server').trim();
	if (!/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(hostname))
		throw new InputError(fields.host, 'is not a host name', 'Enter a name such as sip.example.com, without sip:');
	const port = wholeNumber(entry.port, { min: 1, max: 65_535, source }, fields.port);
	const parameters = readParameters(entry.parameters);
	return { hostname, ...(port !== undefined && { port }), ...(parameters && { request_uri_user_params: parameters }) };
}

/** WhatsApp docs: Cloud API Calling > SIP. */
export const sip: SettingsGroup = {
	name: 'SIP',
	value: 'sip',
	description: 'Route calls to your own telephone system',
	properties: [
		{
			displayName: fields.use,
			name: 'useSip',
			type: 'boolean',
			default: true,
			description:
				'Whether calls go to the SIP server. While this is on, calls cannot be answered or placed through the Graph API.',
		},
		{
			displayName: fields.servers,
			name: 'sipServers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Server',
			default: { server: [{}] },
			description: "One server per Meta app. Remove all to delete this app's server.",
			options: [
				{
					displayName: 'Server',
					name: 'server',
					values: [
						{
							displayName: fields.host,
							name: 'host',
							type: 'string',
							default: '',
							placeholder: 'e.g. sip.example.com',
							description: 'Host name, reachable from the internet with TLS',
						},
						{ displayName: fields.port, name: 'port', type: 'number', default: 5061, description: 'TLS port' },
						{
							displayName: fields.user,
							name: 'parameters',
							type: 'string',
							default: '',
							placeholder: 'e.g. tgrp=wacall;trunk-context=byoc.example.com',
							description: 'Parameters of the user part of the request URI, separated by semicolons',
						},
					],
				},
			],
		},
	],

	prepare(item) {
		const status = onOff(optionalFlag(item.parameter('useSip', true), fields.use) ?? true);
		const servers = readEntries(item.parameter('sipServers'), 'server', fields.servers).map((entry, index) =>
			withPath(['server', index + 1], () => readServer(entry)),
		);
		return () => ({ calling: { sip: { status, servers } } });
	},
};
