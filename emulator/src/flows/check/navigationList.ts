import { entriesOf, type Flow, type Part, type Screen } from './flow';
import type { Report } from './report';

// All rules: Meta docs: Flows > Components > Navigation List > Limits and restrictions.

/** The screen: not terminal, without other components. */
function checkPlacement(report: Report, { terminal, parts }: Screen, { path }: Part): void {
	if (terminal) report.unknown('terminal', path.slice(0, 2));
	if (parts.some(({ type }) => type !== 'NavigationList' && type !== 'Form'))
		report.add(
			'INVALID_COMPONENT_PLACEMENT',
			'NavigationList cannot be used with other components on the same screen.',
			path,
		);
}

/** The items: at least one, at most one badge, no `end` beside large images. */
function checkItems(report: Report, part: Part): void {
	const { component, path } = part;
	if (Array.isArray(component['list-items']) && component['list-items'].length === 0)
		report.add('MIN_ITEMS_REQUIRED', "Property 'list-items' should have at least '1' items.", path);
	const items = entriesOf(part, 'list-items');
	if (items.filter(({ entry }) => entry.badge !== undefined).length > 1)
		report.add('MAX_ITEMS_REQUIRED', "Property 'list-items' should have at most '1' badge item.", path);
	if (component['media-size'] === 'large' && items.some(({ entry }) => entry.end !== undefined))
		report.add(
			'INVALID_PROPERTY_VALUE_FOR_CONDITION',
			"Cannot set 'media-size' to 'large' when 'end' add-on is present.",
			path,
		);
}

/** An action of the list or of each item, not of both. */
function checkItemActions(report: Report, part: Part): void {
	const { component, path } = part;
	const items = entriesOf(part, 'list-items');
	const own = items.filter(({ entry }) => entry['on-click-action'] !== undefined).length;
	const shared = component['on-click-action'] !== undefined;
	if (shared && own > 0)
		report.add(
			'DUPLICATE_PROPETY_FOR_CONDITION',
			"'on-click-action' can only be defined at either root level or within the 'list-items'.",
			path,
		);
	if (!shared && own < items.length) report.missing('on-click-action', path);
}

/** Each item needs `main-content`. */
function checkItemContent(report: Report, part: Part): void {
	for (const { entry, path } of entriesOf(part, 'list-items'))
		if (entry['main-content'] === undefined) report.missing('main-content', path);
}

/** Each NavigationList and its screen. */
export function checkNavigationList(report: Report, _flow: Flow, screen: Screen, part: Part): void {
	if (part.type !== 'NavigationList') return;
	checkPlacement(report, screen, part);
	checkItems(report, part);
	checkItemActions(report, part);
	checkItemContent(report, part);
}
