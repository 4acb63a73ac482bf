import { countryOf } from '../../shared/input/phone';
import { readEnum } from '../../shared/input/parameterValues';
import type { Recipient } from '../../shared/input/recipient';
import { languageOfCountry } from './countries';
import { Language, languageCodes } from './languages';

/** Name of the option. */
export const LANGUAGE = 'responseLanguage';

/** The country in a recipient: of the phone number's country code, or the first two letters of a user ID. */
function countryOfRecipient(recipient: Recipient | undefined): string | undefined {
	if (recipient?.kind === 'phone') return countryOf(recipient.value);
	return recipient?.kind === 'userId' ? recipient.value.slice(0, 2) : undefined;
}

/**
 * The language that a question and its pages are shown in.
 * @param option value of the option 'Language'; `auto` = by the recipient's country, English for groups
 * @throws InputError when there is no such language
 */
export function readLanguage(option: unknown, recipient: Recipient | undefined): Language {
	const choice = readEnum(option, 'Language', ['auto', ...languageCodes] as const, 'auto');
	return new Language(choice === 'auto' ? languageOfCountry(countryOfRecipient(recipient)) : choice);
}
