import { startChatServer, type ChatMessage, type ChatRequest, type ChatServer } from './chatServer';

/** Text of a message; OpenAI's API accepts a string or a list of parts. */
const textOf = ({ content }: ChatMessage): string =>
	typeof content === 'string' ? content : (content as Array<{ text?: string }>).map(({ text }) => text ?? '').join('');

/** What the simulated model answers: it repeats what the user wrote, so that the memory of the workflow can be seen. */
export function simulatedAnswer({ messages }: ChatRequest): string {
	const texts = messages.filter(({ role }) => role === 'user').map(textOf);
	const before = texts.slice(0, -1).map((text) => `"${text}"`);
	return [
		`I am a simulated AI model. You wrote: "${texts.at(-1) ?? ''}".`,
		before.length === 0 ? 'This is your first message.' : `Before that: ${before.join(', ')}.`,
	].join(' ');
}

/**
 * Starts a chat model for the examples with an AI assistant, which accepts any API key.
 * @param port a free one by default
 */
export const startSimulatedModel = async (port?: number): Promise<ChatServer> =>
	await startChatServer((chat) => ({ content: simulatedAnswer(chat) }), port);
