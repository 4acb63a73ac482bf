import { parseMediaType } from '../../../nodes/WhatsAppBusinessCloud/shared/parseMediaType';

test.each<[string, string, Record<string, string>]>([
	['multipart/form-data;boundary=x', 'multipart/form-data', { boundary: 'x' }],
	[
		'Multipart/Form-Data ; Boundary="a;b \\"c"; charset=UTF-8',
		'multipart/form-data',
		{ boundary: 'a;b "c', charset: 'UTF-8' },
	],
	['multipart/form-data', 'multipart/form-data', {}],
	[
		'multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk',
		'multipart/form-data',
		{ boundary: '----WebKitFormBoundary7MA4YWxk' },
	],
	['text/plain; a="multipart/form-data; boundary=x"', 'text/plain', { a: 'multipart/form-data; boundary=x' }],
	['multipart/form-database; boundary=x', 'multipart/form-database', { boundary: 'x' }],
	['audio/ogg; codecs=opus;', 'audio/ogg', { codecs: 'opus' }],
	['a/b; c=1; C=2', 'a/b', { c: '1' }],
	['a/b; __proto__=1', 'a/b', { ['__proto__']: '1' }],
])('parses the media type %s', (text, type, parameters) => {
	const read = parseMediaType(text);
	expect([read?.type, [...(read?.parameters ?? [])]]).toEqual([type, Object.entries(parameters)]);
});

test.each([
	'',
	'multipart',
	'/form-data',
	'multipart/form-data, text/plain',
	'multipart/form-data boundary=x',
	'multipart/form-data; boundary="x',
	'multipart/form-data; boundary="x"y',
	'x multipart/form-data; boundary=x',
	'multipart/form-data; boundary=',
])('rejects the media type %j', (text) => expect(parseMediaType(text)).toBeUndefined());

test('parses long unusual input in linear time', () => {
	for (const text of ['a/b; c="', 'a/b;', 'a/b; c=1', 'a/b; ', 'a', ' ', '; c', '\\', '"']) {
		const started = process.cpuUsage();
		parseMediaType(`a/b${text.repeat(100_000)}`);
		parseMediaType(text.repeat(100_000));
		parseMediaType(`a/b; c="${text.repeat(100_000)}`);
		parseMediaType(`a/b;${text.repeat(100_000)}x`);
		expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1);
	}
});
