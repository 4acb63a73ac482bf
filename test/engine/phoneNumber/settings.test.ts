import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { GRAPH, openBinaryStore, PHONE, stored } from '../harness';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';

mockedNetwork();
beforeAll(openBinaryStore);

const runOperation = runner('phoneNumber');
const run = async (setting: string, parameters: INodeParameters, input?: Parameters<typeof runOperation>[2]) =>
	await runOperation('updateSettings', { phoneNumberId: PHONE, setting, ...parameters }, input);
const expectChange = (body: IDataObject): void =>
	expectRequest('POST', `${PHONE}/settings`, { body }, { success: true });
const expectCurrent = (call_hours: unknown): void =>
	expectRequest('GET', `${PHONE}/settings`, { query: { fields: 'calling' } }, { calling: { call_hours } });

const weekly = [{ day_of_week: 'MONDAY', open_time: '0900', close_time: '1700' }];
const holiday = { date: '2026-12-24', start_time: '1000', end_time: '1400' };

const simple: Array<[string, INodeParameters, IDataObject]> = [
	[
		'calls',
		{
			callSettings: {
				allow: true,
				button: 'DISABLE_ALL',
				countries: 'de, AT',
				callbackPermission: false,
				codecs: ['PCMA'],
				srtp: 'SDES',
			},
		},
		{
			calling: {
				status: 'ENABLED',
				call_icon_visibility: 'DISABLE_ALL',
				call_icons: { restrict_to_user_countries: ['DE', 'AT'] },
				callback_permission_status: 'DISABLED',
				srtp_key_exchange_protocol: 'SDES',
				audio: { additional_codecs: ['PCMA'] },
			},
		},
	],
	[
		'calls',
		{ callSettings: { countries: '', codecs: [] } },
		{ calling: { call_icons: { restrict_to_user_countries: [] }, audio: { additional_codecs: [] } } },
	],
	[
		'sip',
		{ sipServers: { server: [{ host: 'sip.example.com', port: 5061, parameters: 'tgrp=wacall; a=1' }] } },
		{
			calling: {
				sip: {
					status: 'ENABLED',
					servers: [{ hostname: 'sip.example.com', port: 5061, request_uri_user_params: { tgrp: 'wacall', a: '1' } }],
				},
			},
		},
	],
	['sip', { useSip: false, sipServers: {} }, { calling: { sip: { status: 'DISABLED', servers: [] } } }],
	['identityCheck', { checkIdentity: false }, { user_identity_change: { enable_identity_key_check: false } }],
	['storage', {}, { storage_configuration: { status: 'DEFAULT' } }],
	[
		'storage',
		{ storageMode: 'IN_COUNTRY_STORAGE_ENABLED', region: 'in' },
		{ storage_configuration: { status: 'IN_COUNTRY_STORAGE_ENABLED', data_localization_region: 'IN' } },
	],
	[
		'storage',
		{ storageMode: 'NO_STORAGE_ENABLED', retentionMinutes: 90 },
		{ storage_configuration: { status: 'NO_STORAGE_ENABLED', retention_minutes: 90 } },
	],
	['voicemail', { useVoicemail: false }, { calling: { voicemail: { status: 'DISABLED' } } }],
	[
		'voicemail',
		{ voicemailTriggers: ['REJECT'], announcementFrom: 'id', announcementId: '1037543291543636' },
		{
			calling: {
				voicemail: {
					status: 'ENABLED',
					triggers: ['REJECT'],
					audio: { default: { announcement_media_id: 1037543291543636 } },
				},
			},
		},
	],
	[
		'json',
		{ settingsJson: '{"payload_encryption":{"status":"DISABLED"}}' },
		{ payload_encryption: { status: 'DISABLED' } },
	],
];

test.each(simple)('%s: %j', async (setting, parameters, body) => {
	expectChange(body);
	expect(jsonOf(await run(setting, parameters))).toEqual([{ id: PHONE, setting, updated: true }]);
});

test('call hours keep the holidays', async () => {
	expectCurrent({ holiday_schedule: [{ date: '2026-12-24', open_time: '1000', close_time: '1400' }, 'x'] });
	expectChange({
		calling: {
			call_hours: {
				status: 'ENABLED',
				timezone_id: 'Europe/Berlin',
				weekly_operating_hours: weekly,
				holiday_schedule: [holiday],
			},
		},
	});
	const openingHours = { hour: [{ day: 'MONDAY', from: '9:00', to: '17.00' }] };
	await run('callHours', { timeZone: 'Europe/Berlin', openingHours }).then(jsonOf);
});

