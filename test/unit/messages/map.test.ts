import { location } from '../../../nodes/WhatsAppBusinessCloud/messages/location';
import { readMapLocation } from '../../../nodes/WhatsAppBusinessCloud/messages/map';
import { inputErrorOf } from '../inputErrorOf';

const read = (value: unknown) => readMapLocation(value, 'Location');
const mexico = { latitude: 19.4326, longitude: -99.1332 };
const rounded = (value: unknown) => {
	const { latitude, longitude } = read(value)!;
	return { latitude: Number(latitude.toFixed(4)), longitude: Number(longitude.toFixed(4)) };
};

test.each([
	['19.4326, -99.1332'],
	['19.4326,-99.1332'],
	[' 19.4326 -99.1332\n'],
	['(19.4326; -99.1332)'],
	['+19.4326 ,\t-99.1332'],
	['19,4326, -99,1332'],
	['19,4326; -99,1332'],
	['19.4326° N, 99.1332° W'],
	['19.4326°N 99.1332°W'],
	['N 19.4326, W 99.1332'],
	['99.1332 W, 19.4326 n'],
	[`19°25'57.36"N 99°07'59.52"W`],
	['19° 25′ 57.36″ N, 99° 7′ 59.52″ W'],
	["19°25.956'N 99°7.992'W"],
])('reads the coordinates %p', (text) => {
	expect(rounded(text)).toEqual(mexico);
});

test.each([
	[
		'the place of a link',
		'https://www.google.com/maps/place/Z%C3%B3calo/@19.44,-99.15,17z/data=!3m1!4b1!4m6!3m5!1s0x8!8m2!3d19.4326!4d-99.1332!16s%2Fm?entry=ttu',
	],
	['the center of the map', 'https://www.google.com.mx/maps/@19.4326,-99.1332,15z'],
	['a place without data', 'https://www.google.com/maps/place/Z%C3%B3calo/@19.4326,-99.1332,17z'],
	['a search by coordinates', 'https://www.google.com/maps/search/19.4326,+-99.1332?entry=tts'],
	[
		'an URL of the Maps URLs API',
		'https://www.google.com/maps/search/?api=1&query=19.4326%2C-99.1332&query_place_id=x',
	],
	['directions', 'https://www.google.com/maps/dir/52.5,13.4/19.4326,-99.1332/@30,-50,4z'],
	['directions of the Maps URLs API', 'https://www.google.com/maps/dir/?api=1&destination=19.4326,-99.1332'],
	['an old link with a label', 'https://maps.google.com/?q=loc:19.4326,-99.1332+(Our+shop)'],
	['another old link', 'http://maps.google.de/maps?f=q&ll=19.4326,-99.1332&z=16'],
	[
		'degrees, minutes and seconds',
		'https://www.google.com/maps/place/19%C2%B025%2757.4%22N+99%C2%B007%2759.5%22W/@19,-99,17z',
	],
	['Apple Maps', 'https://maps.apple.com/?ll=19.4326,-99.1332&q=Our%20shop&t=m'],
	[
		'a place of Apple Maps',
		'https://maps.apple.com/place?address=M%C3%A9xico&coordinate=19.4326,-99.1332&name=Our%20shop',
	],
	['a marker of OpenStreetMap', 'https://www.openstreetmap.org/?mlat=19.4326&mlon=-99.1332#map=19/19.5/-99.2'],
	['the map of OpenStreetMap', 'https://www.openstreetmap.org/#map=15/19.4326/-99.1332&layers=N'],
	['an element of OpenStreetMap', 'https://www.openstreetmap.org/node/240109189#map=19/19.4326/-99.1332'],
	['a link without protocol', 'www.google.com/maps?q=19.4326,-99.1332'],
	['what a phone shares', 'Our shop\nhttps://maps.google.com/?q=19.4326,-99.1332 '],
	['a geo URI', 'geo:19.4326,-99.1332;u=35'],
	['a geo URI of Android', 'geo:0,0?q=19.4326,-99.1332(Our+shop)&z=16'],
])('reads %s', (_what, link) => {
	expect(rounded(link)).toEqual(mexico);
});

