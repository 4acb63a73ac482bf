import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { toChatRequest, toResponse, type ResponsesRequest } from './responsesApi';
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

/** A call of a tool. */
export interface ToolCall {
	id: string;
	type: 'function';
	function: { name: string; arguments: string };
}

/** The message of the model: a text, or a call of a tool. */
export type ChatAnswer = { content: string } | { content: null; tool_calls: ToolCall[] };

/** A server with OpenAI's API. */
export interface ChatServer {
	/** The base URL, as in an OpenAI credential. */
	url: string;
	close(): Promise<void>;
}

/** Name of the only model. */
export const CHAT_MODEL = 'gpt-4.1-mini';

const respond = (response: ServerResponse, body: unknown, status = 200): void => {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** OpenAI docs: API reference > Audio: Create speech, Create transcription. */
async function answerAudio(request: IncomingMessage, response: ServerResponse): Promise<void> {
	for await (const _chunk of request);
	if (request.url?.endsWith('/speech')) response.writeHead(200, { 'content-type': 'audio/ogg' }).end(simulatedSpeech());
	else respond(response, { text: SIMULATED_TRANSCRIPT });
}

/**
 * Starts a server on loopback that has the endpoints of OpenAI's API that n8n calls: the list of models, with which it tests
 * a credential, responses, chat completions, and speech (OpenAI docs: API reference > Responses; Chat; Models; Audio).
 * Other requests, and those that `answer` fails for, get status 400 with the reason.
 *
 * @param answer the model
 * @param port a free one by default
 */
export async function startChatServer(answer: (chat: ChatRequest) => ChatAnswer, port = 0): Promise<ChatServer> {
	const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if (request.method === 'GET')
			return respond(response, { object: 'list', data: [{ id: CHAT_MODEL, object: 'model' }] });
		if (request.url?.includes('/audio/') === true) return await answerAudio(request, response);
		const body = await json(request);
		if (request.url?.endsWith('/responses') === true)
			return respond(response, toResponse(answer(toChatRequest(body as ResponsesRequest)), CHAT_MODEL));
		if (request.url?.endsWith('/chat/completions') !== true) throw new Error(`No such endpoint: ${request.url}`);
		const message = answer(body as ChatRequest);
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
		handle(request, response).catch(({ message }: Error) =>
			respond(response, { error: { message, type: 'invalid_request_error' } }, 400),
		);
	});
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
