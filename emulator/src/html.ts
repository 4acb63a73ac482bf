/** Text that is already HTML. Everything else is escaped when inserted into a page. */
export class Html {
	constructor(readonly text: string) {}

	toString(): string {
		return this.text;
	}
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value: unknown): string => String(value ?? '').replace(/[&<>"']/g, (sign) => signs[sign]);

type Value = Html | Html[] | string | number | boolean | undefined;

function put(value: Value): string {
	if (value instanceof Html) return value.text;
	if (Array.isArray(value)) return value.map(put).join('');
	return value === false || value === undefined ? '' : escape(value);
}

/** An HTML fragment with inserted values: escaped unless they are HTML; nothing for false and undefined. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
	return new Html(parts.map((part, index) => part + (index < values.length ? put(values[index]) : '')).join(''));
}
