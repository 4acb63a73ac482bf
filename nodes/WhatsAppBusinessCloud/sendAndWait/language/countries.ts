import type { LanguageCode } from './languages';

/**
 * Countries by the language of their pages: the official or most common language of a country, as far as there are
 * texts in it. Source: Unicode CLDR, territory-language information.
 */
const countries: Partial<Record<LanguageCode, string>> = {
	ar: 'AE BH DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE',
	de: 'AT CH DE LI',
	es: 'AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE',
	fr: 'BE BF BI BJ BL CD CF CG CI CM DJ FR GA GF GN GP HT KM LU MC MF MG ML MQ NC NE PF PM RE SN TD TG WF YT',
	hi: 'IN',
	id: 'ID',
	it: 'IT SM VA',
	'pt-BR': 'AO BR CV GW MZ PT ST TL',
};

const languageByCountry = new Map(
	Object.entries(countries).flatMap(([language, list]) =>
		list.split(' ').map((country) => [country, language as LanguageCode]),
	),
);

/** @param country ISO code; undefined if unknown @returns English for all other countries */
export const languageOfCountry = (country: string | undefined): LanguageCode =>
	languageByCountry.get(country ?? '') ?? 'en';
