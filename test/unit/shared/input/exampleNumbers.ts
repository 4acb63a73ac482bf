import { getCountries, getExampleNumber, type PhoneNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

/** A mobile number of each country that has them, from the library's metadata. */
export const exampleNumbers = (): PhoneNumber[] =>
	getCountries().flatMap((country) => getExampleNumber(country, examples) ?? []);
