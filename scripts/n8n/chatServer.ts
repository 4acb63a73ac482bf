import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { SIMULATED_TRANSCRIPT, simulatedSpeech } from './simulatedSpeech';

export interface ChatMessage {
	role: string;
	content: unknown;
}

/** A request to `POST /chat/completions` of OpenAI's API. */
export interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{
		function: { name: string; description: string; parameters: { properties: Record<string, unknown> } };
	}>;
}

/** The message of the model: a text, or a call of a tool. */
export type ChatAnswer = { content: string } | { content: null; tool_calls: unknown[] };

/** A server with OpenAI's API. */
export interface ChatServer {
	/** The base URL, as in an OpenAI credential. */
	url: string;
	close(): Promise<void>;
}

/** Name of the only model. */
export const CHAT_MODEL = 'gpt-4.1-mini';

const respond = (response: ServerResponse, body: unknown): void => {
	response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** OpenAI docs: API reference > Audio: Create speech, Create transcription. */
async function answerAudio(request: IncomingMessage, response: ServerResponse): Promise<void> {
	for await (const _chunk of request);
	if (request.url?.endsWith('/speech')) response.writeHead(200, { 'content-type': 'audio/ogg' }).end(simulatedSpeech());
	else respond(response, { text: SIMULATED_TRANSCRIPT });
}

/**
 * Starts a server on loopback that has the endpoints of OpenAI's API that n8n calls: the list of models, with which it tests
 * a credential, chat completions, and speech (OpenAI docs: API reference > Chat; Models; Audio).
 *
 * @param answer the model; when it throws, the connection is closed
 */
export async function startChatServer(answer: (chat: ChatRequest) => ChatAnswer): Promise<ChatServer> {
	const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if (request.method === 'GET')
			return respond(response, { object: 'list', data: [{ id: CHAT_MODEL, object: 'model' }] });
		if (request.url?.includes('/audio/') === true) return await answerAudio(request, response);
		const message = answer((await json(request)) as ChatRequest);
		respond(response, {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 1,
			model: CHAT_MODEL,
			choices: [
				{
					index: 0,
					message: { role: 'assistant', ...message },
					finish_reason: message.content === null ? 'tool_calls' : 'stop',
				},
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		});
	};
	const server = createServer((request, response) => {
		handle(request, response).catch((error: Error) => response.destroy(error));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
