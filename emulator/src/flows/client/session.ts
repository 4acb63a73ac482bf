import { isObject, type Json } from '../../messages/checks';
import { inputs, shown } from './components';
import { readDefinition, SUCCESS, type Component, type Definition, type Screen } from './definition';
import { FlowFailure, GENERIC, TokenInvalid } from './endpoint';
import { resolve, resolveObject, type Scope } from './expressions';
import { entered, isEmpty, problem, untouched } from './fields';
import { settled, withFiles } from './media';
import { Memory } from './memory';
import { Talk } from './endpointConversation';
import { FormIncomplete, type FlowView, type Opening } from './types';

/** A flow that a customer has open: shows its screens, accepts input, and does what the app would do. */
export class FlowSession {
	private readonly definition: Definition;
	private readonly memory = new Memory();
	private status: FlowView['status'] = 'open';
	private message: string | undefined;
	private error: FlowView['error'];
	private response: Json | undefined;
	private messageId: string | undefined;
	private readonly opened: string[] = [];
	private readonly talk: Talk;

	/** @throws RangeError when the Flow JSON cannot be shown */
	constructor(
		readonly id: string,
		private readonly opening: Opening,
	) {
		this.definition = readDefinition(opening.flowJson);
		this.talk = new Talk(this.definition, opening);
	}

	/** Shows the first screen. @returns what the customer sees */
	async open(): Promise<FlowView> {
		const { action, screen = this.definition.entries[0] ?? '', data = {} } = this.opening;
		if (action === 'data_exchange') await this.ask('INIT', {});
		else await this.attempt('navigate', async () => this.arrive(screen, data, 'open'));
		return this.view();
	}

	/**
	 * Fills in fields by name. A field with an action of its own triggers it.
	 * @throws RangeError when there is no such field, or it does not accept the value
	 */
	async fill(values: Json): Promise<FlowView> {
		for (const [name, value] of Object.entries(values)) {
			const screen = this.current();
			const fields = this.components().filter(({ type }) => type in inputs);
			const field = fields.find((one) => one.name === name);
			if (!field)
				throw new RangeError(
					`There is no field '${name}' on screen ${screen.id}, but ${fields.map((one) => `'${String(one.name)}'`).join(', ') || 'none'}`,
				);
			const before = this.memory.form(screen.id)[name];
			const after = entered(field, value);
			this.memory.put(screen.id, name, after);
			const fewer = Array.isArray(before) && (!Array.isArray(after) || after.length < before.length);
			const action =
				isEmpty(after) || fewer
					? (field['on-unselect-action'] ?? (fewer ? field['on-select-action'] : undefined))
					: field['on-select-action'];
			if (isObject(action)) await this.act(action);
		}
		return this.view();
	}

	/**
	 * Taps the footer button of the screen.
	 * @throws FormIncomplete when a field is missing or invalid
	 * @throws RangeError when there is no button, or it is disabled
	 */
	async submit(): Promise<FlowView> {
		const { id } = this.current();
		const components = this.components();
		const footer = components.find(({ type }) => type === 'Footer');
		if (!footer) throw new RangeError(`Screen ${id} has no button at its foot`);
		if (footer.enabled === false)
			throw new RangeError(`The button '${String(footer.label)}' of screen ${id} is not enabled`);
		const form = this.memory.form(id);
		const problems = components.flatMap((field): Array<[string, string]> => {
			const what = field.type in inputs ? problem(field, form[String(field.name)]) : undefined;
			return what === undefined ? [] : [[String(field.name), what]];
		});
		if (problems.length > 0) throw new FormIncomplete(id, Object.fromEntries(problems));
		if (isObject(footer['on-click-action'])) await this.act(footer['on-click-action']);
		return this.view();
	}

	/**
	 * Taps something else: a link by its text, an item of a navigation list or the link of an opt-in by its name.
	 * @throws RangeError when it does not exist, or does nothing
	 */
	async tap({ text, name, item }: { text?: string; name?: string; item?: string }): Promise<FlowView> {
		const found = this.components().find((one) =>
			text === undefined ? name !== undefined && one.name === name : one.type === 'EmbeddedLink' && one.text === text,
		);
		const items = Array.isArray(found?.['list-items']) ? found['list-items'].filter(isObject) : [];
		const chosen = item === undefined ? undefined : items.find(({ id }) => id === item);
		const action =
			item === undefined || chosen ? (chosen?.['on-click-action'] ?? found?.['on-click-action']) : undefined;
		if (!isObject(action))
			throw new RangeError(`There is no '${text ?? item ?? name ?? ''}' to tap on screen ${this.current().id}`);
		await this.act(action);
		return this.view();
	}

	/**
	 * Goes back to the previous screen, which the endpoint updates if the current one has refresh_on_back; from the
	 * first screen, closes the flow.
	 */
	async back(): Promise<FlowView> {
		const screen = this.current();
		this.message = this.error = undefined;
		const before = this.memory.before();
		if (before === undefined) this.status = 'closed';
		else if (screen.refresh_on_back === true && this.opening.endpoint) await this.ask('BACK', { screen: screen.id });
		else this.memory.pop();
		return this.view();
	}

