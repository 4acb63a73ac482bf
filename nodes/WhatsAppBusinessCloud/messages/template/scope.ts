import { optionalText } from '../values';
import type { FilledField } from './types';

/** The filled-in fields of the message itself, or of one carousel card, by the rest of their address. */
export class Scope {
	private readonly fields = new Map<string, FilledField>();

	add(rest: string, field: FilledField): void {
		this.fields.set(rest, field);
	}

	get(rest: string): FilledField | undefined {
		return this.fields.get(rest);
	}

	/** Whether any field has an address that begins so. */
	has(prefix: string): boolean {
		return this.under(prefix).length > 0;
	}

	/** Fields whose address begins so, with what follows in it, in the order of the form. */
	under(prefix: string): Array<{ rest: string; field: FilledField }> {
		return [...this.fields]
			.filter(([address]) => address.startsWith(prefix))
			.map(([address, field]) => ({ rest: address.slice(prefix.length), field }));
	}

	/** The text of a field that may be missing or empty. @throws InputError when it holds something else */
	optional(rest: string): string | undefined {
		const field = this.get(rest);
		return field && optionalText(field.value, field.label);
	}
}

/** `card.0.` and what follows. */
const CARD = /^card\.(\d{1,2})\.(.+)$/;

/** Sorts fields into the message's own and those of each card. Cards come in the order of their numbers. */
export function scopes(fields: FilledField[]): { main: Scope; cards: Array<{ index: number; scope: Scope }> } {
	const main = new Scope();
	const cards = new Map<number, Scope>();
	for (const field of fields) {
		const found = CARD.exec(field.id);
		if (!found) {
			main.add(field.id, field);
			continue;
		}
		const index = Number(found[1]);
		const scope = cards.get(index) ?? new Scope();
		cards.set(index, scope);
		scope.add(found[2], field);
	}
	return { main, cards: [...cards].sort(([a], [b]) => a - b).map(([index, scope]) => ({ index, scope })) };
}
