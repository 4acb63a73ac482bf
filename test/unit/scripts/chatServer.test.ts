import { startSimulatedModel } from '../../../scripts/n8n/simulatedModel';
import { startChatServer, type ChatRequest, type ChatServer } from '../../../scripts/n8n/chatServer';

/** Sends a request to the server. @returns status and body */
async function post(server: ChatServer, path: string, body: unknown): Promise<[status: number, body: unknown]> {
	const response = await fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
	return [response.status, await response.json()];
}

describe('the simulated chat model', () => {
	let server: ChatServer;
	beforeAll(async () => (server = await startSimulatedModel()));
	afterAll(async () => await server.close());

	const said = 'I am a simulated AI model. You wrote: "Two, please". Before that: "Hello".';

	it('answers chat completions', async () => {
		const messages = [
			{ role: 'system', content: 'Be brief.' },
			{ role: 'user', content: 'Hello' },
			{ role: 'assistant', content: 'Hi' },
			{ role: 'user', content: 'Two, please' },
		];
		expect(await post(server, '/chat/completions', { messages })).toMatchObject([
			200,
			{ choices: [{ message: { role: 'assistant', content: said }, finish_reason: 'stop' }] },
		]);
	});

	it('answers responses, which a new OpenAI Chat Model uses', async () => {
		const input = [
			{ role: 'user', content: 'Hello' },
			{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] },
			{ role: 'user', content: [{ type: 'input_text', text: 'Two, please' }] },
		];
		expect(await post(server, '/responses', { instructions: 'Be brief.', input })).toMatchObject([
			200,
			{ status: 'completed', output: [{ type: 'message', content: [{ type: 'output_text', text: said }] }] },
		]);
		expect(await post(server, '/responses', { input: 'Hello' })).toMatchObject([200, { object: 'response' }]);
	});

	it('says what is wrong with a request', async () => {
		expect(await post(server, '/embeddings', {})).toEqual([
			400,
			{ error: { message: 'No such endpoint: /v1/embeddings', type: 'invalid_request_error' } },
		]);
		expect((await post(server, '/chat/completions', {}))[0]).toBe(400);
	});
});

it('passes tools, their calls and their results in the form of responses', async () => {
	const requests: ChatRequest[] = [];
	const call = { id: 'call_1', type: 'function' as const, function: { name: 'send', arguments: '{"text":"Hi"}' } };
	const server = await startChatServer((chat) => {
		requests.push(chat);
		return chat.messages.at(-1)?.role === 'tool' ? { content: 'Done.' } : { content: null, tool_calls: [call] };
	});
	const parameters = { properties: { text: { type: 'string' } } };
	const tools = [{ type: 'function', name: 'send', description: 'Sends', parameters }];
	const input = [{ role: 'user', content: 'Send it' }];
	const [, first] = await post(server, '/responses', { input, tools });
	expect(first).toMatchObject({
		output: [{ type: 'function_call', call_id: 'call_1', name: 'send', arguments: '{"text":"Hi"}' }],
	});
	const { output } = first as { output: object[] };
	const result = { type: 'function_call_output', call_id: 'call_1', output: 'sent' };
	const [, second] = await post(server, '/responses', { input: [...input, ...output, result], tools });
	expect(second).toMatchObject({ output: [{ type: 'message', content: [{ text: 'Done.' }] }] });
	expect(requests).toEqual([
		{ messages: input, tools: [{ function: { name: 'send', description: 'Sends', parameters } }] },
		{
			messages: [...input, { role: 'tool', content: 'sent' }],
			tools: [{ function: { name: 'send', description: 'Sends', parameters } }],
		},
	]);
	await server.close();
});
