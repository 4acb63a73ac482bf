import { startChatServer, type ChatRequest, type ChatServer } from '../../../scripts/n8n/chatServer';

/** A fake chat model with OpenAI's API: calls the first tool that it is offered once, then reports that it is done. */
export interface LanguageModel extends ChatServer {
	requests: ChatRequest[];
}

/**
 * Starts the model on loopback.
 *
 * @param toolArguments values for the tool's fields
 */
export async function startLanguageModel(toolArguments: Record<string, unknown>): Promise<LanguageModel> {
	const requests: ChatRequest[] = [];
	const server = await startChatServer((chat) => {
		requests.push(chat);
		const [tool] = chat.tools ?? [];
		if (!tool || chat.messages.at(-1)?.role === 'tool') return { content: 'Done.' };
		const called = { name: tool.function.name, arguments: JSON.stringify(toolArguments) };
		return { content: null, tool_calls: [{ id: 'call_1', type: 'function', function: called }] };
	});
	return { ...server, requests };
}
