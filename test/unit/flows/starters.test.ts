import { validateFlowJson } from '../../../nodes/WhatsAppBusinessCloud/flows/json';
import { starterFlowJson, starters, type Starter } from '../../../nodes/WhatsAppBusinessCloud/flows/starters';
import { checkFlowJson } from '../../../emulator/src/flows/check';

const withDefaults = (starter: Starter): string =>
	JSON.stringify(
		starterFlowJson(starter, {
			text: (key) => starter.texts[key].default,
			list: (key) => starter.texts[key].default.split('\n'),
		}),
	);

/** A text of the maximum length that still differs from the others. */
const longest = (starter: Starter): string =>
	JSON.stringify(
		starterFlowJson(starter, {
			text: (key) => key.padEnd(starter.texts[key].max, 'x'),
			list: (key) => {
				const { list, max } = starter.texts[key];
				return Array.from({ length: list?.max ?? 1 }, (_unused, index) => String(index).padEnd(max, 'x'));
			},
		}),
	);

describe.each(starters.map((starter) => [starter.name, starter] as const))('%s', (_name, starter) => {
	test.each([
		['its own texts', withDefaults(starter)],
		['the longest texts', longest(starter)],
	])('passes the checks of the node and of the emulator with %s', (_texts, json) => {
		const { valid, findings, version } = validateFlowJson(json);
		expect({ valid, findings, version }).toEqual({ valid: true, findings: [], version: '7.3' });
		expect(checkFlowJson(json)).toEqual([]);
	});

	test('returns all its inputs', () => {
		const { screens } = validateFlowJson(withDefaults(starter));
		const { screens: raw } = JSON.parse(withDefaults(starter)) as {
			screens: Array<{ layout: { children: Array<{ 'on-click-action'?: { payload: object } }> } }>;
		};
		const payload = raw[0].layout.children.at(-1)?.['on-click-action']?.payload;
		expect(payload).toEqual(Object.fromEntries(screens[0].fields.map((name) => [name, `\${form.${name}}`])));
	});
});
