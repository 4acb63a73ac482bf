import { location } from '../../../nodes/WhatsAppBusinessCloud/messages/location';
import { inputErrorOf } from '../inputErrorOf';

const build = (longitude: unknown, latitude: unknown, nameAndAddress?: unknown) =>
	location.build({ longitude, latitude, additionalFields: nameAndAddress === undefined ? {} : { nameAndAddress } });

test('sends the same location body as the built-in node', () => {
	expect(build(13.3777, 52.5163)).toEqual({
		body: { type: 'location', location: { longitude: 13.3777, latitude: 52.5163 } },
		uploads: [],
		links: [],
	});
	expect(build(13.3777, 52.5163, { name: 'Gate', address: 'Pariser Platz' }).body).toEqual({
		type: 'location',
		location: { longitude: 13.3777, latitude: 52.5163, name: 'Gate', address: 'Pariser Platz' },
	});
});

test('omits empty names, and converts numbers to text', () => {
	expect(build(0, 0, { name: '', address: ' ' }).body.location).toEqual({ longitude: 0, latitude: 0 });
	expect(build(0, 0, { name: 42 }).body.location).toEqual({ longitude: 0, latitude: 0, name: '42' });
});

test.each<[unknown, number]>([
	['13.5', 13.5],
	[' -13.5 ', -13.5],
	['+.5', 0.5],
	['1e1', 10],
	[180, 180],
	[-180, -180],
])('accepts the longitude %p', (value, longitude) => {
	expect(build(value, 0).body.location).toEqual({ longitude, latitude: 0 });
});

test.each<[unknown, unknown, string]>([
	['', 0, "'Longitude' is empty"],
	[undefined, 0, "'Longitude' is empty"],
	[0, null, "'Latitude' is empty: got null"],
	['13,5', 0, "'Longitude' needs a number, got text"],
	['0x10', 0, "'Longitude' needs a number, got text"],
	[true, 0, "'Longitude' needs a number, got true"],
	[[1], 0, "'Longitude' needs a number, got an array"],
	[{}, 0, "'Longitude' needs a number, got an object"],
	[NaN, 0, "'Longitude' needs a number, got NaN"],
	[180.1, 0, "'Longitude' is outside of -180 to 180 degrees"],
	[0, -90.5, "'Latitude' is outside of -90 to 90 degrees"],
])('rejects the location %p, %p', (longitude, latitude, message) => {
	expect(inputErrorOf(() => build(longitude, latitude)).message).toBe(message);
});

test('rejects a name that is an object', () => {
	expect(inputErrorOf(() => build(0, 0, { name: {} })).message).toBe("'Name' needs text, got an object");
	expect(inputErrorOf(() => build(0, 0, 'Gate')).message).toBe(
		"'Name and Address' needs an object with fields, got text",
	);
});
