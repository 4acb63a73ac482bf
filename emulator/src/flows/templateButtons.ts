import { GraphError } from '../errors';
import type { RequestContext } from '../requestContext';
import type { Component } from '../templates/types';
import { checkFlowJson } from './check';
import { flowNamed } from './send';

type Button = Record<string, unknown>;

/**
 * A rejected template in Graph's error format (Meta docs: Graph API > Handling errors); the subcode for flows is not
 * documented.
 */
const rejection = (text: string): GraphError =>
	new GraphError(400, {
		message: '(#100) Invalid parameter',
		type: 'OAuthException',
		code: 100,
		error_user_title: 'Flow Button Is Not Valid',
		error_user_msg: text,
	});

const buttonsOf = (components: Component[]): Button[] =>
	components.flatMap(({ type, buttons, cards }) => [
		...(type === 'BUTTONS' ? (buttons as Button[]) : []),
		...((cards as Array<{ components: Component[] }> | undefined) ?? []).flatMap((card) => buttonsOf(card.components)),
	]);

function screens(json: string): unknown[] {
	const { screens: list } = JSON.parse(json) as { screens?: Array<{ id?: unknown }> };
	return (list ?? []).map(({ id }) => id);
}

/** The Flow JSON that a button opens: a published flow of the account, or one that the button contains. */
function jsonOf(ctx: RequestContext, button: Button): string {
	if (button.flow_json !== undefined) {
		const json = String(button.flow_json);
		const [error] = checkFlowJson(json);
		if (error) throw rejection(error.message);
		return json;
	}
	// Templates belong to the one account that tokens here can see.
	const flow = flowNamed(ctx.state, ctx.token.wabaIds[0], button);
	if (flow.status !== 'PUBLISHED') throw rejection(`The flow has to be published; it is ${flow.status}.`);
	return flow.json!;
}

/** Checks that the flow is published and contains the screen to open (Meta docs: Templates > Components > Buttons). */
export function checkFlowButtons(ctx: RequestContext, components: Component[]): void {
	for (const button of buttonsOf(components)) {
		if (button.type !== 'FLOW') continue;
		const json = jsonOf(ctx, button);
		const navigates = String(button.flow_action ?? 'navigate').toLowerCase() === 'navigate';
		if (navigates && button.navigate_screen !== undefined && !screens(json).includes(button.navigate_screen)) {
			throw rejection(`The flow has no screen "${String(button.navigate_screen)}".`);
		}
	}
}
