import { client } from '../helpers';
import { emulator } from '../interactiveMessages';
import { differences } from './differences';
import { exchanges, type Exchange } from './exchanges';
import { isKnown, misfits } from './meta';

/** IDs that only the running emulator knows. */
async function withIds({ path }: Exchange): Promise<string> {
	if (!path.includes('<')) return path;
	const { wabaId } = emulator.seed;
	const first = async (edge: string): Promise<string> =>
		(await client(emulator).get<{ data: Array<{ id: string }> }>(`/${wabaId}/${edge}?limit=1`)).data.data[0].id;
	return path
		.replace('<first template>', await first('message_templates'))
		.replace('<first Flow>', await first('flows'))
		.replace('<media>', (await emulator.addMedia({ content: { generatedBytes: 10 }, mimeType: 'image/png' })).id);
}

/** Sends a request. @returns the places where its body or its response does not fit Meta's file */
async function compare(exchange: Exchange): Promise<string[]> {
	const { operation, body } = exchange;
	const [method] = operation.split(' ');
	const { status, data } = await client(emulator).request({
		method,
		url: await withIds(exchange),
		...(body && { data: body }),
	});
	if (status !== 200) return [`${operation} is rejected: ${JSON.stringify([body, data])}`];
	return [...(body ? misfits(operation, 'request', body) : []), ...misfits(operation, 'response', data)];
}

it('differs from the OpenAPI file of Meta only where the table says so', async () => {
	const found = new Set<string>();
	for (const exchange of exchanges) for (const place of await compare(exchange)) found.add(place);
	// A place that is missing from the table, and one that is in it without need.
	expect([...found].sort()).toEqual(differences.map(([place]) => place).sort());
});

it('names operations as the file does', () => {
	expect(exchanges.filter(({ operation }) => !isKnown(operation))).toEqual([]);
});

it('finds a body that does not fit', () => {
	const body = {
		messaging_product: 'whatsapp',
		recipient_type: 'individual',
		to: 'x',
		type: 'text',
		text: { body: 1 },
	};
	expect(misfits('POST /{phone}/messages', 'request', body)).toEqual([
		'POST /{phone}/messages request: /text/body type string',
	]);
});
