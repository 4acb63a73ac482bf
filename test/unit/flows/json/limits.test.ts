import { findingsOf, fixture, seen, text, withComponents, type Json } from './support';

const option = { id: 'a', title: 'A' };
const options = (count: number) => [...Array(count).keys()].map((id) => ({ id: `o${id}`, title: 'A' }));
const base: Record<string, Json> = {
	TextHeading: { text: 'x' },
	TextSubheading: { text: 'x' },
	TextBody: { text: 'x' },
	TextCaption: { text: 'x' },
	TextInput: { name: 'x', label: 'x' },
	TextArea: { name: 'x', label: 'x' },
	CheckboxGroup: { name: 'x', label: 'x', 'data-source': [option] },
	RadioButtonsGroup: { name: 'x', label: 'x', 'data-source': [option] },
	Dropdown: { name: 'x', label: 'x', 'data-source': [option] },
	ChipsSelector: { name: 'x', label: 'x', 'data-source': options(2) },
	DatePicker: { name: 'x', label: 'x' },
	CalendarPicker: { name: 'x', label: { 'start-date': 'x', 'end-date': 'y' }, mode: 'range' },
	OptIn: { name: 'x', label: 'x' },
	EmbeddedLink: { text: 'x', 'on-click-action': { name: 'open_url', url: 'https://example.com' } },
	PhotoPicker: { name: 'x', label: 'x' },
	DocumentPicker: { name: 'x', label: 'x' },
	Image: { src: 'iVBORw0KGgo=' },
	ImageCarousel: { images: [{ src: 'iVBORw0KGgo=', 'alt-text': 'x' }] },
};

const withOne = (type: string, change: Json): Json =>
	withComponents([{ type, ...structuredClone(base[type]), ...change }]);

/**
 * Limits in characters. WhatsApp docs: Flows > Components > Limits and restrictions of each; Media upload components.
 */
const characters: Array<[string, string, number]> = [
	['TextHeading', 'text', 80],
	['TextSubheading', 'text', 80],
	['TextBody', 'text', 4096],
	['TextCaption', 'text', 409],
	['TextInput', 'label', 20],
	['TextInput', 'helper-text', 80],
	['TextInput', 'error-message', 30],
	['TextArea', 'label', 20],
	['TextArea', 'helper-text', 80],
	['CheckboxGroup', 'label', 30],
	['CheckboxGroup', 'description', 300],
	['RadioButtonsGroup', 'label', 30],
	['RadioButtonsGroup', 'description', 300],
	['Dropdown', 'label', 20],
	['ChipsSelector', 'label', 80],
	['ChipsSelector', 'description', 300],
	['DatePicker', 'label', 40],
	['DatePicker', 'helper-text', 80],
	['DatePicker', 'error-message', 80],
	['CalendarPicker', 'title', 80],
	['CalendarPicker', 'description', 300],
	['OptIn', 'label', 120],
	['EmbeddedLink', 'text', 25],
	['PhotoPicker', 'label', 80],
	['PhotoPicker', 'description', 300],
	['DocumentPicker', 'label', 80],
	['DocumentPicker', 'description', 300],
];

test.each(characters)("warns when a %s has in '%s' more than %d characters", (type, key, most) => {
	expect(seen(withOne(type, { [key]: text(most) }))).toEqual([]);
	expect(seen(withOne(type, { [key]: '🌹'.repeat(most) }))).toEqual([]);
	expect(findingsOf(withOne(type, { [key]: text(most + 1) }))).toMatchObject([
		{ level: 'warning', rule: 'text-too-long', pointer: `screens[0].layout.children[0].${key}` },
	]);
});

test.each([
	['label', 35],
	['center-caption', 15],
])("allows in the '%s' of a Footer at most %d characters", (key, most) => {
	const flow = (value: string) => {
		const made = withComponents([]);
		made.screens[0].layout.children[0][key] = value;
		return made;
	};
	expect(seen(flow(text(most)))).toEqual([]);
	expect(seen(flow(text(most + 1)))).toEqual([`text-too-long screens[0].layout.children[0].${key}`]);
});

