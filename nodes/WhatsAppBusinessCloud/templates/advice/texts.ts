import type { Advisory } from '../../shared/inputWarning';
import { cardFields } from '../check/carousel';
import { findMarkup } from '../check/markup';
import { textFields } from '../check/texts';
import { findComponent, locateBodies, type DefinitionRule, type Located } from './types';
import { joinPaths, type InputPath } from '../../shared/inputPath';

const textIn = ({ part }: Located): string => (typeof part.text === 'string' ? part.text : '');

/**
 * A text header without markup. WhatsApp docs: Templates > Components > Text header (markdown is not supported, special
 * characters are advised against). Resellers report that Meta rejects emoji and formatting.
 */
export const adviseHeaderText: DefinitionRule = ({ components }) => {
	const header = findComponent(components, 'HEADER');
	const markup = header && findMarkup(textIn(header), ['emoji', 'formatting']);
	if (!header || markup === undefined) return [];
	return [
		{
			field: textFields.header,
			path: `${header.path}.text`,
			problem: `has ${markup}`,
			advice: 'Use plain text: Meta advises against markup in headers, and may reject the template.',
		},
	];
};

/**
 * A footer. Variables: Catalog templates and Utility templates call them supported, Templates > Components has no
 * example, and no page documents how a message fills them in. Line breaks and emoji: only reported by resellers.
 */
export const adviseFooter: DefinitionRule = ({ components }) => {
	const footer = findComponent(components, 'FOOTER');
	if (!footer) return [];
	const about = { field: textFields.footer, path: `${footer.path}.text` };
	const found: Advisory[] = [];
	if (textIn(footer).includes('{{')) {
		found.push({
			...about,
			problem: 'has a variable',
			advice:
				"Put the variable into the body: Meta's pages disagree about variables in footers, and none says how a message fills them in.",
		});
	}
	const markup = findMarkup(textIn(footer), ['lineBreak', 'emoji']);
	if (markup !== undefined) {
		found.push({
			...about,
			problem: `has ${markup}`,
			advice: 'Use plain text in one line: Meta may reject the template.',
		});
	}
	return found;
};

/** Named variables should be unique. WhatsApp docs: Templates > Overview > Parameter formats. */
export const adviseDuplicateNames: DefinitionRule = ({ components }) =>
	locateBodies(components).flatMap((body) => {
		const names = [...textIn(body).matchAll(/\{\{([^{}]*)\}\}/g)]
			.map(([, name]) => name.trim())
			.filter((name) => !/^\d+$/.test(name));
		if (new Set(names).size === names.length) return [];
		return [
			{
				field: bodyField(body),
				path: `${body.path}.text`,
				problem: 'has the same named variable twice',
				advice: "Give each place a different name: Meta's page says that names must be unique.",
			},
		];
	});

const bodyField = ({ entry }: Located): InputPath =>
	entry.length === 0 ? [textFields.body] : joinPaths(entry, cardFields.text);

/** Number of words in a text of any language, including those without spaces between words. */
const countWords = (value: string): number =>
	[...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(value)].filter(({ isWordLike }) => isWordLike)
		.length;

/**
 * Too many variables for the length of the text. WhatsApp docs: Error codes > 2388293; Templates > Review. Meta
 * documents no number; according to resellers, n variables need at least 2n + 1 words.
 */
export const adviseVariableRatio: DefinitionRule = ({ components }) =>
	locateBodies(components).flatMap((body) => {
		const variables = textIn(body).match(/\{\{[^{}]*\}\}/g) ?? [];
		const words = countWords(textIn(body).replace(/\{\{[^{}]*\}\}/g, ' '));
		if (variables.length === 0 || words >= 2 * variables.length + 1) return [];
		return [
			{
				field: bodyField(body),
				path: `${body.path}.text`,
				problem: 'has few words for its number of variables',
				advice: 'Add words, or use fewer variables: Meta may reject the template (2388293).',
			},
		];
	});
