import { InputError } from '../../shared/inputError';
import { optionalText } from '../../shared/input/parameterValues';
import { encodeFieldId, type ButtonPart, type ComponentField, type SingleField } from './fieldIds';
import type { FilledField } from './types';

/** The filled-in fields of the message itself or of one carousel card, in the order of the form. */
export class TemplateFormValues {
	private readonly fields = new Map<string, { position: ComponentField; field: FilledField }>();

	add(position: ComponentField, field: FilledField): void {
		this.fields.set(encodeFieldId(position), { position, field });
	}

	get(position: SingleField): FilledField | undefined {
		return this.fields.get(encodeFieldId(position))?.field;
	}

	/** The text of an optional field. @throws InputError when it is not a text */
	optional(position: SingleField): string | undefined {
		const field = this.get(position);
		return field && optionalText(field.value, field.label);
	}

	/** The variables of a text, by number or name. */
	variables(component: 'headerText' | 'body'): Array<{ name: string; field: FilledField }> {
		return [...this.fields.values()].flatMap(({ position, field }) =>
			position.component === component ? [{ name: position.variable, field }] : [],
		);
	}

	/** The fields of each button, sorted by the button's index. */
	buttons(): Array<{ index: number; parts: ReadonlyMap<ButtonPart, FilledField> }> {
		const buttons = new Map<number, Map<ButtonPart, FilledField>>();
		for (const { position, field } of this.fields.values()) {
			if (position.component !== 'button') continue;
			const parts = buttons.get(position.index) ?? new Map<ButtonPart, FilledField>();
			buttons.set(position.index, parts.set(position.part, field));
		}
		return [...buttons].sort(([a], [b]) => a - b).map(([index, parts]) => ({ index, parts }));
	}

	all(): FilledField[] {
		return [...this.fields.values()].map(({ field }) => field);
	}
}

/** The filled-in fields of a carousel card. */
export interface CardValues {
	index: number;
	values: TemplateFormValues;
}

/**
 * Separates the fields of the message itself from those of each card. Cards are sorted by number.
 * @throws InputError on a field that no template has
 */
export function splitByCard(fields: FilledField[]): { main: TemplateFormValues; cards: CardValues[] } {
	const main = new TemplateFormValues();
	const cards = new Map<number, TemplateFormValues>();
	for (const field of fields) {
		if (field.position === undefined) {
			throw new InputError(
				field.label,
				'is not a field of a template',
				'Open the node and select the template again to reload its fields',
			);
		}
		const { card, ...position } = field.position;
		if (card === undefined) {
			main.add(position, field);
			continue;
		}
		const values = cards.get(card) ?? new TemplateFormValues();
		cards.set(card, values);
		values.add(position, field);
	}
	return { main, cards: [...cards].sort(([a], [b]) => a - b).map(([index, values]) => ({ index, values })) };
}
