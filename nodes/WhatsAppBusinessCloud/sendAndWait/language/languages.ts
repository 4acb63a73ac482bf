import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { hi } from './hi';
import { id } from './id';
import { it } from './it';
import { ptBr } from './ptBr';
import type { Plural, Texts } from './types';

/** The languages of the pages by BCP 47 tag. Pages in a language are tagged with it. */
const languages = {
	ar: { name: 'Arabic', texts: ar },
	de: { name: 'German', texts: de },
	en: { name: 'English', texts: en },
	es: { name: 'Spanish', texts: es },
	fr: { name: 'French', texts: fr },
	hi: { name: 'Hindi', texts: hi },
	id: { name: 'Indonesian', texts: id },
	it: { name: 'Italian', texts: it },
	'pt-BR': { name: 'Portuguese (Brazil)', texts: ptBr },
} satisfies Record<string, { name: string; texts: Texts }>;

export type LanguageCode = keyof typeof languages;

export const languageCodes = Object.keys(languages) as LanguageCode[];

/** The languages with their English names, by name. */
export const languageList: ReadonlyArray<{ name: string; value: LanguageCode }> = languageCodes
	.map((value) => ({ name: languages[value].name, value }))
	.sort((one, other) => one.name.localeCompare(other.name));

const rightToLeft: ReadonlySet<LanguageCode> = new Set(['ar']);

/** Names in braces in texts, and their values. */
type Values = Record<string, string | number>;

/** A language with its texts. */
export class Language {
	readonly texts: Texts;

	readonly dir: 'ltr' | 'rtl';

	constructor(readonly code: LanguageCode) {
		this.texts = languages[code].texts;
		this.dir = rightToLeft.has(code) ? 'rtl' : 'ltr';
	}

	/** A text with values. Numbers are formatted. */
	fill(text: string, values: Values): string {
		return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
			const value = Object.hasOwn(values, name) ? values[name] : whole;
			// Latin digits also in Arabic, as in the dates and numbers that forms accept.
			return typeof value === 'number' ? value.toLocaleString(this.code, { numberingSystem: 'latn' }) : value;
		});
	}

	/** The form of a text for a number, with the number. */
	count(text: Plural, n: number): string {
		return this.fill(text[new Intl.PluralRules(this.code).select(n)] ?? text.other, { n });
	}
}

export const english = new Language('en');