test.each([
	['title', 30],
	['description', 300],
	['metadata', 20],
])("allows in the '%s' of an option at most %d characters", (key, most) => {
	for (const type of ['CheckboxGroup', 'RadioButtonsGroup', 'Dropdown']) {
		expect(seen(withOne(type, { 'data-source': [{ ...option, [key]: text(most) }] }))).toEqual([]);
		expect(seen(withOne(type, { 'data-source': [{ ...option, [key]: text(most + 1) }] }))).toEqual([
			`text-too-long screens[0].layout.children[0].data-source[0].${key}`,
		]);
	}
});

test.each([
	['label', 40],
	['helper-text', 80],
	['error-message', 80],
])("allows in each end of '%s' of a CalendarPicker at most %d characters", (key, most) => {
	const ends = (length: number) => ({ [key]: { 'start-date': text(length), 'end-date': 'x' } });
	expect(seen(withOne('CalendarPicker', ends(most)))).toEqual([]);
	expect(seen(withOne('CalendarPicker', ends(most + 1)))).toEqual([
		`text-too-long screens[0].layout.children[0].${key}.start-date`,
	]);
});

test.each([
	['main-content.title', 30],
	['main-content.description', 20],
	['main-content.metadata', 80],
	['end.title', 10],
	['end.description', 10],
	['end.metadata', 10],
	['badge', 15],
	['tags[0]', 15],
	['tags[2]', 15],
])("warns when an item of a NavigationList has in '%s' more than %d characters", (place, most) => {
	const flow = (value: string) => {
		const made = fixture('gallery');
		const item = made.screens[0].layout.children[0]['list-items'][0];
		item.tags = ['a', 'b', 'c'];
		const [first, second] = place.split(/[.[\]]/);
		if (second === undefined) item[first] = value;
		else item[first][second] = value;
		return made;
	};
	expect(seen(flow(text(most)))).toEqual([]);
	expect(seen(flow(text(most + 1)))).toEqual([`text-too-long screens[0].layout.children[0].list-items[0].${place}`]);
});

/** Documented minimum and maximum number of entries. More than the maximum is a warning; an empty list is an error. */
test.each([
	['CheckboxGroup', 'data-source', 1, 20],
	['RadioButtonsGroup', 'data-source', 1, 20],
	['Dropdown', 'data-source', 1, 200],
	['ChipsSelector', 'data-source', 2, 20],
] as const)("allows in a %s for '%s' %d to %d entries", (type, key, least, most) => {
	const found = (level: string, rule: string) => [{ level, rule, pointer: `screens[0].layout.children[0].${key}` }];
	expect(findingsOf(withOne(type, { [key]: options(least) }))).toEqual([]);
	expect(findingsOf(withOne(type, { [key]: options(most) }))).toEqual([]);
	expect(findingsOf(withOne(type, { [key]: options(most + 1) }))).toMatchObject(found('warning', 'items-advised'));
	if (least > 1)
		expect(findingsOf(withOne(type, { [key]: options(least - 1) }))).toMatchObject(found('warning', 'items-advised'));
	expect(findingsOf(withOne(type, { [key]: [] }))).toMatchObject(found('error', 'items-count'));
});

test('accepts 1 to 3 images in an ImageCarousel, 2 carousels per screen and 3 per flow', () => {
	const images = (count: number) => Array.from({ length: count }, () => base.ImageCarousel.images[0]);
	expect(seen(withOne('ImageCarousel', { images: images(3) }))).toEqual([]);
	expect(seen(withOne('ImageCarousel', { images: images(4) }))).toEqual([
		'items-count screens[0].layout.children[0].images',
	]);
	expect(seen(withOne('ImageCarousel', { images: [] }))).toEqual(['items-count screens[0].layout.children[0].images']);
	const carousel = { type: 'ImageCarousel', ...base.ImageCarousel };
	expect(seen(withComponents([carousel, carousel, carousel]))).toEqual([
		'component-count screens[0].layout.children[2]',
	]);
	const flow = withComponents([carousel, carousel]);
	const go = {
		type: 'Footer',
		label: 'x',
		'on-click-action': { name: 'navigate', next: { type: 'screen', name: 'ONLY' }, payload: {} },
	};
	flow.screens.unshift({
		id: 'FIRST',
		title: 'x',
		layout: { type: 'SingleColumnLayout', children: [carousel, carousel, go] },
	});
	expect(seen(flow)).toEqual(['component-count screens[1].layout.children[1]']);
});

