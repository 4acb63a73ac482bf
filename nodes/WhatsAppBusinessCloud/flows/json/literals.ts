import { formatNumber } from '../../shared/formatNumber';
import { countCharacters } from '../../shared/input/textLength';
import { checkImage } from './images';
import type { Property } from './property';
import type { Format } from './types';
import { joinList, quoted } from './values';

/** First version in which no text may be blank. WhatsApp docs: Flows > Changelog, 12 November 2024. */
const NO_BLANKS_SINCE = 600;

/** Whether the text is an existing date, as YYYY-MM-DD. */
export const isDate = (text: string): boolean => {
	const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
	return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const isRegex = (text: string): boolean => {
	try {
		return new RegExp(text) instanceof RegExp;
	} catch {
		return false;
	}
};

const isUrl = (text: string): boolean => /^https?:\/\/[^\s/?#]\S*$/i.test(text);

const formats: Readonly<Record<Format, { holds(text: string): boolean; needs: string; advice: string }>> = {
	// WhatsApp docs: Flows > Components > DatePicker, CalendarPicker.
	date: { holds: isDate, needs: 'a date as YYYY-MM-DD', advice: 'Write it like 2026-12-31' },
	color: {
		holds: (text) => /^#?[0-9a-f]{6}$/i.test(text),
		needs: 'a color of 6 hexadecimal digits',
		advice: 'Write it like #25D366',
	},
	regex: { holds: isRegex, needs: 'a regular expression', advice: 'Fix it; write it without slashes around it' },
	url: { holds: isUrl, needs: 'a URL', advice: 'Start it with https://' },
};

/** Checks static text: blank, too long, not in a list of values, wrong format. */
export function checkText(property: Property, text: string): void {
	const { place, path, spec } = property;
	const { findings, version } = place.flow;
	if (text.trim() === '') {
		if (spec.notBlank ?? version >= NO_BLANKS_SINCE)
			findings.add('text-blank', path, `${property.name} is blank`, 'Enter a text, or remove the property');
		return;
	}
	if (spec.max !== undefined && text.length > spec.max) {
		const count = countCharacters(text);
		if (count > spec.max) {
			const message = `${property.name} has ${formatNumber(count)} characters; WhatsApp shows ${formatNumber(spec.max)}`;
			findings.add('text-too-long', path, message, 'Shorten it');
		}
	}
	if (spec.values && !spec.values.includes(text)) {
		findings.add(
			'property-value',
			path,
			`${property.name} cannot be ${quoted(text)}`,
			`Use one of ${joinList([...spec.values], 30)}`,
		);
	}
	if (spec.format && !formats[spec.format].holds(text)) {
		const { needs, advice } = formats[spec.format];
		findings.add('property-format', path, `${property.name} needs ${needs}, got ${quoted(text)}`, advice);
	}
	if (spec.image) checkImage(property, text, spec.image);
}

/** Checks a static number: its range, and whether it has to be an integer. */
export function checkNumber(property: Property, number: number): void {
	const { place, path, spec } = property;
	const [least, most] = spec.range ?? [-Infinity, Infinity];
	const isWhole = !spec.whole || Number.isInteger(number);
	if (isWhole && number >= least && number <= most) return;
	const kind = spec.whole ? 'a whole number' : 'a number';
	const range =
		most === Infinity
			? least === -Infinity
				? kind
				: `${kind} from ${least} on`
			: `${kind} from ${formatNumber(least)} to ${formatNumber(most)}`;
	place.flow.findings.add(
		'number-range',
		path,
		`${property.name} is ${number}; allowed is ${range}`,
		'Change the number',
	);
}
