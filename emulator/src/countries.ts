export interface Country {
	name: string;
	/** Calling code. */
	code: string;
}

/** Countries to choose from, by name. A number of any other one can be entered with "Other". */
export const countries: Country[] = [
	['Argentina', '54'],
	['Australia', '61'],
	['Austria', '43'],
	['Belgium', '32'],
	['Brazil', '55'],
	['Chile', '56'],
	['Colombia', '57'],
	['Czechia', '420'],
	['Denmark', '45'],
	['Egypt', '20'],
	['France', '33'],
	['Germany', '49'],
	['Ghana', '233'],
	['Hong Kong', '852'],
	['India', '91'],
	['Indonesia', '62'],
	['Ireland', '353'],
	['Israel', '972'],
	['Italy', '39'],
	['Japan', '81'],
	['Kenya', '254'],
	['Malaysia', '60'],
	['Mexico', '52'],
	['Morocco', '212'],
	['Netherlands', '31'],
	['New Zealand', '64'],
	['Nigeria', '234'],
	['Norway', '47'],
	['Pakistan', '92'],
	['Peru', '51'],
	['Philippines', '63'],
	['Poland', '48'],
	['Portugal', '351'],
	['Romania', '40'],
	['Saudi Arabia', '966'],
	['Singapore', '65'],
	['South Africa', '27'],
	['Spain', '34'],
	['Sweden', '46'],
	['Switzerland', '41'],
	['Turkey', '90'],
	['Ukraine', '380'],
	['United Arab Emirates', '971'],
	['United Kingdom', '44'],
	['United States', '1'],
	['Vietnam', '84'],
	['Other (with country code)', ''],
].map(([name, code]) => ({ name, code }));

export const countryOf = (code: string): Country =>
	countries.find((country) => country.code === code) ?? countries[countries.length - 1];

/** A number as the calling code of a listed country, and the rest. */
export function splitNumber(digits: string): { code: string; rest: string } {
	const code = countries
		.map((country) => country.code)
		.filter((one) => one !== '' && digits.startsWith(one))
		.sort((one, other) => other.length - one.length)[0];
	return code === undefined ? { code: '', rest: digits } : { code, rest: digits.slice(code.length) };
}
