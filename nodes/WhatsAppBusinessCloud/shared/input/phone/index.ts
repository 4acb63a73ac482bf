export { comparableNumber } from './compare';
export { defaultCountryField, readDefaultCountry } from './defaultCountry';
export { otherForm } from './forms';
export { countryCode as callingCodeOf, countryOf, listCountries } from './numberingPlans';
export { isCountry } from './numberingPlans';
export { normalizePhoneNumber, type PhoneReading } from './parse';
