import { InputError } from '../../shared/inputError';
import { optionalText } from '../../shared/input/parameterValues';
import type { FilledField } from './types';

/** The filled-in fields of the message itself or of one carousel card, by the remainder of their address. */
export class TemplateFormValues {
	private readonly fields = new Map<string, FilledField>();

	add(rest: string, field: FilledField): void {
		this.fields.set(rest, field);
	}

	get(rest: string): FilledField | undefined {
		return this.fields.get(rest);
	}

	/** Whether any field's address starts with the prefix. */
	has(prefix: string): boolean {
		return this.under(prefix).length > 0;
	}

	/** Fields whose address starts with the prefix, with the remainder of the address, in the order of the form. */
	under(prefix: string): Array<{ rest: string; field: FilledField }> {
		return [...this.fields]
			.filter(([address]) => address.startsWith(prefix))
			.map(([address, field]) => ({ rest: address.slice(prefix.length), field }));
	}

	/** The text of an optional field. @throws InputError when it is not a text */
	optional(rest: string): string | undefined {
		const field = this.get(rest);
		return field && optionalText(field.value, field.label);
	}
}

/** All addresses, without the card prefix. Saved workflows contain them: add new ones, never change them. */
const ADDRESSES = [
	/^header\.(image|video|document|gif|filename|text\.\w+|location\.(latitude|longitude|name|address)|product\.(id|catalog))$/,
	/^body\.\w+$/,
	/^offer\.expires$/,
	/^order\.(reference|status|description)$/,
	/^button\.\d\.(url|otp|payload|code|flow_token|flow_data|thumbnail|products|minutes|call_payload|order)$/,
];

/** `card.0.` and the remainder. */
const CARD = /^card\.(\d{1,2})\.(.+)$/;

/**
 * Separates the fields of the message itself from those of each card. Cards are sorted by number.
 * @throws InputError on a field that no template has
 */
export function scopes(fields: FilledField[]): {
	main: TemplateFormValues;
	cards: Array<{ index: number; scope: TemplateFormValues }>;
} {
	const main = new TemplateFormValues();
	const cards = new Map<number, TemplateFormValues>();
	for (const field of fields) {
		const found = CARD.exec(field.address);
		const rest = found ? found[2] : field.address;
		if (!ADDRESSES.some((address) => address.test(rest))) {
			throw new InputError(
				field.label,
				'is not a field of a template',
				'Open the node and choose the template anew, so that its form is made again',
			);
		}
		if (!found) {
			main.add(rest, field);
			continue;
		}
		const index = Number(found[1]);
		const scope = cards.get(index) ?? new TemplateFormValues();
		cards.set(index, scope);
		scope.add(rest, field);
	}
	return { main, cards: [...cards].sort(([a], [b]) => a - b).map(([index, scope]) => ({ index, scope })) };
}
