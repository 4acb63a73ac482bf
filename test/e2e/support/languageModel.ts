import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface ChatRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{
		function: { name: string; description: string; parameters: { properties: Record<string, unknown> } };
	}>;
}

/** A fake chat model with OpenAI's API: calls the first tool that it is offered once, then reports that it is done. */
export interface LanguageModel {
	/** The base URL, as in an OpenAI credential. */
	url: string;
	requests: ChatRequest[];
	close(): Promise<void>;
}

/**
 * Starts the model on loopback.
 *
 * @param toolArguments values for the tool's fields
 */
export async function startLanguageModel(toolArguments: Record<string, unknown>): Promise<LanguageModel> {
	const requests: ChatRequest[] = [];
	const reply = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const chat = (await json(request)) as ChatRequest;
		requests.push(chat);
		const [tool] = chat.tools ?? [];
		const done = !tool || chat.messages.at(-1)?.role === 'tool';
		const message = done
			? { role: 'assistant', content: 'Done.' }
			: {
					role: 'assistant',
					content: null,
					tool_calls: [
						{
							id: 'call_1',
							type: 'function',
							function: { name: tool.function.name, arguments: JSON.stringify(toolArguments) },
						},
					],
				};
		const completion = {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 1,
			model: 'stand-in',
			choices: [{ index: 0, message, finish_reason: done ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(completion));
	};
	const server = createServer((request, response) => {
		reply(request, response).catch((error: Error) => response.destroy(error));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
