import type { Json } from '../../messages/checks';
import { initialForm, inputs, shown } from './components';
import { misfits, type Definition, type Screen } from './definition';
import { FlowFailure } from './endpoint';
import { options } from './fields';

interface ScreenState {
	data: Json;
	form: Json;
}

/** The app's state of an open flow: the visited screens, with their data and input. */
export class Memory {
	readonly stack: string[] = [];
	/** Every screen shown so far, including those left by going back: other screens can refer to them. */
	readonly screens: Record<string, ScreenState> = {};

	current(): string | undefined {
		return this.stack[this.stack.length - 1];
	}

	/** The screen that Back leads to. */
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
	 * Checks whether a screen may be shown: at first one that no other leads to; then the same one, one along the
	 * routing model, or back to the previous one.
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
	 * Shows a screen: the same one with other data, an earlier one, or a new one. Data that its model does not declare
	 * is dropped.
	 * @throws FlowFailure when the data does not match the model
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

	/**
	 * Changes the data of a visible screen: input stays, except for new initial values and options that no longer
	 * exist.
	 */
	change(screen: Screen, data: Json): void {
		const stored = this.screens[screen.id];
		const first = (): Json => initialForm(screen, { ...this.scope(screen.id), form: {} });
		const before = first();
		stored.data = data;
		for (const [name, value] of Object.entries(first())) {
			if (JSON.stringify(value) !== JSON.stringify(before[name])) stored.form[name] = value;
		}
		for (const field of shown(screen, this.scope(screen.id))) {
			const name = String(field.name);
			const exists = (id: unknown): boolean =>
				options(field).some((option) => option.id === id && option.enabled !== false);
			if (inputs[field.type] === 'one' && name in stored.form && !exists(stored.form[name])) delete stored.form[name];
			if (inputs[field.type] === 'many' && Array.isArray(stored.form[name]))
				stored.form[name] = stored.form[name].filter(exists);
		}
	}

	private scope(id: string): ScreenState & { screens: Record<string, ScreenState> } {
		return { ...this.screens[id], screens: this.screens };
	}
}
