import fc from 'fast-check';
import { cleanHtml } from '../../nodes/WhatsAppBusinessCloud/sendAndWait/form/cleanHtml';
import { Browser, describeInChromium } from './support/browser';
import { anyHtml, ATTACKS, ATTRIBUTES, ELEMENTS, PROTOCOLS } from '../unit/sendAndWait/hostileHtml';

let browser: Browser | undefined;
const dialogs: string[] = [];

interface Allowed {
	elements: string[];
	attributes: Record<string, string[]>;
	/** Allowed URL protocols by attribute, as the source of a regular expression. */
	protocols: Record<string, string>;
}

const allowed: Allowed = {
	// The parser creates colgroup.
	elements: [...ELEMENTS, 'colgroup'],
	attributes: ATTRIBUTES,
	protocols: Object.fromEntries(Object.entries(PROTOCOLS).map(([name, { source }]) => [name, source])),
};

/** Runs in the page. @returns what must not be there, after the page was parsed and again after its HTML was copied */
function findUnsafe([{ elements, attributes, protocols }, count]: [Allowed, number]): string[] {
	const forbidden = (one: Element): string[] => {
		const name = one.localName;
		const isKnown = elements.includes(name) && one instanceof HTMLElement && !(one instanceof HTMLUnknownElement);
		const found = isKnown ? [] : [name];
		for (const attribute of Array.from(one.attributes)) {
			if (!(attributes[name] ?? []).includes(attribute.name)) found.push(`${name} ${attribute.name}`);
		}
		for (const key of Object.keys(protocols)) {
			const value = one.getAttribute(key);
			const url = value === null ? null : URL.parse(value, 'about:blank');
			if (url !== null && !new RegExp(protocols[key]).test(url.protocol)) found.push(`${name} ${key}=${value}`);
		}
		return found;
	};
	const unsafe = (): string[] => Array.from(document.querySelectorAll('section > form > div *')).flatMap(forbidden);
	const around = Array.from(document.body.children).map(({ outerHTML }) =>
		outerHTML.startsWith('<section><form><div>') && outerHTML.endsWith('</div></form></section>') ? 'whole' : outerHTML,
	);
	const broken = around.length === count ? around.filter((one) => one !== 'whole') : [`${around.length} sections`];
	const parsed = unsafe();
	for (const place of Array.from(document.querySelectorAll('section > form > div'))) {
		// Copied HTML can have another meaning than the original.
		const html = place.innerHTML;
		place.innerHTML = html;
	}
	return [...broken, ...parsed, ...unsafe()];
}

/** Shows HTML in a page, each in a form as on the pages of Send and Wait. @returns what must not be there */
async function unsafeInChromium(all: string[]): Promise<string[]> {
	const sections = all.map((html) => `<section><form><div>${html}</div></form></section>`);
	const page = browser!.page;
	await page.setContent(`<!DOCTYPE html><body>${sections.join('')}</body>`, { waitUntil: 'load' });
	const found = await page.evaluate(findUnsafe, [allowed, all.length] satisfies [Allowed, number]);
	return [...found, ...dialogs.splice(0).map((message) => `runs a script: ${message}`)];
}

describeInChromium(__filename, 'in Chromium', () => {
	beforeAll(async () => {
		browser = await Browser.open('clean-html');
		browser.page.on('dialog', (dialog) => {
			dialogs.push(dialog.message());
			void dialog.dismiss();
		});
	});
	afterAll(async () => await browser?.close());

	it('known attacks have no effect', async () => {
		expect(await unsafeInChromium(ATTACKS.map(cleanHtml))).toEqual([]);
	});

	it('any HTML has no effect, and stays inside its container', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyHtml, { minLength: 50, maxLength: 100, size: 'max' }), async (all) =>
				expect(await unsafeInChromium(all.map(cleanHtml))).toEqual([]),
			),
			{ numRuns: 70, endOnFailure: true },
		);
	});

	it('HTML that is not cleaned is found', async () => {
		expect(await unsafeInChromium(['</div></form>x', 'y'])).toEqual(['<section><form><div></div></form>x</section>']);
		expect(await unsafeInChromium(['<img src="data:,x" onerror="alert(1)">'])).toEqual([
			'img onerror',
			'img src=data:,x',
			'img onerror',
			'img src=data:,x',
			'runs a script: 1',
		]);
	});
});