	/** What the customer sees. */
	view(): FlowView {
		const id = this.status === 'open' ? this.memory.current() : undefined;
		const screen = id === undefined ? undefined : this.definition.screens.get(id);
		return {
			status: this.status,
			...(screen && {
				screen: {
					id: screen.id,
					title: String(resolve(screen.title ?? '', this.scope(screen.id))),
					terminal: screen.terminal === true,
					data: this.memory.data(screen.id),
					form: { ...this.memory.form(screen.id) },
					components: this.components(),
				},
			}),
			stack: [...this.memory.stack],
			...(this.message === undefined ? {} : { message: this.message }),
			...(this.error && { error: this.error }),
			...(this.response && { response: this.response }),
			...(this.messageId === undefined ? {} : { messageId: this.messageId }),
			opened: [...this.opened],
			exchanges: [...this.talk.exchanges],
		};
	}

	private current(): Screen {
		const id = this.memory.current();
		const screen = id === undefined ? undefined : this.definition.screens.get(id);
		if (this.status !== 'open' || !screen) throw new RangeError(`The flow is ${this.status}, there is no screen`);
		return screen;
	}

	private scope(id: string): Scope {
		return { data: this.memory.data(id), form: this.memory.form(id), screens: this.memory.screens };
	}

	private components(): Component[] {
		const screen = this.current();
		return shown(screen, this.scope(screen.id));
	}

	/** Carries out an action of a component (Meta docs: Flows > Flow JSON > Actions). */
	private async act(action: Json): Promise<void> {
		const { id } = this.current();
		const groups = untouched(this.components());
		const { data, form, screens } = this.scope(id);
		const scope = { data, form: { ...groups, ...form }, screens };
		const payload = isObject(action.payload) ? resolveObject(action.payload, scope) : {};
		this.message = this.error = undefined;
		switch (action.name) {
			case 'navigate': {
				const next = String(isObject(action.next) ? action.next.name : '');
				return await this.attempt('navigate', async () => this.arrive(next, payload, 'navigate'));
			}
			case 'data_exchange':
				return await this.ask('data_exchange', { screen: id, data: withFiles(payload, this.opening.toEndpoint) });
			case 'complete':
				return this.finish({
					flow_token: this.opening.flowToken,
					...(await settled(withFiles(payload, this.opening.toChat))),
				});
			case 'open_url':
				this.opened.push(String(resolve(action.url, scope)));
				return;
			case 'update_data':
				this.memory.change(this.current(), { ...data, ...payload });
				return;
			default:
				throw new RangeError(`The action '${String(action.name)}' is not known`);
		}
	}

	/** Asks the endpoint, and shows the screen that it returns. */
	private async ask(action: 'INIT' | 'data_exchange' | 'BACK', body: Json): Promise<void> {
		await this.attempt(action, async () => {
			const { screen, data } = await this.talk.ask({ action, ...body });
			if (typeof screen !== 'string') throw new FlowFailure('payload-schema-error', 'The response names no screen');
			const prefilled = isObject(data) ? data : {};
			if (screen === SUCCESS) {
				const reply = isObject(prefilled.extension_message_response)
					? prefilled.extension_message_response.params
					: undefined;
				if (!isObject(reply))
					throw new FlowFailure(
						'payload-schema-error',
						'The response ends the flow without extension_message_response.params',
					);
				return this.finish(reply);
			}
			this.arrive(screen, prefilled, action);
		});
	}

	/** Runs a step. On failure it shows a message and notifies the endpoint of the reason. */
	private async attempt(action: string, go: () => Promise<void>): Promise<void> {
		const screen = this.memory.current();
		this.message = this.error = undefined;
		try {
			await go();
		} catch (error) {
			if (error instanceof TokenInvalid) {
				this.status = 'closed';
				this.message = error.message;
				this.opening.disable(error.message);
				return;
			}
			if (!(error instanceof FlowFailure)) throw error;
			this.message = GENERIC;
			this.error = { key: error.key, message: error.message };
			if (screen === undefined) this.status = 'failed';
			await this.talk.notify(action, screen, error);
		}
	}

	/** Shows a screen if the routing and its data allow it. */
	private arrive(id: string, prefilled: Json, how: 'open' | 'navigate' | 'INIT' | 'data_exchange' | 'BACK'): void {
		const screen = this.definition.screens.get(id);
		if (!screen) throw new FlowFailure('invalid-screen-transition', `There is no screen '${id}'`);
		this.memory.allow(this.definition, id, how);
		const { error_message: words, ...rest } = prefilled;
		// An error on the same screen keeps its content.
		const kept = words !== undefined && id === this.memory.current() ? this.memory.data(id) : {};
		this.memory.enter(screen, { ...kept, ...rest });
		if (words !== undefined) this.message = String(words);
	}

	private finish(response: Json): void {
		this.status = 'completed';
		this.response = response;
		this.messageId = this.opening.complete(response);
	}
}