// https://wiki.openstreetmap.org/wiki/Shortlink; openstreetmap-website: test/lib/short_link_test.rb checks that
// decoding inverts encoding to within a pixel.
test('reads a short link of OpenStreetMap', () => {
	const encode = (latitude: number, longitude: number, zoom: number): string => {
		const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~';
		const bits = (share: number) =>
			Math.floor(share * 2 ** 32)
				.toString(2)
				.padStart(32, '0');
		const [x, y] = [bits((longitude + 180) / 360), bits((latitude + 90) / 180)];
		const all = [...x].map((bit, index) => bit + y[index]).join('');
		const digits = Math.ceil((zoom + 8) / 3);
		const code = Array.from(
			{ length: digits },
			(_, index) => alphabet[parseInt(all.slice(index * 6, index * 6 + 6).padEnd(6, '0'), 2)],
		);
		return code.join('') + '-'.repeat((zoom + 8) % 3);
	};
	expect(rounded(`https://osm.org/go/${encode(19.4326, -99.1332, 19)}?m`)).toEqual(mexico);
	expect(rounded(`https://osm.org/go/${encode(-33.8688, 151.2093, 18)}`)).toEqual({
		latitude: -33.8688,
		longitude: 151.2093,
	});
	// The example of the wiki: the O2 arena in London.
	const { latitude, longitude } = read('http://osm.org/go/0EEQjE--')!;
	expect([latitude.toFixed(2), longitude.toFixed(2)]).toEqual(['51.51', '0.05']);
	expect(() => read('https://osm.org/go/%00%00')).toThrow('is a map link without coordinates');
});

test('reads an object with latitude and longitude', () => {
	expect(read({ latitude: 19.4326, longitude: -99.1332, name: 'Our shop' })).toEqual(mexico);
	expect(read({ lat: '19.4326', lng: '-99.1332' })).toEqual(mexico);
	expect(read({ lat: 19.4326, lon: -99.1332 })).toEqual(mexico);
});

test.each([undefined, null, '', ' \n'])('reads nothing from %p', (value) => {
	expect(read(value)).toBeUndefined();
});

const short = 'is a short link, which contains no coordinates';
const none = 'is a map link without coordinates';
const other = 'is a link, but not to Google Maps, Apple Maps or OpenStreetMap';
const neither = 'contains neither coordinates nor a map link';

test.each<[unknown, string]>([
	['https://maps.app.goo.gl/AbC123xyz', short],
	['maps.app.goo.gl/AbC123xyz', short],
	['Our shop\nhttps://goo.gl/maps/AbC123', short],
	['https://maps.apple/p/AbC123', short],
	['https://www.google.com/maps/place/?q=place_id:ChIJ', none],
	['https://maps.google.com/?cid=123', none],
	['https://www.google.com/maps/search/bakery/@19.4,-99.1,15z', none],
	['https://www.google.com/maps/dir/A/B/@19.4,-99.1,15z', none],
	['https://www.google.com/maps/place/%E0%A4%A/', none],
	['https://maps.apple.com/?address=Berlin', none],
	['https://www.openstreetmap.org/node/240109189', none],
	['https://example.com/?q=19.4326,-99.1332', other],
	['https://google.com.evil.example/maps/@19.4326,-99.1332,15z', other],
	['https://www.google.com@evil.example/maps/@19.4326,-99.1332,15z', other],
	['https://[::1', neither],
	['Berlin', neither],
	['9G8F+6X Berlin', neither],
	['19.4326', neither],
	['1, 2, 3', neither],
	['19.4326 N, 99.1332 N', neither],
	['N 19.4326 S, W 99.1332', neither],
	['javascript:alert(1)', neither],
	[42, neither],
	[{}, 'needs text, got an object'],
	[['19.4', '-99.1'], 'needs text, got an array'],
	[{ latitude: 'x', longitude: 1 }, 'needs an object with latitude and longitude'],
	[{ latitude: 19.4 }, 'needs an object with latitude and longitude'],
	['1'.repeat(5000), 'is too long'],
])('rejects the location %p', (value, problem) => {
	expect(inputErrorOf(() => read(value)).message).toBe(`'Location' ${problem}`);
});

test.each([
	' '.repeat(3990) + '1',
	'1 '.repeat(1990),
	'1°'.repeat(1990),
	'('.repeat(3990),
	`https://www.google.com/maps/?q=${'('.repeat(3900)}`,
	`https://www.google.com/maps/${'!3d1'.repeat(900)}`,
	`https://www.google.com/maps/${'/1,1'.repeat(900)}/x`,
	`https://osm.org/go/${'A'.repeat(3900)}`,
	'a.'.repeat(1990),
	'geo:' + '1,'.repeat(1900),
])('reads hostile text in little time: case %#', (text) => {
	const started = performance.now();
	try {
		read(text);
	} catch {}
	expect(performance.now() - started).toBeLessThan(1000);
});

test('sends what was pasted, instead of the two numbers', () => {
	expect(location.build({ mapLocation: '19.4326, -99.1332', latitude: 1, longitude: 2 }).body.location).toEqual(mexico);
	expect(location.build({ mapLocation: '', latitude: 1, longitude: 2 }).body.location).toEqual({
		latitude: 1,
		longitude: 2,
	});
});

test.each([
	['-99.1332, 19.4326', "'Location' has the latitude -99.1332, which is outside of -90 to 90 degrees"],
	['19.4326, 199.1332', "'Location' has the longitude 199.1332, which is outside of -180 to 180 degrees"],
])('rejects %s, which is not on the map', (mapLocation, message) => {
	expect(inputErrorOf(() => location.build({ mapLocation })).message).toBe(message);
});
