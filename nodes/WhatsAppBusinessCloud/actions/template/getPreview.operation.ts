import { optionalFlag } from '../../shared/input/parameterValues';
import { wholeNumber } from '../../shared/input/validators';
import { expirationField } from '../../templates/check/authentication';
import { authenticationFields } from '../../templates/form/authentication';
import { codeExpirationMinutes } from '../../templates/definitionLimits';
import { accountId } from '../accountId';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { optionalLanguagesField, readOptionalLanguages, rowsOf } from './languages';

const fields = authenticationFields(false).filter(
	({ name }) => name === 'addSecurityRecommendation' || name === 'codeExpirationMinutes',
);

/**
 * Template > Get Preview: the texts that WhatsApp generates for authentication templates. Without languages, Meta
 * previews all of them. WhatsApp docs: Authentication templates > Template previews. The page's table calls the
 * parameter `language`; its example and Meta's SDK call it `languages`.
 */
export const getPreview: Operation = {
	properties: [optionalLanguagesField, ...fields, ...readOptions],

	prepare(item) {
		const account = accountId(item);
		const value = item.parameter('codeExpirationMinutes');
		const minutes =
			value === 0 || value === '0' ? undefined : wholeNumber(value, codeExpirationMinutes, expirationField);
		const languages = readOptionalLanguages(item);
		const query = {
			category: 'AUTHENTICATION',
			...(languages.length > 0 && { languages: languages.join(',') }),
			add_security_recommendation: optionalFlag(
				item.parameter('addSecurityRecommendation'),
				'Add Security Recommendation',
			),
			code_expiration_minutes: minutes,
			button_types: 'OTP',
		};
		return {
			run: async () =>
				rowsOf(await item.graph.request({ method: 'GET', path: [account, 'message_template_previews'], query })),
		};
	},
};
