import { childPath } from '../path';
import { isDynamic } from '../properties';
import type { ComponentSpec, ImageSpec, Node, ValidationContext } from '../types';
import { isObject, ownProperty } from '../values';
import { action, choice, flag, image, list, name, required, object, optionList, text, type } from './build';

/** WhatsApp shows a placeholder instead of a larger image. WhatsApp docs: Flows > Components > Navigation List. */
const thumbnail: ImageSpec = { maxKb: () => 100, isLimit: false, types: ['JPEG', 'PNG', 'WebP'] };

const onClick = action(['data_exchange', 'navigate'], { unlisted: ['update_data'] });

const item = object({
	id: text(undefined, { expected: true }),
	'main-content': object({ title: required(30), description: text(20), metadata: text(80) }, { required: true }),
	end: object({ title: text(10), description: text(10), metadata: text(10) }),
	start: object({ image: image(thumbnail, { required: true }), 'alt-text': text() }),
	badge: text(15),
	tags: list(text(15), undefined, { advisedCount: [0, 3] }),
	enabled: flag({ undocumented: true }),
	'on-click-action': onClick,
});

const itemsOf = (node: Node): unknown[] => {
	const items = ownProperty(node.component, 'list-items');
	return Array.isArray(items) ? items : [];
};

/** One action for all items, or one per item. */
function checkAction(node: Node, { flow, what }: ValidationContext): void {
	const { component, path } = node;
	const items = itemsOf(node);
	const forAll = Object.hasOwn(component, 'on-click-action');
	if (!forAll && isDynamic(component, 'list-items')) return;
	items.forEach((entry, index) => {
		const forOne = isObject(entry) && Object.hasOwn(entry, 'on-click-action');
		const here = childPath(path, 'list-items', index);
		if (forAll && forOne) {
			flow.findings.add(
				'navigation-action',
				childPath(here, 'on-click-action'),
				`${what} has an action, and this item has one too`,
				'Keep one of them',
				{ atKey: true },
			);
		} else if (!forAll && !forOne) {
			flow.findings.add(
				'navigation-action',
				here,
				`${what} has no action, and this item has none either`,
				"Add 'on-click-action' to the list or to each item",
			);
		}
	});
}

function checkItems(node: Node, { flow, what }: ValidationContext): void {
	let badges = 0;
	const isLarge = ownProperty(node.component, 'media-size') === 'large';
	itemsOf(node).forEach((entry, index) => {
		if (!isObject(entry)) return;
		const here = childPath(node.path, 'list-items', index);
		if (Object.hasOwn(entry, 'badge') && ++badges > 1) {
			flow.findings.add(
				'navigation-badge',
				childPath(here, 'badge'),
				`${what} has a second badge`,
				'Keep the badge of one item',
				{ atKey: true },
			);
		}
		if (isLarge && Object.hasOwn(entry, 'end')) {
			flow.findings.add(
				'navigation-end',
				childPath(here, 'end'),
				`'end' cannot be used with large images`,
				"Remove 'end', or set 'media-size' to regular",
				{ atKey: true },
			);
		}
	});
}

/** WhatsApp does not show content beyond the limits. WhatsApp docs: Flows > Components > Navigation List. */
export const navigationList: ComponentSpec = {
	type: 'NavigationList',
	since: 602,
	perScreen: 2,
	properties: {
		type,
		name,
		'list-items': optionList(item, [1, 20]),
		label: text(80),
		description: text(300),
		'media-size': choice(['regular', 'large']),
		'on-click-action': onClick,
		visible: flag({ undocumented: true }),
	},
	checks: [checkAction, checkItems],
};
