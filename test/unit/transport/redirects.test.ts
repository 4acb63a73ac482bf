import { followRedirects } from '../../../nodes/WhatsAppBusinessCloud/transport/redirects';

const responses = (table: Record<string, { statusCode: number; location?: unknown }>) => {
	const sent: string[] = [];
	const send = async (url: string) => {
		sent.push(url);
		const { statusCode, location } = table[url];
		return { statusCode, headers: location === undefined ? {} : { location } };
	};
	return { sent, send };
};
const ALL = (): boolean => true;

test.each([301, 302, 303, 307, 308])('follows %i and checks each hop', async (statusCode) => {
	const { sent, send } = responses({
		'https://a.com/x': { statusCode, location: '../y?q=1' },
		'https://a.com/y?q=1': { statusCode, location: '//b.com/z' },
		'https://b.com/z': { statusCode: 200 },
	});
	const checked: string[] = [];
	const isAllowed = ({ href }: URL): boolean => checked.push(href) > 0;
	expect(await followRedirects('https://a.com/x', send, isAllowed)).toEqual({
		response: { statusCode: 200, headers: {} },
	});
	expect(sent).toEqual(['https://a.com/x', 'https://a.com/y?q=1', 'https://b.com/z']);
	expect(checked).toEqual(['https://a.com/y?q=1', 'https://b.com/z']);
});

test('makes no request to a target that is not allowed', async () => {
	const { sent, send } = responses({ 'https://a.com/': { statusCode: 302, location: 'http://127.0.0.1/admin' } });
	const arrival = await followRedirects('https://a.com/', send, ({ hostname }) => hostname !== '127.0.0.1');
	expect(sent).toEqual(['https://a.com/']);
	expect(arrival.response.statusCode).toBe(302);
	expect(arrival.notFollowed?.href).toBe('http://127.0.0.1/admin');
});

test('follows at most 5 redirects', async () => {
	const { sent, send } = responses({ 'https://a.com/': { statusCode: 302, location: '/' } });
	const arrival = await followRedirects('https://a.com/', send, ALL);
	expect(sent).toHaveLength(6);
	expect(arrival.notFollowed?.href).toBe('https://a.com/');
});

test.each([
	[304, 'https://b.com/'],
	[200, 'https://b.com/'],
	[302, undefined],
	[302, 'http://'],
	[302, ['https://b.com/']],
])('returns %i with the location %p as the response', async (statusCode, location) => {
	const { sent, send } = responses({ 'https://a.com/': { statusCode, location } });
	const { response, notFollowed } = await followRedirects('https://a.com/', send, ALL);
	expect([response.statusCode, notFollowed, sent.length]).toEqual([statusCode, undefined, 1]);
});
