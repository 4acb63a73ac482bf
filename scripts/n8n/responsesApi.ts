import type { ChatAnswer, ChatMessage, ChatRequest } from './chatServer';

/** An entry of `input`: a message, a call of a tool, or its result (OpenAI docs: API reference > Responses > Create). */
interface InputItem {
	type?: string;
	role?: string;
	content?: unknown;
	output?: unknown;
}

/** A request to `POST /responses` of OpenAI's API, which n8n's chat model uses unless *Use Responses API* is off. */
export interface ResponsesRequest {
	instructions?: string;
	input: string | InputItem[];
	tools?: Array<{
		type: string;
		name: string;
		description: string;
		parameters: { properties: Record<string, unknown> };
	}>;
}

function toMessage({ type, role, content, output }: InputItem): ChatMessage | undefined {
	if (type === 'function_call_output') return { role: 'tool', content: output };
	return role === undefined ? undefined : { role, content };
}

/** The request in the form of a chat completion. */
export function toChatRequest({ instructions, input, tools = [] }: ResponsesRequest): ChatRequest {
	const items: InputItem[] = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
	const functions = tools.filter(({ type }) => type === 'function');
	return {
		messages: [
			...(instructions === undefined ? [] : [{ role: 'system', content: instructions }]),
			...items.flatMap((item) => toMessage(item) ?? []),
		],
		...(functions.length > 0 && {
			tools: functions.map(({ name, description, parameters }) => ({ function: { name, description, parameters } })),
		}),
	};
}

/** The body of the response that has the model's answer. */
export function toResponse(answer: ChatAnswer, model: string): object {
	const output =
		answer.content === null
			? answer.tool_calls.map(({ id, function: called }) => ({
					type: 'function_call',
					id: `fc_${id}`,
					call_id: id,
					status: 'completed',
					...called,
				}))
			: [
					{
						type: 'message',
						id: 'msg_1',
						role: 'assistant',
						status: 'completed',
						content: [{ type: 'output_text', text: answer.content, annotations: [] }],
					},
				];
	return {
		id: 'resp_1',
		object: 'response',
		created_at: 1,
		status: 'completed',
		model,
		output,
		usage: {
			input_tokens: 1,
			input_tokens_details: { cached_tokens: 0 },
			output_tokens: 1,
			output_tokens_details: { reasoning_tokens: 0 },
			total_tokens: 2,
		},
	};
}
