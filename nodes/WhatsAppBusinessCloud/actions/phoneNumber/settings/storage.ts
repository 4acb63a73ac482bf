import { omitUndefined, readEnum } from '../../../shared/input/parameterValues';
import { wholeNumber } from '../../../shared/input/validators';
import { readRegion, regionField } from '../regions';
import type { SettingsGroup } from './types';

const modes = ['DEFAULT', 'IN_COUNTRY_STORAGE_ENABLED', 'NO_STORAGE_ENABLED'] as const;
const fields = { mode: 'Store Messages', minutes: 'Keep for (Minutes)' };
const range = { min: 1, max: 43_200, source: 'WhatsApp docs: Cloud API > No storage' };

/** WhatsApp docs: Cloud API > Local storage; No storage. */
export const storage: SettingsGroup = {
	name: 'Message Storage',
	value: 'storage',
	description: 'Where, and for how long, Meta stores message data',
	properties: [
		{
			displayName: fields.mode,
			name: 'storageMode',
			type: 'options',
			// The order is from the usual to the special.

			options: [
				{ name: 'As Usual', value: 'DEFAULT', description: "In Meta's data centers" },
				{
					name: 'In One Region',
					value: 'IN_COUNTRY_STORAGE_ENABLED',
					description: 'At rest in a region of your choice',
				},
				{ name: 'As Short as Possible', value: 'NO_STORAGE_ENABLED', description: 'Only until messages are delivered' },
			],
			default: 'DEFAULT',
			description: 'Where Meta stores message data',
		},
		{
			...regionField,
			description: 'The region in which Meta stores message data at rest',
			displayOptions: { show: { storageMode: ['IN_COUNTRY_STORAGE_ENABLED'] } },
		},
		{
			displayName: fields.minutes,
			name: 'retentionMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'How long Meta keeps message data. An event that cannot be delivered in this time is lost.',
			displayOptions: { show: { storageMode: ['NO_STORAGE_ENABLED'] } },
		},
	],

	prepare(item) {
		const status = readEnum(item.parameter('storageMode'), fields.mode, modes, 'DEFAULT');
		const configuration = omitUndefined({
			status,
			data_localization_region:
				status === 'IN_COUNTRY_STORAGE_ENABLED' ? readRegion(item.parameter('region', regionField.default)) : undefined,
			retention_minutes:
				status === 'NO_STORAGE_ENABLED'
					? wholeNumber(item.parameter('retentionMinutes', 60), range, fields.minutes)
					: undefined,
		});
		return () => ({ storage_configuration: configuration });
	},
};
