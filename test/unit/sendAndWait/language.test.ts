import { limits } from '../../../nodes/WhatsAppBusinessCloud/messages/messageLimits';
import { texts as textLimits } from '../../../nodes/WhatsAppBusinessCloud/messages/interactive/interactiveLimits';
import { checkForm } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/check';
import { freeTextField, readFields } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/read';
import { formPage } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/form/render';
import {
	Language,
	languageCodes,
	languageList,
	type LanguageCode,
} from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/language/languages';
import { readLanguage } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/language/read';
import type { Plural } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/language/types';
import { messagePage } from '../../../nodes/WhatsAppBusinessCloud/sendAndWait/page';
import { parseRecipient } from '../../../nodes/WhatsAppBusinessCloud/shared/input/recipient';
import { countCharacters } from '../../../nodes/WhatsAppBusinessCloud/shared/input/textLength';
import { inputErrorOf } from '../inputErrorOf';

const GROUP = 'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD';

test.each<[string, LanguageCode]>([
	['+49 151 23456789', 'de'],
	['+43 664 1234567', 'de'],
	['+34 612 345 678', 'es'],
	['+52 55 1234 5678', 'es'],
	['+1 809 555 0100', 'es'],
	['+1 650 555 1234', 'en'],
	['+44 7911 123456', 'en'],
	['+55 11 91234-5678', 'pt-BR'],
	['+351 912 345 678', 'pt-BR'],
	['+33 6 12 34 56 78', 'fr'],
	['+39 312 345 6789', 'it'],
	['+91 98765 43210', 'hi'],
	['+62 812 3456 7890', 'id'],
	['+971 50 123 4567', 'ar'],
	['+20 100 123 4567', 'ar'],
	['+81 90 1234 5678', 'en'],
	['+870 773 111 632', 'en'],
	['BR.13491208655302741918', 'pt-BR'],
	['US.ENT.1349', 'en'],
	[GROUP, 'en'],
])('shows pages to %s in %s', (recipient, code) => {
	expect(readLanguage('auto', parseRecipient(recipient, 'Recipient')).code).toBe(code);
	expect(readLanguage(undefined, parseRecipient(recipient, 'Recipient')).code).toBe(code);
});

test('shows pages in the chosen language, and in English when the recipient is unknown', () => {
	expect(readLanguage('ar', parseRecipient('+49 151 23456789', 'Recipient')).code).toBe('ar');
	expect(readLanguage('auto', undefined).code).toBe('en');
	expect(inputErrorOf(() => readLanguage('tlh', undefined)).field).toBe('Language');
});

test('lists all languages by name', () => {
	expect(languageList.map(({ name }) => name)).toEqual([
		'Arabic',
		'English',
		'French',
		'German',
		'Hindi',
		'Indonesian',
		'Italian',
		'Portuguese (Brazil)',
		'Spanish',
	]);
});

describe.each(languageCodes)('%s', (code) => {
	const language = new Language(code);
	const { texts } = language;
	const english = new Language('en').texts;

	test('has texts of its own with the same values', () => {
		const values = (text: string | Plural): string[] =>
			[...new Set((typeof text === 'string' ? text : text.other).match(/\{\w+\}/g))].sort();
		for (const [name, text] of Object.entries(texts) as Array<[keyof typeof texts, string | Plural]>) {
			// Arabic says "the marked fields" without their number.
			if (code !== 'ar' || name !== 'notSent') expect([name, values(text)]).toEqual([name, values(english[name])]);
			if (code !== 'en' && !(code === 'fr' && name === 'options'))
				expect([name, text]).not.toEqual([name, english[name]]);
		}
	});

	test('has labels that fit in buttons', () => {
		for (const label of [texts.respond, texts.choose, texts.approve, texts.decline])
			expect(countCharacters(label)).toBeLessThanOrEqual(textLimits.buttonTitle.max);
		expect(countCharacters(texts.sentWithN8n)).toBeLessThan(textLimits.footer.max);
		expect(limits.textBody.max).toBe(4096);
	});

	test('tags its pages', () => {
		const dir = code === 'ar' ? 'rtl' : 'ltr';
		expect(messagePage(texts.thanks, texts.thanksText, language).html).toContain(`<html lang="${code}" dir="${dir}">`);
	});

	test('shows a form and its errors without English texts', () => {
		const shown = { title: '', description: '', button: texts.submit, css: '', hasAttribution: true, language };
		const fields = [
			...readFields({
				fields: [
					{ fieldLabel: '1', fieldType: 'dropdown', fieldOptions: ['a', 'b'], requiredField: true },
					{
						fieldLabel: '2',
						fieldType: 'checkbox',
						fieldOptions: ['a', 'b', 'c'],
						limitSelection: 'range',
						minSelections: 2,
						maxSelections: 3,
					},
					{ fieldLabel: '3', fieldType: 'file', requiredField: true },
					{ fieldLabel: '4', fieldType: 'email' },
				],
			}),
			{ ...freeTextField(language), id: 'field-4' },
		];
		const answers = { texts: { 'field-1': ['a'], 'field-3': ['nobody'] }, files: {} };
		const checked = checkForm(fields, answers, language);
		const wrong = 'wrong' in checked ? checked.wrong : {};
		expect(wrong).toEqual({
			'field-0': texts.fillIn,
			'field-1': language.fill(texts.atLeast, { options: language.count(texts.options, 2) }),
			'field-2': texts.selectFile,
			'field-3': texts.enterEmail,
			'field-4': texts.fillIn,
		});
		const { html } = formPage(fields, shown, { texts: answers.texts, wrong });
		const text = html.replace(/<style>.*?<\/style>|<script>.*?<\/script>/gs, '').replace(/<[^>]*>/g, ' ');
		for (const expected of [texts.pleaseSelect, texts.required, texts.submit, texts.sentWithN8n, texts.yourResponse])
			expect(text).toContain(expected);
		if (code !== 'en') expect(text).not.toMatch(/please|select|response|sent|required|submit/i);
	});
});

test('uses the plural of the language, with Latin digits', () => {
	const arabic = new Language('ar');
	const options = (n: number): string => arabic.count(arabic.texts.options, n);
	expect([1, 2, 3, 11, 100].map(options)).toEqual(['خيارًا واحدًا', 'خيارين', '3 خيارات', '11 خيارًا', '100 خيار']);
	expect(new Language('de').fill('{n} {x}', { n: 100_000 })).toBe('100.000 {x}');
});
