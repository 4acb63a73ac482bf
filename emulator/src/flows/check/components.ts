import type { Flow, Part } from './flow';
import { checkPairs } from './pairs';
import type { Report } from './report';
import { checkValue } from './values';

/**
 * Properties of each component, as Meta's page lists them (Meta docs: Flows > Components; Media upload components): `*`
 * is required; then the type: s text, b true or false, n integer or its digits, f number, a list, o object, x several
 * of them. `-` marks components outside of a Form. Meta's flows use `enabled` of TextInput and `id` of NavigationList's
 * items, which the page does not list.
 */
const text = 'text*x visible:b';
const choice =
	'label*s name*s data-source*a enabled:b required:b visible:b on-select-action:o on-unselect-action:o error-message-s';
const picker = 'name*s label*s description:s max-file-size-kb:n enabled:b visible:b error-message:x';
const tables: Record<string, string> = {
	TextHeading: text,
	TextSubheading: text,
	TextBody: `${text} font-weight:s strikethrough:b markdown:b`,
	TextCaption: `${text} font-weight:s strikethrough:b markdown:b`,
	RichText: text,
	TextInput:
		'label*s label-variant:s input-type:s pattern:s required:b enabled:b min-chars:n max-chars:n helper-text:s name*s visible:b init-value-x error-message-s',
	TextArea:
		'label*s label-variant:s required:b max-length:n name*s helper-text:s enabled:b visible:b init-value-s error-message-s',
	CheckboxGroup: `${choice} description:s min-selected-items:n max-selected-items:n media-size:s init-value-a`,
	RadioButtonsGroup: `${choice} description:s media-size:s init-value-x`,
	Dropdown: `${choice} init-value-s`,
	ChipsSelector: `${choice} description:s min-selected-items:n max-selected-items:n init-value-a`,
	DatePicker:
		'label*s min-date:s max-date:s name*s unavailable-dates:a visible:b helper-text:s required:b enabled:b on-select-action:o init-value-s error-message-s',
	CalendarPicker:
		'name*s title:s description:s label*x helper-text:x required:x visible:b enabled:b mode:s min-date:s max-date:s unavailable-dates:a include-days:a min-days:n max-days:n on-select-action:o init-value-x error-message-x',
	OptIn: 'label*s required:b name*s on-click-action:o on-select-action:o on-unselect-action:o visible:b init-value-b',
	EmbeddedLink: 'text*s on-click-action*o visible:b',
	Image: 'src*s width:n height:n scale-type:s aspect-ratio:f alt-text:s visible:b',
	ImageCarousel: 'images*a aspect-ratio:s scale-type:s',
	NavigationList: 'name*s list-items*a label:s description:s media-size:s on-click-action:o',
	PhotoPicker: `${picker} photo-source:s min-uploaded-photos:n max-uploaded-photos:n`,
	DocumentPicker: `${picker} min-uploaded-documents:n max-uploaded-documents:n allowed-mime-types:a`,
	If: 'condition*s then*a else:a',
	Switch: 'value*s cases*o',
	Form: 'name*s children*a init-values:o error-messages:o',
	Footer: 'label*s left-caption:s center-caption:s right-caption:s enabled:b on-click-action*o',
};

interface Taken {
	required: boolean;
	outsideForm: boolean;
	kind: string;
}

const readTable = (table: string): Map<string, Taken> =>
	new Map(
		`type*s ${table}`.split(' ').map((entry) => {
			const [, key, mark, kind] = /^(.+)([*:-])(\w)$/.exec(entry)!;
			return [key, { required: mark === '*', outsideForm: mark === '-', kind }];
		}),
	);

const components = new Map(Object.entries(tables).map(([type, table]) => [type, readTable(table)]));

/** The first version that supports it, as 701. Meta docs: Flows > Components; Changelog. */
const since: Record<string, number> = {
	RichText: 501,
	CalendarPicker: 601,
	NavigationList: 602,
	ChipsSelector: 603,
	ImageCarousel: 701,
	'TextBody.markdown': 501,
	'TextCaption.markdown': 501,
	'TextInput.pattern': 602,
	'TextInput.label-variant': 700,
	'TextArea.label-variant': 700,
	'ChipsSelector.on-select-action': 701,
	'ChipsSelector.on-unselect-action': 701,
};

/** Properties of one component. Meta docs: Flows > Error codes > Schema validation errors. */
export function checkComponent(report: Report, { version }: Flow, part: Part): void {
	const { component, type, path, inForm } = part;
	const table = components.get(type);
	if (!table || (since[type] ?? 0) > version) {
		if (component.type === undefined) report.missing('type', path);
		else report.wrongValue('type', component.type, [...path, 'type']);
		return;
	}
	for (const [key, value] of Object.entries(component)) {
		const taken = table.get(key);
		const isKnown = taken !== undefined && (since[`${type}.${key}`] ?? 0) <= version && !(taken.outsideForm && inForm);
		if (!isKnown) report.unknown(key, path);
		else if (key !== 'type') checkValue(report, version, key, value, taken.kind, [...path, key]);
	}
	for (const [key, { required }] of table) if (required && component[key] === undefined) report.missing(key, path);
	checkPairs(report, part);
}
