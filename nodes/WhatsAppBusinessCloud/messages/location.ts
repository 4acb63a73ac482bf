import { InputError } from '../shared/inputError';
import { type Range } from '../shared/input/limit';
import { ranges } from './limits';
import type { MessageType } from './types';
import {
	omitUndefined,
	emptyFieldError,
	readCollection,
	describeType,
	optionalText,
	readAdditionalFields,
} from '../shared/input/parameterValues';

const fields = {
	address: 'Address',
	latitude: 'Latitude',
	longitude: 'Longitude',
	name: 'Name',
	nameAndAddress: 'Name and Address',
};

/** A decimal number of degrees within its range; numeric text is accepted. @throws InputError */
export function degrees(value: unknown, field: string, { min, max }: Range): number {
	const advice = `Enter degrees from ${min} to ${max}, with a dot before the decimals`;
	if (value === null || value === undefined || (typeof value === 'string' && value.trim() === ''))
		throw emptyFieldError(value, field, advice);
	const isNumeric =
		typeof value === 'number' ||
		(typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim()));
	const number = isNumeric ? Number(value) : NaN;
	if (!Number.isFinite(number)) throw new InputError(field, `needs a number, got ${describeType(value)}`, advice);
	if (number < min || number > max) throw new InputError(field, `is outside of ${min} to ${max} degrees`, advice);
	return number;
}

/** WhatsApp docs: Messages > Location messages. `{latitude, longitude, name, address}`. */
export const location: MessageType = {
	value: 'location',
	name: 'Location',
	description: 'Send a location with an optional name and address',
	properties: [
		{
			displayName: fields.longitude,
			name: 'longitude',
			type: 'number',
			required: true,
			default: '',
			typeOptions: { minValue: -180, maxValue: 180, numberPrecision: 15 },
			placeholder: 'e.g. 13.3777',
			description: 'Degrees east of Greenwich, from -180 to 180',
		},
		{
			displayName: fields.latitude,
			name: 'latitude',
			type: 'number',
			required: true,
			default: '',
			typeOptions: { minValue: -90, maxValue: 90, numberPrecision: 15 },
			placeholder: 'e.g. 52.5163',
			description: 'Degrees north of the equator, from -90 to 90',
		},
	],
	additionalFields: [
		{
			displayName: fields.nameAndAddress,
			name: 'nameAndAddress',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Name and address shown below the map. The address is shown only if there is a name.',
			options: [
				{
					displayName: fields.address,
					name: 'address',
					type: 'string',
					default: '',
					placeholder: 'e.g. Pariser Platz, 10117 Berlin',
					description: 'Address shown below the name. Requires a name.',
				},
				{
					displayName: fields.name,
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Brandenburg Gate',
					description: 'Name of the location, shown in bold',
				},
			],
		},
	],
	build(parameters) {
		const additional = readAdditionalFields(parameters.additionalFields);
		const place = readCollection(additional.nameAndAddress, fields.nameAndAddress);
		return {
			body: {
				type: 'location',
				location: omitUndefined({
					longitude: degrees(parameters.longitude, fields.longitude, ranges.longitude),
					latitude: degrees(parameters.latitude, fields.latitude, ranges.latitude),
					name: optionalText(place.name, fields.name),
					address: optionalText(place.address, fields.address),
				}),
			},
			uploads: [],
			links: [],
		};
	},
};
