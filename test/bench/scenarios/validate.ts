import { validateFlowJson } from '../../../nodes/WhatsAppBusinessCloud/flows/json';
import type { Figure } from '../figures';
import { summary } from '../stats';

/** Meta docs: Flows > Flow JSON > Limitations. */
const MAX_BYTES = 10 * 1024 * 1024;

const ROUNDS = 7;

/** Target for 10 MB. */
const MOST_MS = 1000;

const footer = { type: 'Footer', label: 'Done', 'on-click-action': { name: 'complete', payload: {} } };

const onOneScreen = (children: object[], data = {}): object => ({
	version: '7.3',
	screens: [
		{
			id: 'ONLY',
			title: 'Only',
			terminal: true,
			data,
			layout: { type: 'SingleColumnLayout', children: [...children, footer] },
		},
	],
});

const id = (index: number): string =>
	`S_${index.toString(26).replace(/\d/g, (digit) => 'QRSTUVWXYZ'[Number(digit)])}`.toUpperCase();

/** Flows of any size, each expensive in a different respect; the first two are realistic. */
const flows: Record<string, (size: number) => object> = {
	'images in the JSON': (size) =>
		onOneScreen([0, 1, 2].map(() => ({ type: 'Image', src: `iVBORw0KGgo${'A'.repeat(size)}` }))),
	'a long list as example': (size) =>
		onOneScreen([{ type: 'Dropdown', name: 'x', label: 'x', 'data-source': '${data.list}' }], {
			list: {
				type: 'array',
				items: { type: 'object', properties: { id: { type: 'string' }, title: { type: 'string' } } },
				__example__: Array.from({ length: size }, (_, index) => ({ id: `id${index}`, title: 'Title' })),
			},
		}),
	'100 full screens': (size) => ({
		version: '7.3',
		data_api_version: '3.0',
		routing_model: Object.fromEntries(
			Array.from({ length: 100 }, (_, index) => [id(index), index < 99 ? [id(index + 1)] : []]),
		),
		screens: Array.from({ length: 100 }, (_, index) => ({
			id: id(index),
			title: 'Step',
			terminal: index === 99,
			data: { name: { type: 'string', __example__: 'Ada' } },
			layout: {
				type: 'SingleColumnLayout',
				children: [
					...Array.from({ length: 40 }, (_one, number) => ({
						type: 'Dropdown',
						name: `field_${number}`,
						label: 'Choose',
						visible: "`${data.name} != ''`",
						'data-source': Array.from({ length: Math.min(size, 200) }, (_option, option) => ({
							id: `${option}`,
							title: `Option ${option}`,
						})),
					})),
					{
						type: 'Footer',
						label: 'Next',
						'on-click-action': { name: 'data_exchange', payload: { first: '${form.field_0}' } },
					},
				],
			},
		})),
	}),
	'100,000 components': (size) =>
		onOneScreen(
			Array.from({ length: size }, (_, index) => ({
				type: 'TextInput',
				name: `n${index}`,
				label: 'Label',
				visible: '${form.n0}',
			})),
		),
	'options without end': (size) =>
		onOneScreen([
			{
				type: 'Dropdown',
				name: 'x',
				label: 'x',
				'data-source': Array.from({ length: size }, (_, index) => ({ id: `${index}`, title: 'Title' })),
			},
		]),
};

/** JSON of nearly 10 MB, or as close to it as the flow allows. */
function filled(make: (size: number) => object): string {
	let size = 100;
	for (let guess = 0; guess < 4; guess++) {
		const { length } = JSON.stringify(make(size));
		size = Math.min(Math.floor((size * MAX_BYTES * 0.97) / length), MAX_BYTES);
	}
	return JSON.stringify(make(size));
}

/** Flow > Validate JSON without n8n: 10 MB of Flow JSON. The built-in node has no such operation. */
export function validate(say: (line: string) => void): Figure[] {
	return Object.entries(flows).map(([name, make]) => {
		const text = filled(make);
		const runs: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const start = performance.now();
			validateFlowJson(text);
			runs.push(performance.now() - start);
		}
		const ours = summary(runs);
		const what = `${(text.length / 1024 / 1024).toFixed(1)} MB, ${name}`;
		say(`validate ${what}: ${ours.median.toFixed(0)} ms`);
		return {
			part: 'validate',
			what,
			unit: 'ms',
			ours,
			target: { text: `<= ${MOST_MS} ms`, met: ours.median <= MOST_MS },
		};
	});
}
