import type { Json } from '../../messages/checks';
import { initialForm, inputs, shown } from './components';
import { misfits, type Definition, type Screen } from './definition';
import { FlowFailure } from './endpoint';
import { options } from './fields';

interface Held {
	data: Json;
	form: Json;
}

/** What the app holds of an open flow: the screens one came through, with their data and what was filled in. */
export class Memory {
	readonly stack: string[] = [];
	/** Every screen that was shown, also those one went back from: other screens can refer to them. */
	readonly screens: Record<string, Held> = {};

	current(): string | undefined {
		return this.stack[this.stack.length - 1];
	}

	/** The screen that one would go back to. */
	before(): string | undefined {
		return this.stack[this.stack.length - 2];
	}

	data(id: string): Json {
		return this.screens[id]?.data ?? {};
	}

	form(id: string): Json {
		return this.screens[id]?.form ?? {};
	}

	put(id: string, name: string, value: unknown): void {
		const { form } = this.screens[id];
		if (value === undefined) delete form[name];
		else form[name] = value;
	}

	pop(): void {
		this.stack.pop();
	}

	/**
	 * Whether one may come to a screen: at first to one that no other leads to; then to the same one, along the routing model, or back to
	 * where one came from.
	 * @throws FlowFailure when not
	 */
	allow({ routes, entries }: Definition, id: string, how: string): void {
		const from = this.current();
		if (from === undefined) {
			if (!entries.includes(id))
				throw new FlowFailure(
					'invalid-screen-transition',
					`The flow cannot begin at '${id}': the routing model leads to it from elsewhere`,
				);
			return;
		}
		const back = how === 'BACK' && id === this.before();
		if (routes === undefined || back || (id === from && how !== 'navigate') || routes[from]?.includes(id)) return;
		throw new FlowFailure('invalid-screen-transition', `The routing model does not lead from '${from}' to '${id}'`);
	}

	/**
	 * Shows a screen: the same one with other data, one further back, or a new one. Data that its model does not name is dropped.
	 * @throws FlowFailure when the data does not fit the model
	 */
	enter(screen: Screen, given: Json): void {
		const wrong = misfits(screen, given);
		if (wrong.length > 0)
			throw new FlowFailure(
				'payload-schema-error',
				`The data does not fit the model of screen ${screen.id}: ${wrong.join(', ')}`,
			);
		const data = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(screen.data ?? {}, name)));
		const place = this.stack.indexOf(screen.id);
		if (place !== -1) {
			this.stack.length = place + 1;
			return this.change(screen, data);
		}
		this.stack.push(screen.id);
		this.screens[screen.id] = { data, form: {} };
		this.screens[screen.id].form = initialForm(screen, this.scope(screen.id));
	}

	/** Other data for a screen that is shown: what was filled in stays, but for new first values and options that are gone. */
	change(screen: Screen, data: Json): void {
		const held = this.screens[screen.id];
		const first = (): Json => initialForm(screen, { ...this.scope(screen.id), form: {} });
		const before = first();
		held.data = data;
		for (const [name, value] of Object.entries(first())) {
			if (JSON.stringify(value) !== JSON.stringify(before[name])) held.form[name] = value;
		}
		for (const field of shown(screen, this.scope(screen.id))) {
			const name = String(field.name);
			const there = (id: unknown): boolean =>
				options(field).some((option) => option.id === id && option.enabled !== false);
			if (inputs[field.type] === 'one' && name in held.form && !there(held.form[name])) delete held.form[name];
			if (inputs[field.type] === 'many' && Array.isArray(held.form[name]))
				held.form[name] = held.form[name].filter(there);
		}
	}

	private scope(id: string): Held & { screens: Record<string, Held> } {
		return { ...this.screens[id], screens: this.screens };
	}
}