test('holidays keep the call hours', async () => {
	expectCurrent({ status: 'DISABLED', timezone_id: 'Europe/Berlin', weekly_operating_hours: weekly });
	expectChange({
		calling: {
			call_hours: {
				status: 'DISABLED',
				timezone_id: 'Europe/Berlin',
				weekly_operating_hours: weekly,
				holiday_schedule: [holiday],
			},
		},
	});
	const holidays = { holiday: [{ date: '2026-12-24', from: '10:00', to: '14:00' }] };
	await run('holidays', { holidays }).then(jsonOf);
});

test.each([[undefined], ['x'], [[]]])('holidays need call hours, which %j is not', async (hours) => {
	expectCurrent(hours);
	const holidays = { holiday: [{ date: '2026-12-24', from: '10:00', to: '14:00' }] };
	expect(messageOf(await run('holidays', { holidays }))).toContain("'Holidays' need call hours");
});

test('uploads the announcement of the voicemail first', async () => {
	const ogg = Buffer.concat([
		Buffer.from('4f67675300020000000000000000000000000000000000000000', 'hex'),
		Buffer.from([1, 19]),
		Buffer.from('OpusHead'),
		Buffer.alloc(300),
	]);
	let form = '';
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/media`, (body: unknown) => {
			const text = String(body);
			form = /^[\da-f]+$/.test(text) ? Buffer.from(text, 'hex').toString('latin1') : text;
			return true;
		})
		.reply(200, { id: '881' });
	expectChange({
		calling: {
			voicemail: {
				status: 'ENABLED',
				triggers: ['REJECT', 'TIMEOUT'],
				audio: { default: { announcement_media_id: 881, timeout_seconds: 15 } },
			},
		},
	});
	const data = await stored(ogg, { fileName: 'hello.ogg', mimeType: 'audio/ogg' });
	const result = await run('voicemail', { announcement: 'data', voicemailTimeout: 15 }, [
		{ json: {}, binary: { data } },
	]);
	expect(jsonOf(result)).toEqual([{ id: PHONE, setting: 'voicemail', updated: true }]);
	expect(form).toContain('name="use_case"\r\n\r\ncall_voicemail_announcement');
});

const hour = (from: string, to: string, day = 'MONDAY') => ({ day, from, to });

test.each<[string, INodeParameters, string]>([
	['calls', { callSettings: {} }, "'Call Settings' has no setting to change"],
	['calls', { callSettings: { countries: 'Germany' } }, "'Call Button Only in Countries' contains 'GERMANY'"],
	[
		'callHours',
		{ timeZone: 'Berlin', openingHours: { hour: [hour('9:00', '10:00')] } },
		"'Time Zone' is not a time zone",
	],
	['callHours', { timeZone: 'UTC', openingHours: {} }, "'Opening Hours' is empty"],
	[
		'callHours',
		{ timeZone: 'UTC', openingHours: { hour: [hour('25:00', '26:00')] } },
		"'From' of opening hour 1 is not a time",
	],
	[
		'callHours',
		{ timeZone: 'UTC', openingHours: { hour: [hour('18:00', '02:00')] } },
		"'To' of opening hour 1 is not after 'From'",
	],
	[
		'callHours',
		{ timeZone: 'UTC', openingHours: { hour: [hour('8:00', '12:00'), hour('11:00', '13:00')] } },
		'has two entries for MONDAY that overlap',
	],
	['holidays', { holidays: { holiday: [{ from: '10:00', to: '11:00' }] } }, "'Date' of holiday 1 is empty"],
	[
		'holidays',
		{ holidays: { holiday: [{ date: 'Christmas', from: '10:00', to: '11:00' }] } },
		"'Date' of holiday 1 is not a date",
	],
	['sip', { sipServers: { server: [{ host: 'sip:a@b' }] } }, "'Host' of server 1 is not a host name"],
	['sip', { sipServers: { server: [{ host: 'a.example', port: 0 }] } }, "'Port' of server 1 is 0"],
	['voicemail', { voicemailTriggers: [] }, "'Answer When' is empty"],
	['voicemail', { announcementFrom: 'id', announcementId: 'x' }, "'Media ID' is not an ID"],
	['voicemail', { announcement: 'data' }, 'The item has no file'],
	['storage', { storageMode: 'NO_STORAGE_ENABLED', retentionMinutes: 0 }, "'Keep for (Minutes)' is 0"],
	['json', { settingsJson: '[]' }, "'Settings (JSON)'"],
	['weather', {}, "'Setting' has an unknown value"],
])('%s rejects %j', async (setting, parameters, message) => {
	expect(messageOf(await run(setting, parameters))).toContain(message);
});
