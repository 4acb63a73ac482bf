import { inputErrorOf } from '../../inputErrorOf';
import { build, interactive, least } from './forms';

test('sends a location request', () => {
	expect(
		interactive('location_request_message', { textBody: 'Where?', additionalFields: { footerText: 'not there' } }),
	).toEqual({
		type: 'location_request_message',
		body: { text: 'Where?' },
		action: { name: 'send_location' },
	});
});

test('sends a call permission request with and without text', () => {
	const action = { name: 'call_permission_request' };
	expect(interactive('call_permission_request', { additionalFields: { footerText: 'not there' } })).toEqual({
		type: 'call_permission_request',
		action,
	});
	expect(interactive('call_permission_request', { textBody: 'May we?' })).toEqual({
		type: 'call_permission_request',
		body: { text: 'May we?' },
		action,
	});
});

test('sends a contact info request under both names', () => {
	const rest = { body: { text: 'Your number?' }, action: { name: 'request_contact_info' } };
	expect(interactive('request_contact_info', least.request_contact_info)).toEqual({
		type: 'request_contact_info',
		...rest,
	});
	const other = { ...least.request_contact_info, additionalFields: { contactRequestType: 'contact_request' } };
	expect(interactive('request_contact_info', other)).toEqual({ type: 'contact_request', ...rest });
	const wrong = { ...least.request_contact_info, additionalFields: { contactRequestType: 'x' } };
	expect(inputErrorOf(() => build('request_contact_info', wrong)).message).toBe(
		"'Interactive Type' has an unknown value",
	);
});

describe('voice call button', () => {
	test('sends only the text of a voice call button', () => {
		expect(interactive('voice_call', least.voice_call)).toEqual({
			type: 'voice_call',
			body: { text: 'Talk to us' },
			action: { name: 'voice_call' },
		});
	});

	test('sends all fields of a voice call button', () => {
		expect(
			interactive('voice_call', {
				...least.voice_call,
				buttonText: 'Call us',
				additionalFields: { ttlMinutes: '60', callPayload: 'order-1' },
			}).action,
		).toEqual({
			name: 'voice_call',
			parameters: { display_text: 'Call us', ttl_minutes: 60, payload: 'order-1' },
		});
	});

	test.each([1.5, 'soon', '1e3'])('accepts as minutes of a voice call button: %j', (ttlMinutes) => {
		expect(
			inputErrorOf(() => build('voice_call', { ...least.voice_call, additionalFields: { ttlMinutes } })).message,
		).toBe("'Button Expires After (Minutes)' is not a whole number");
	});
});

describe('address request', () => {
	test('sends only the text of an address request', () => {
		expect(interactive('address_message', least.address_message)).toEqual({
			type: 'address_message',
			body: { text: 'Where to?' },
			action: { name: 'address_message', parameters: { country: 'IN' } },
		});
	});

	test('sends an entered address, saved addresses and notes', () => {
		const { action } = interactive('address_message', {
			...least.address_message,
			additionalFields: {
				addressValues: {
					name: 'Asha Rao',
					phoneNumber: '+91 98765 43210',
					inPinCode: 411001,
					houseNumber: '14',
					floorNumber: '2',
					towerNumber: '',
					buildingName: 'Lake View',
					address: 'Lake Road',
					landmarkArea: 'Near the park',
					city: 'Pune',
					state: 'Maharashtra',
				},
				savedAddresses: {
					address: [
						{ id: 'home', name: 'Asha', city: 'Pune' },
						{ id: 'work', name: 'Asha', towerNumber: 'B' },
					],
				},
				addressNotes: { note: [{ field: 'inPinCode', message: 'We do not deliver there' }] },
			},
		});
		expect(action).toEqual({
			name: 'address_message',
			parameters: {
				country: 'IN',
				values: {
					name: 'Asha Rao',
					phone_number: '+91 98765 43210',
					in_pin_code: '411001',
					house_number: '14',
					floor_number: '2',
					building_name: 'Lake View',
					address: 'Lake Road',
					landmark_area: 'Near the park',
					city: 'Pune',
					state: 'Maharashtra',
				},
				saved_addresses: [
					{ id: 'home', value: { name: 'Asha', city: 'Pune' } },
					{ id: 'work', value: { name: 'Asha', tower_number: 'B' } },
				],
				validation_errors: { in_pin_code: 'We do not deliver there' },
			},
		});
	});

	test.each([
		[
			{ additionalFields: { savedAddresses: { address: [{ id: '', city: 'Pune' }] } } },
			"'ID' of saved address 1 is empty",
		],
		[
			{ additionalFields: { addressNotes: { note: [{ field: 'city', message: '' }] } } },
			"'Message' of error 1 is empty",
		],
		[
			{ additionalFields: { addressNotes: { note: [{ field: 'moon', message: 'a' }] } } },
			"'Field' of error 1 has an unknown value",
		],
		[{ additionalFields: { addressValues: 'Pune' } }, "'Prefilled Address' needs an object with fields, got text"],
	])('rejects the address request %j', (more, message) => {
		expect(inputErrorOf(() => build('address_message', { ...least.address_message, ...more })).message).toBe(message);
	});
});
