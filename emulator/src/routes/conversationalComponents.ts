import { z } from 'zod';
import { requireScope } from '../auth';
import { list, paramsOf, part, text } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';

/** Ice breakers and commands of a number. */
export interface Components {
	prompts: string[];
	commands: Array<{ command_name: string; command_description: string }>;
}

const plain = (max: number) =>
	text(max).refine((value) => !/\p{Extended_Pictographic}/u.test(value), 'must not have emoji');

/** Meta docs: Conversational components: numbers and lengths; emoji are not supported. */
const components = z.object({
	prompts: list(plain(80), 4).optional(),
	commands: list(
		part({
			command_name: plain(32).refine((name) => !name.startsWith('/'), 'must not begin with a slash'),
			command_description: plain(256),
		}),
		30,
	).optional(),
});

/** POST /{phone}/conversational_automation (Meta docs: Conversational components): a list replaces the one before. */
export function postConversationalAutomation(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { prompts, commands } = paramsOf(ctx.params, components);
	const known = ctx.state.collections.components.get(id) ?? { prompts: [], commands: [] };
	ctx.state.collections.components.set(id, {
		prompts: prompts ?? known.prompts,
		commands: commands ?? known.commands,
	});
	return { json: { success: true } };
}

/** The field `conversational_automation` of a number. */
export function conversationalAutomation({ state }: RequestContext, id: string): Record<string, unknown> {
	const { prompts = [], commands = [] } = state.collections.components.get(id) ?? {};
	return { id, enable_welcome_message: false, prompts, commands };
}
