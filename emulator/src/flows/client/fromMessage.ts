import { isObject, type Json } from '../../messages/checks';
import type { TemplateStore } from '../../templates/store';
import type { AcceptedMessage } from '../../types';

/** What a message says about the flow that its button opens. */
export interface FlowButton {
	flowId?: string;
	flowName?: string;
	flowToken: string;
	action: 'navigate' | 'data_exchange';
	screen?: string;
	data?: Json;
	/** The button's text. */
	title: string;
}

const part = (value: unknown): Json => (isObject(value) ? value : {});
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));

/**
 * Meta docs: Messages > Interactive Flow messages. Without a token it is 'unused'; without an action the flow opens
 * with a screen.
 */
function read(values: Json, payload: Json): FlowButton {
	return {
		flowId: text(values.flow_id),
		flowName: text(values.flow_name),
		flowToken: text(values.flow_token) ?? 'unused',
		action: String(values.flow_action).toLowerCase() === 'data_exchange' ? 'data_exchange' : 'navigate',
		screen: text(payload.screen),
		...(isObject(payload.data) ? { data: payload.data } : {}),
		title: String(values.flow_cta ?? ''),
	};
}

/** The flow's button on a message; undefined when it has none. */
export function flowButton({ type, body }: AcceptedMessage, templates: TemplateStore): FlowButton | undefined {
	const interactive = part(body?.interactive);
	if (type === 'interactive' && interactive.type === 'flow') {
		const values = part(part(interactive.action).parameters);
		return read(values, part(values.flow_action_payload));
	}
	if (type !== 'template') return undefined;
	const { name, language, components } = part(body?.template);
	const template = templates.named(String(name)).find((one) => one.language === part(language).code);
	const defined = objects(
		objects(template?.components).find((component) => String(component.type).toLowerCase() === 'buttons')?.buttons,
	);
	const button = defined.find((one) => one.type === 'FLOW');
	if (!button) return undefined;
	// Meta docs: Messages > Template messages: the message has the token and the data of the first screen, the template
	// has the rest.
	const sent = objects(components).find(({ sub_type }) => String(sub_type).toLowerCase() === 'flow');
	const { flow_token, flow_action_data } = part(objects(sent?.parameters)[0]?.action);
	return read(
		{ ...button, flow_token, flow_cta: button.text },
		{ screen: button.navigate_screen, data: flow_action_data },
	);
}
