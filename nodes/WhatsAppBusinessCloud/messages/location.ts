import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { type Range } from '../shared/input/limit';
import { ranges } from './messageLimits';
import { readMapLocation } from './map';
import type { Parameters } from '../shared/input/parameters';
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
	location: 'Location',
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

/**
 * Not marked as required: if an expression gives the location, n8n shows these fields too, and would not run the node
 * without them. The builder rejects empty ones.
 */
const degreesField = (
	displayName: string,
	name: string,
	{ min, max }: Range,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	default: '',
	typeOptions: { minValue: min, maxValue: max, numberPrecision: 15 },
	placeholder,
	description,
	displayOptions: { show: { mapLocation: [''] } },
});

/** The coordinates from the location that was pasted, or from the two numbers. @throws InputError */
function readCoordinates(parameters: Parameters): { latitude: number; longitude: number } {
	const pasted = readMapLocation(parameters.mapLocation, fields.location);
	if (pasted === undefined) {
		return {
			latitude: degrees(parameters.latitude, fields.latitude, ranges.latitude),
			longitude: degrees(parameters.longitude, fields.longitude, ranges.longitude),
		};
	}
	for (const key of ['latitude', 'longitude'] as const) {
		const { min, max } = ranges[key];
		if (pasted[key] >= min && pasted[key] <= max) continue;
		throw new InputError(
			fields.location,
			`has the ${key} ${pasted[key]}, which is outside of ${min} to ${max} degrees`,
			'Enter the latitude first, then the longitude',
		);
	}
	return pasted;
}

/** WhatsApp docs: Messages > Location messages. `{latitude, longitude, name, address}`. */
export const location: MessageType = {
	value: 'location',
	name: 'Location',
	description: 'Send a location with an optional name and address',
	properties: [
		{
			displayName: fields.location,
			name: 'mapLocation',
			type: 'string',
			default: '',
			placeholder: 'e.g. 19.4326, -99.1332',
			description:
				'Coordinates, with the latitude first, or a link from Google Maps, Apple Maps or OpenStreetMap that contains them',
			hint: "Paste coordinates or a map link, or leave empty and enter 'Latitude' and 'Longitude'",
		},
		degreesField(
			fields.latitude,
			'latitude',
			ranges.latitude,
			'e.g. 19.4326',
			'Degrees north of the equator, from -90 to 90',
		),
		degreesField(
			fields.longitude,
			'longitude',
			ranges.longitude,
			'e.g. -99.1332',
			'Degrees east of Greenwich, from -180 to 180. Negative in the Americas.',
		),
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
					...readCoordinates(parameters),
					name: optionalText(place.name, fields.name),
					address: optionalText(place.address, fields.address),
				}),
			},
			uploads: [],
			links: [],
		};
	},
};