test.each([
	['OptIn', 5],
	['EmbeddedLink', 2],
	['Image', 3],
	['PhotoPicker', 1],
	['DocumentPicker', 1],
] as const)('allows components of type %s at most %d times per screen', (type, most) => {
	const some = (count: number) =>
		[...Array(count).keys()].map((index) => ({
			type,
			...structuredClone(base[type]),
			...(base[type].name && { name: `x${index}` }),
		}));
	expect(seen(withComponents(some(most)))).toEqual([]);
	expect(seen(withComponents(some(most + 1)))).toEqual([`component-count screens[0].layout.children[${most}]`]);
});

test('accepts 2 NavigationLists per screen, 1 to 20 items and 3 tags', () => {
	const flow = fixture('gallery');
	const { children } = flow.screens[0].layout;
	children.push({ ...structuredClone(children[1]), name: 'third' });
	expect(seen(flow)).toEqual(['component-count screens[0].layout.children[2]']);
	const items = (count: number) => {
		const made = fixture('gallery');
		const list = made.screens[0].layout.children[0];
		list['list-items'] = [...Array(count).keys()].map(() => list['list-items'][1]);
		return made;
	};
	expect(findingsOf(items(21))).toMatchObject([
		{ level: 'warning', rule: 'items-advised', pointer: 'screens[0].layout.children[0].list-items' },
	]);
	const tags = fixture('gallery');
	tags.screens[0].layout.children[0]['list-items'][0].tags = ['a', 'b', 'c', 'd'];
	expect(findingsOf(tags)).toMatchObject([
		{ level: 'warning', rule: 'items-advised', pointer: 'screens[0].layout.children[0].list-items[0].tags' },
	]);
});

/** Allowed ranges of numbers. WhatsApp docs: Flows > Media upload components. */
test.each([
	['PhotoPicker', 'max-file-size-kb', 1, 25_600],
	['PhotoPicker', 'min-uploaded-photos', 0, 30],
	['PhotoPicker', 'max-uploaded-photos', 1, 30],
	['DocumentPicker', 'max-file-size-kb', 1, 25_600],
	['DocumentPicker', 'min-uploaded-documents', 0, 30],
	['DocumentPicker', 'max-uploaded-documents', 1, 30],
] as const)("allows in a %s for '%s' a value between %d and %d", (type, key, least, most) => {
	for (const value of [least, most]) expect(seen(withOne(type, { [key]: value }))).toEqual([]);
	for (const value of [least - 1, most + 1])
		expect(seen(withOne(type, { [key]: value }))).toEqual([`number-range screens[0].layout.children[0].${key}`]);
});

test('accepts up to 100 screens, 50 components per screen and 10 branches', () => {
	const id = (index: number) => `S${'A'.repeat(index + 1)}`;
	const screens = (count: number) =>
		[...Array(count).keys()].map((index) => ({
			id: id(index),
			title: 'x',
			terminal: index === count - 1,
			layout: {
				type: 'SingleColumnLayout',
				children: [
					{
						type: 'Footer',
						label: 'x',
						'on-click-action':
							index === count - 1
								? { name: 'complete', payload: {} }
								: { name: 'navigate', next: { type: 'screen', name: id(index + 1) }, payload: {} },
					},
				],
			},
		}));
	expect(seen({ version: '7.3', screens: screens(100) })).toEqual([]);
	expect(seen({ version: '7.3', screens: screens(101) })).toEqual(['items-count screens']);
	expect(seen(withComponents([...Array(49).keys()].map(() => ({ type: 'TextBody', text: 'x' }))))).toEqual([]);
});

test.each([
	['TextInput', 'min-chars', '5'],
	['TextInput', 'max-chars', 80],
	['TextInput', 'max-chars', '${data.n}'],
	['TextInput', 'max-chars', '${data.s}'],
	['TextArea', 'max-length', '600'],
])("accepts in a %s for '%s' the value %p", (type, key, value) => {
	const flow = withOne(type, { [key]: value });
	flow.screens[0].data = { n: { type: 'number', __example__: 1 }, s: { type: 'string', __example__: '1' } };
	expect(seen(flow)).toEqual([]);
});

test("rejects text as 'max-chars'", () => {
	expect(seen(withOne('TextInput', { 'max-chars': 'Hundred' }))).toEqual([
		'property-type screens[0].layout.children[0].max-chars',
	]);
});
