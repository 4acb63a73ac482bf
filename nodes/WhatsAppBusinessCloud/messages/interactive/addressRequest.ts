import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	readEnum,
	omitUndefined,
	readCollection,
	optionalText,
	readAdditionalFields,
} from '../../shared/input/parameterValues';
import { requiredId, requiredLimitedText, limitedText } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { texts } from './interactiveLimits';
import { toEntries, assertObject, mapEntries } from '../../shared/input/listParameter';

/** The parts of an address: parameter, display name and Meta's name. Sorted by display name. */
const parts = [
	['address', 'Address', 'address'],
	['buildingName', 'Building Name', 'building_name'],
	['city', 'City', 'city'],
	['floorNumber', 'Floor Number', 'floor_number'],
	['houseNumber', 'House Number', 'house_number'],
	['landmarkArea', 'Landmark or Area', 'landmark_area'],
	['name', 'Name', 'name'],
	['phoneNumber', 'Phone Number', 'phone_number'],
	['inPinCode', 'PIN Code', 'in_pin_code'],
	['state', 'State', 'state'],
	['towerNumber', 'Tower Number', 'tower_number'],
] as const;

const placeholders: Partial<Record<(typeof parts)[number][0], string>> = {
	city: 'e.g. Pune',
	inPinCode: 'e.g. 411001',
	name: 'e.g. Asha Rao',
	phoneNumber: 'e.g. +91 98765 43210',
	state: 'e.g. Maharashtra',
};

const fields = {
	values: 'Prefilled Address',
	saved: 'Saved Addresses',
	checks: 'Validation Errors',
	id: 'ID',
	field: 'Field',
	note: 'Message',
};

const partFields: INodeProperties[] = parts.map(([name, displayName]) => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...(placeholders[name] === undefined ? {} : { placeholder: placeholders[name] }),
}));

/** Meta's address object, with only the filled-in parts. @throws InputError */
function address(values: Record<string, unknown>): IDataObject {
	return omitUndefined(
		Object.fromEntries(
			parts.map(([name, displayName, key]) => {
				const value =
					name === 'inPinCode'
						? limitedText(values[name], texts.pinCode, displayName)
						: optionalText(values[name], displayName);
				return [key, value?.trim()];
			}),
		),
	);
}

/** Undefined for an empty object or list. */
const omitEmpty = <T extends object>(object: T): T | undefined => (Object.keys(object).length > 0 ? object : undefined);

function savedAddresses(value: unknown): IDataObject[] | undefined {
	const saved = mapEntries(toEntries(value, 'address', fields.saved), 'saved address', (entry) => {
		const values = assertObject(entry);
		return {
			id: requiredId(values.id, fields.id, 'Enter an ID: it is returned when the user selects this address'),
			value: address(values),
		};
	});
	return omitEmpty(saved);
}

function notes(value: unknown): IDataObject | undefined {
	const names = parts.map(([name]) => name);
	const problems = mapEntries(toEntries(value, 'note', fields.checks), 'error', (entry) => {
		const { field, message } = assertObject(entry);
		const name = readEnum(field, fields.field, names, names[0]);
		const key = parts.find(([one]) => one === name)?.[2] ?? name;
		return {
			key,
			message: requiredLimitedText(
				message,
				{ max: Infinity, source: '' },
				fields.note,
				'Enter what the recipient has to correct',
			),
		};
	});
	return omitEmpty(Object.fromEntries(problems.map(({ key, message }) => [key, message])));
}

/**
 * WhatsApp docs: Messages > Address messages. India only.
 * `{name, parameters: {country, values, saved_addresses, validation_errors}}`.
 */
export const addressRequest = interactiveType({
	value: 'address_message',
	name: 'Address Request',
	description: 'Send a text with a button that asks for a delivery address (India only)',
	body: { placeholder: 'e.g. Thank you for your order! Where shall we send it?' },
	properties: [],
	additionalFields: [
		{
			displayName: fields.values,
			name: 'addressValues',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'Address values to prefill in the form',
			options: partFields,
		},
		{
			displayName: fields.saved,
			name: 'savedAddresses',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Address',
			default: {},
			description: 'Addresses that the recipient can select instead of entering a new one',
			options: [
				{
					displayName: 'Address',
					name: 'address',
					values: [
						{
							displayName: fields.id,
							name: 'id',
							type: 'string',
							default: '',
							placeholder: 'e.g. home',
							description:
								'Identifier that is returned when the recipient selects this address. Not shown to the recipient.',
						},
						...partFields,
					],
				},
			],
		},
		{
			displayName: fields.checks,
			name: 'addressNotes',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Error',
			default: {},
			description: 'Error messages to show at fields of an address that the recipient entered before',
			options: [
				{
					displayName: 'Error',
					name: 'note',
					values: [
						{
							displayName: fields.field,
							name: 'field',
							type: 'options',
							default: 'address',
							options: parts.map(([value, name]) => ({ name, value })),
						},
						{
							displayName: fields.note,
							name: 'message',
							type: 'string',
							default: '',
							placeholder: 'e.g. We do not deliver to this PIN code',
						},
					],
				},
			],
		},
	],
	action(parameters) {
		const additional = readAdditionalFields(parameters.additionalFields);
		return {
			action: {
				name: 'address_message',
				parameters: omitUndefined({
					country: 'IN',
					values: omitEmpty(address(readCollection(additional.addressValues, fields.values))),
					saved_addresses: savedAddresses(additional.savedAddresses),
					validation_errors: notes(additional.addressNotes),
				}),
			},
		};
	},
});
